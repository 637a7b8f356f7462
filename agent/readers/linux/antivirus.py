"""Antivirus products on Linux: whether they protect, and how old their signatures are.

One table of labels serves all products that print ``Label: value``; Defender's JSON and
ClamAV's single line have readers of their own.
"""

import re
import string
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.dates import day_of, seconds_of
from agent.readers.linux.words import boolean, from_json, iso_day, to_text


class Product(msgspec.Struct, frozen=True):
    """``enabled``: files are checked while they are used, not only when asked.

    ``up_to_date`` is the product's own word on its signatures. ``definitions_date`` is
    a day as printed, ``definitions_seconds`` Unix time where a zone is printed, too.
    """

    name: str | None = None
    enabled: bool | None = None
    up_to_date: bool | None = None
    version: str | None = None
    definitions: str | None = None
    definitions_date: str | None = None
    definitions_seconds: float | None = None
    tamper_protected: bool | None = None


_VERSION = (
    "product version",
    "appversion",
    "app_version",
    "agent version",
    "client version",
    "program version",
    "application version",
    "sophos anti-virus",
    "cortex xdr agent version",
    "version",
)
_DEFINITIONS = (
    "engines version",
    "definitionsversion",
    "definitions_version",
    "definitions version",
    "signature version",
    "signatures version",
    "virus definitions version",
    "threat data version",
    "virus data version",
    "content version",
    "database version",
    "detection engine",
    "core engine version",
)
_DATE = (
    "last security content update",
    "definitionsupdated",
    "definitions_updated",
    "last release date of databases",
    "virus database timestamp",
    "threat data release",
    "database date",
    "definitions date",
    "signatures date",
    "build time",
    "last update",
    "last updated",
)
_ENABLED = (
    "antimalware status",
    "realtimeprotectionenabled",
    "real_time_protection_enabled",
    "real-time protection",
    "realtime protection",
    "real time protection",
    "real-time file system protection",
    "on-access scanning",
    "on-access scanner",
    "file threat protection",
    "agent state",
    "agent status",
    "protection status",
    "protection",
)
_CURRENT = (
    "definitionsstatus",
    "definitions_status",
    "signatures status",
    "signature status",
    "anti-virus databases",
    "databases status",
    "up to date",
    "up-to-date",
)
_BULLETS = "-*•" + string.whitespace
_PAIR = re.compile(r"([^:=]{2,60}?)\s*(?:[:=]|\s{2,})\s*(\S.*)$")
_WAITING = ("new security content available",)
_TAMPER = (
    "tamperprotection",
    "tamper_protection",
    "tamper protection",
    "anti-tampering",
)
_MAKERS = (
    (r"definitions_?updated", "Microsoft Defender"),
    (r"currently used scan type", "Bitdefender Endpoint Security Tools"),
    (r"kaspersky", "Kaspersky Endpoint Security"),
    (r"sentinel", "SentinelOne"),
    (r"sophos", "Sophos Anti-Virus"),
    (r"dr\.? ?web|core engine version", "Dr.Web"),
    (r"\beset\b|detection engine \d", "ESET"),
    (r"cortex|traps", "Cortex XDR"),
    (r"rfm-state|falcon", "CrowdStrike Falcon"),
    (r"f-secure|withsecure", "WithSecure"),
    (r"clamav", "ClamAV"),
)


def read_antivirus(content: bytes | str) -> Product:
    """Return what a product's status tool printed.

    Raises:
        ReadError: it says nothing of an antivirus product.
    """
    text = to_text(content)
    clam = re.search(r"^ClamAV (\d[\w.+~-]*)(?:/(\d+)/([^\n]+))?", text, re.MULTILINE)
    if clam:
        return Product(
            name="ClamAV",
            version=clam[1],
            definitions=clam[2],
            definitions_date=day_of(clam[3]),
        )
    found = _labels(text)
    product = _product(found, text)
    telling = (product.version, product.definitions, product.enabled)
    if telling == (None, None, None):
        raise ReadError("nothing of an antivirus product")
    return product


def _labels(text: str) -> dict[str, str]:
    """Return labels and values, of JSON or of lines with ``:``, ``=`` or wide gaps."""
    if text.lstrip().startswith("{"):
        document = from_json(text)
        items = document.items() if isinstance(document, dict) else ()
        return {str(name).lower(): _word(value) for name, value in items}
    found: dict[str, str] = {}
    for line in text.splitlines():
        # Stripped first: white space on both sides of a gap would be tried in all parts.
        said = _PAIR.match(line.strip().lstrip(_BULLETS))
        if said:
            name = " ".join(said[1].split()).lower()
            found.setdefault(name, said[2].strip().strip('"'))
    return found


def _word(value: Any) -> str:
    """Return a JSON value as a word; Defender wraps some into objects."""
    if isinstance(value, dict):
        value = value.get("value", value.get("$type"))
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def _product(found: dict[str, str], text: str) -> Product:
    date = _first(found, _DATE)
    seconds = seconds_of(date)
    definitions = _first(found, _DEFINITIONS)
    eset = re.search(
        r"Detection engine (\d+(?:\.\d+)?)[^\n(]*\((\d{8})\)", text, re.IGNORECASE
    )
    if eset:
        definitions, date = eset[1], eset[2]
    return Product(
        name=_maker(text),
        enabled=_enabled(found, text),
        up_to_date=_up_to_date(found),
        version=_first(found, _VERSION),
        definitions=definitions,
        definitions_date=day_of(date) or iso_day(seconds),
        definitions_seconds=seconds,
        tamper_protected=_switch(_first(found, _TAMPER)),
    )


def _enabled(found: dict[str, str], text: str) -> bool | None:
    sophos = re.search(r"Sophos Anti-Virus is (active|inactive)([^\n]*)", text)
    if sophos:
        return sophos[1] == "active" and "not running" not in sophos[2]
    return _switch(_first(found, _ENABLED))


def _up_to_date(found: dict[str, str]) -> bool | None:
    waiting = _switch(_first(found, _WAITING))
    if waiting is not None:
        return not waiting
    word = re.sub(r"[\s_-]", "", (_first(found, _CURRENT) or "").lower())
    if word in {"uptodate", "current", "actual", "yes", "true", "loaded", "ok"}:
        return True
    return False if re.match(r"outof|outdated|expired|old|no|false", word) else None


def _switch(value: str | None) -> bool | None:
    """Return whether *value* says on; ``audit`` and ``unknown`` say neither."""
    word = (value or "").lower()
    for begin, meaning in (
        (r"(?:on|enabled|enable|yes|true|running|active|started|block|green)\b", True),
        (r"available and running|protected\b", True),
        (r"(?:off|disabled|no|not|false|stopped|inactive|available|unprot)", False),
    ):
        if re.match(begin, word):
            return meaning
    return boolean(word)


def _first(found: dict[str, str], labels: tuple[str, ...]) -> str | None:
    value = next((found[label] for label in labels if found.get(label)), None)
    return re.sub(r'"?\s*\[managed\]$', "", value).strip('"') if value else None


def _maker(text: str) -> str | None:
    lower = text.lower()
    return next((name for sign, name in _MAKERS if re.search(sign, lower)), None)

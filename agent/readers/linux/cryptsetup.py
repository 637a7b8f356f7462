"""cryptsetup: what guards a volume, from ``status`` and ``luksDump``; never a key."""

import re
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import (
    first,
    from_json,
    leading_natural,
    pairs,
    to_text,
)


class Luks(msgspec.Struct, frozen=True):
    """A LUKS header or an open mapping; ``active`` is None for a header.

    ``keyslots`` counts the used ones. ``token_kinds`` are what may open it without a
    person (systemd-tpm2, clevis).
    """

    version: int | None = None
    cipher: str | None = None
    key_bits: int | None = None
    kdf: str | None = None
    keyslots: int | None = None
    token_kinds: tuple[str, ...] = ()
    active: bool | None = None
    kind: str | None = None
    device: str | None = None


def read_cryptsetup(content: bytes | str) -> Luks:
    """Return what ``cryptsetup status`` or ``luksDump``, text or JSON, printed.

    Raises:
        ReadError: it is none of them.
    """
    text = to_text(content)
    if text.lstrip().startswith("{"):
        return _metadata(from_json(text))
    if re.search(r"^\S.* is (?:active|inactive)\b", text, re.MULTILINE):
        return _status(text)
    if re.search(r"^LUKS header information", text, re.MULTILINE):
        return _dump(text)
    raise ReadError("neither cryptsetup status nor luksDump")


def _status(text: str) -> Luks:
    found = pairs(text)
    head = re.search(r"^\S.* is (active|inactive)\b", text, re.MULTILINE)
    kind = first(found, "type")
    return Luks(
        version=leading_natural((kind or "").upper().removeprefix("LUKS") or None),
        cipher=first(found, "cipher"),
        key_bits=leading_natural(first(found, "keysize")),
        active=head is not None and head[1] == "active",
        kind=kind,
        device=first(found, "device"),
    )


def _dump(text: str) -> Luks:
    found = pairs(text)
    version = leading_natural(first(found, "version"))
    if version == 1:
        cipher = "-".join(
            part
            for part in (first(found, "cipher name"), first(found, "cipher mode"))
            if part
        )
        return Luks(
            version=1,
            cipher=cipher or None,
            key_bits=leading_natural(first(found, "mk bits")),
            kdf="pbkdf2",
            keyslots=len(re.findall(r"^Key Slot \d+: ENABLED", text, re.MULTILINE)),
            kind="LUKS1",
        )
    parts = _sections(text)
    return Luks(
        version=version,
        cipher=first(pairs(parts.get("data segments", "")), "cipher"),
        key_bits=leading_natural(first(found, "key", "cipher key")),
        kdf=first(found, "pbkdf"),
        keyslots=len(
            re.findall(r"^\s+\d+: \S", parts.get("keyslots", ""), re.MULTILINE)
        ),
        token_kinds=tuple(
            sorted(
                set(
                    re.findall(r"^\s+\d+: (\S+)", parts.get("tokens", ""), re.MULTILINE)
                )
            )
        ),
        kind=f"LUKS{version}" if version else "LUKS",
    )


def _sections(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        head = re.fullmatch(r"([A-Z][a-z]+(?: [a-z]+)?):", line.rstrip())
        name = head[1].lower() if head else name
        if not head:
            found[name] = found.get(name, "") + line + "\n"
    return found


def _metadata(document: Any) -> Luks:
    if not isinstance(document, dict) or not isinstance(document.get("keyslots"), dict):
        raise ReadError("no LUKS2 metadata: there are no keyslots")
    segments = [_dict(s) for s in _dict(document.get("segments")).values()]
    slots = [_dict(s) for s in document["keyslots"].values()]
    tokens = [_dict(t) for t in _dict(document.get("tokens")).values()]
    size = slots[0].get("key_size") if slots else None
    kdf = _dict(slots[0].get("kdf")).get("type") if slots else None
    ciphers = [s.get("encryption") for s in segments]
    return Luks(
        version=2,
        cipher=next((c for c in ciphers if isinstance(c, str)), None),
        key_bits=size * 8 if isinstance(size, int) and 0 < size < 1 << 16 else None,
        kdf=kdf if isinstance(kdf, str) else None,
        keyslots=len(slots),
        token_kinds=tuple(
            sorted({t["type"] for t in tokens if isinstance(t.get("type"), str)})
        ),
        kind="LUKS2",
    )


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

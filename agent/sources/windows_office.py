r"""Which office programs a Windows machine has: from the registry, by name and version.

Of all installed programs only these are looked at. Office of 2013 and later may be
installed by "Click-to-Run", which has keys of its own; older ones, and volume licences,
stand in the list of programs as ``Office14.PROPLUS``.
"""

import re
from collections.abc import Iterator

from agent.sources.safety import Office, unreadable
from agent.sources.windows_asking import Asking

_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_PROGRAMS = (
    r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
    r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
)
_MOST_PROGRAMS = 2000
_PRODUCT = re.compile(r"[A-Za-z0-9]{3,60}")
# Office14.PROPLUS is a product; {90140000-…} and Office14.PROOF are parts of one.
_MSI = re.compile(r"Office(1[1-6])\.([A-Z]{4,20}R?)")
_PARTS = re.compile(r"PROOF|MUI|SHARED|VISVIEW|PRJPROE?MUI|ACCESSRUNTIME")
_OTHERS = re.compile(
    r"(LibreOffice|Apache OpenOffice|OpenOffice|WPS Office|ONLYOFFICE|SoftMaker Office)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(r"(20(?:16|19|21|24|27))")
_SUITE = re.compile(
    r"ProPlus|Standard|Home|Personal|Professional|Business|Mondo", re.IGNORECASE
)
_PROGRAM = re.compile(
    r"Visio|Project|Access|Excel|Word|PowerPoint|Outlook|Publisher|OneNote",
    re.IGNORECASE,
)


def office(ask: Asking) -> dict[str, Office]:
    """Return the office programs by a short key; one that fails is unknown, alone."""
    found: dict[str, Office] = {}
    reasons: list[str] = []
    for part in (_click_to_run, _installed):
        programs, reason = part(ask)
        found = {**programs, **found}
        reasons += [reason] if reason else []
    return found or (unreadable(Office, reasons[0]) if reasons else {})


def _click_to_run(ask: Asking) -> tuple[dict[str, Office], str]:
    products, reason = ask.value(_CLICK_TO_RUN, "ProductReleaseIds")
    version, _ = ask.value(_CLICK_TO_RUN, "VersionToReport")
    written = products if isinstance(products, str) else ""
    found = {
        product.lower(): Office(
            name=name_of(product),
            version=version if isinstance(version, str) else None,
            build=_build(version),
            reasons=dict.fromkeys(("version", "build"), "Click-to-Run does not say"),
        )
        for product in dict.fromkeys(written.split(",")[:20])
        if _PRODUCT.fullmatch(product)
    }
    return found, reason


def name_of(product: str) -> str:
    """Return how people call the product with a Click-to-Run identifier.

    ``ProPlusRetail`` without a year is the release of 2016, ``O365…`` the subscription.
    """
    if re.match(r"O365|M365", product, re.IGNORECASE):
        return "Microsoft 365 Apps"
    release = _RELEASE.search(product)
    year = release[1] if release else "2016"
    program = _PROGRAM.search(product)
    if program and not _SUITE.match(product):
        return f"Microsoft {program[0].capitalize()} {year}"
    return f"Microsoft Office {year}"


def _build(version: object) -> str | None:
    """Return ``17126.20132`` of ``16.0.17126.20132``."""
    found = re.fullmatch(r"\d{1,3}\.\d{1,3}\.([\d.]{1,20})", str(version))
    return found[1] if found else None


def _installed(ask: Asking) -> tuple[dict[str, Office], str]:
    found: dict[str, Office] = {}
    reason = ""
    for place in _PROGRAMS:
        keys, why = ask.keys(place)
        reason = reason or why
        for key, program in _programs(ask, place, (keys or [])[:_MOST_PROGRAMS]):
            found.setdefault(key, program)
    return found, reason


def _programs(ask: Asking, place: str, keys: list[str]) -> Iterator[tuple[str, Office]]:
    for key in keys:
        product = _MSI.fullmatch(key)
        if product and _PARTS.match(product[2]):
            continue
        name, _ = ask.value(rf"{place}\{key}", "DisplayName")
        other = _OTHERS.match(name) if isinstance(name, str) else None
        if product is None and other is None:
            continue
        short = _short(other[1]) if other else key.lower()
        version, _ = ask.value(rf"{place}\{key}", "DisplayVersion")
        yield (
            short,
            Office(
                name=name.strip() if isinstance(name, str) else None,
                version=version.strip() if isinstance(version, str) else None,
                build=_build(version),
                reasons=dict.fromkeys(("name", "version", "build"), "not registered"),
            ),
        )


def _short(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40]

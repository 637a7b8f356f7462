"""Which office programs are installed, from Uninstall entries and Click-to-Run values.

A suite is one entry among dozens: its language parts, its fonts, its updates. The name
keeps the year or the 365, by which its support ends.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from agent.readers.windows.reg_file import Key
from agent.readers.windows.registry import Program, named, programs
from agent.readers.windows.values import text

CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_CONFIGURATION = re.compile(
    r".*\\Office\\(\d+\.\d\\)?ClickToRun\\Configuration", re.IGNORECASE
)
_MICROSOFT = re.compile(
    r"Microsoft\s (Office|365|Visio|Project|Access|Excel|Word|Outlook|PowerPoint"
    r"|Publisher|OneNote|InfoPath|SharePoint\sDesigner) \b .* (?<!\d)(20\d\d|365|XP)\b .*"
    r"| Microsoft\s365 (\sApps)? .*",
    re.IGNORECASE | re.VERBOSE,
)
_PART = re.compile(
    r"\b(MUI|Proof(ing)?|Shared|Components?|Language\ Pack|Update|Hotfix|Service\ Pack"
    r"|Viewer|Validation|Compatibility|Web\ Components|Interop|Runtime|Tools\ for|Teams"
    r"|Extensibility|Licensing|Localization|Add-?in|Connector|SDK|Setup|Interface\ Pack"
    r"|Filter\ Pack|Help\ Pack|Database\ Engine|Copilot|KB\d+|Visual\ Studio|Starter\ .*Toolkit)\b",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = re.compile(
    r"(LibreOffice|(?:Apache )?OpenOffice(?:\.org)?|ONLYOFFICE|WPS Office|Kingsoft Office"
    r"|SoftMaker Office|FreeOffice|Ashampoo Office)\b.*",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"\s+-\s+[a-z]{2,3}(-[A-Za-z]{2,8}){1,2}$")
_BUILD = re.compile(r"\d{1,5}(\.\d{1,6}){1,3}")
_RELEASE = re.compile(r"([A-Za-z]+?)(365)?([A-Za-z]*?)(20\d\d)?(Retail|Volume|MSDNR)?")
_PRODUCTS = {
    "proplus": "Professional Plus",
    "professional": "Professional",
    "standard": "Standard",
    "homebusiness": "Home and Business",
    "homestudent": "Home and Student",
    "home": "Home",
    "personal": "Personal",
    "visiopro": "Visio Professional",
    "visiostd": "Visio Standard",
    "projectpro": "Project Professional",
    "projectstd": "Project Standard",
}
_SUBSCRIPTIONS = {
    "proplus": "Microsoft 365 Apps for enterprise",
    "business": "Microsoft 365 Apps for business",
}


class Office(msgspec.Struct, frozen=True):
    """One office program; ``version`` is major and minor, ``build`` all of it."""

    name: str
    version: str | None
    build: str | None


def office(
    installed: Iterable[Program], click_to_run: Mapping[str, object] | None = None
) -> list[Office]:
    """Return the office programs, each once, in the order of the entries.

    *click_to_run* are the values of the key ``CLICK_TO_RUN``; they name the suite where
    no entry does, and its build.
    """
    found: dict[str, Office] = {}
    for program in installed:
        name = _name(program)
        if name and name not in found:
            found[name] = _office(name, program.version or program.name)
    if click_to_run and not any(n.startswith("Microsoft ") for n in found):
        build = text(click_to_run.get("VersionToReport"))
        for release in (text(click_to_run.get("ProductReleaseIds")) or "").split(","):
            name = release_name(release.strip())
            if name:
                found.setdefault(name, _office(name, build))
    return list(found.values())


def office_of_keys(keys: Sequence[Key]) -> list[Office]:
    """Return the office programs of an export of the registry."""
    configuration = next(named(keys, _CONFIGURATION), None)
    return office(programs(keys), configuration.values if configuration else None)


def _office(name: str, version: str | None) -> Office:
    written = (version or "")[:40]
    build = _BUILD.search(written)
    if build is None:
        return Office(name, None, None)
    return Office(name, ".".join(build[0].split(".")[:2]), build[0])


def _name(program: Program) -> str | None:
    """Return the name of a suite without its language, None of anything else."""
    written = program.name[:200].replace("®", "").replace("™", "")
    name = _LANGUAGE.sub("", " ".join(written.split()))
    if program.system_component or _PART.search(name):
        return None
    if other := _OTHERS.fullmatch(name):
        return other[1]
    return name if _MICROSOFT.fullmatch(name) else None


def release_name(release: str) -> str | None:
    """Return what people call a Click-to-Run product such as ``ProPlus2021Volume``."""
    words = _RELEASE.fullmatch(release[:80])
    if words is None or not words[5]:
        return None
    stem, subscription, rest, year, _ = words.groups()
    if subscription and stem == "O":
        return _SUBSCRIPTIONS.get(rest.lower(), "Microsoft 365")
    product = _PRODUCTS.get((stem + rest).lower())
    if product is None:
        return None
    family = "" if product.startswith(("Visio", "Project")) else "Office "
    return f"Microsoft {family}{product} {year or 2016}"

"""apt: what an upgrade would do, and whether the system upgrades itself."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import natural, to_text

_STEP = re.compile(
    r"^(?P<step>Inst|Remv|Purg)\s+(?P<name>\S+)(?:\s+\[(?P<old>[^\]]*)\])?"
    r"(?:\s+\((?P<new>[^)]*)\))?"
)
_LISTED = re.compile(
    r"^(?P<name>[^\s/]+)/(?P<origins>\S+)\s+(?P<new>\S+)\s+\S+\s+\[[^\]:]+: ?[^\]]+\]"
)
_STEP_WORD = re.compile(r"^(?:Inst|Conf|Remv|Purg) \S+", re.MULTILINE)
_NOTHING = re.compile(
    r"^(?:Reading package lists|NOTE: This is only a simulation|Listing\.\.\."
    r"|\d+ upgraded, \d+ newly installed)",
    re.MULTILINE,
)


class AptPlan(msgspec.Struct, frozen=True):
    """What would be done, names sorted, each once; ``security`` is a part of the first.

    ``upgraded`` are those of ``to_install`` that are installed now. An update is one
    of security if an archive whose name says so offers it.
    """

    to_install: tuple[str, ...] = ()
    to_remove: tuple[str, ...] = ()
    security: tuple[str, ...] = ()
    upgraded: tuple[str, ...] = ()


def read_apt_plan(content: bytes | str) -> AptPlan:
    """Return what ``apt-get -s upgrade`` or ``apt list --upgradable`` printed.

    Raises:
        ReadError: it is neither. Nothing at all is no plan, either: ``-qq`` prints
            that when nothing waits, and the caller knows the exit status.
    """
    text = to_text(content)
    install: set[str] = set()
    remove: set[str] = set()
    security: set[str] = set()
    upgraded: set[str] = set()
    for line in text.splitlines():
        step = _STEP.match(line) or _LISTED.match(line)
        if not step:
            continue
        found = step.groupdict()
        if found.get("step") in {"Remv", "Purg"}:
            remove.add(found["name"])
            continue
        install.add(found["name"])
        if "origins" in found or found.get("old"):
            upgraded.add(found["name"])
        if "security" in (found.get("origins") or found.get("new") or "").lower():
            security.add(found["name"])
    if not (install or remove or _STEP_WORD.search(text) or _NOTHING.search(text)):
        raise ReadError("no plan of apt")
    return AptPlan(
        tuple(sorted(install)),
        tuple(sorted(remove)),
        tuple(sorted(security)),
        tuple(sorted(upgraded)),
    )


def read_apt_periodic(content: bytes | str) -> bool | None:
    """Return whether ``apt-config dump`` or its files switch automatic upgrades on.

    Raises:
        ReadError: it is no configuration of apt.
    """
    text = to_text(content)
    found = dict(re.findall(r'^\s*(APT(?:::[\w-]+)+)\s+"([^"]*)";', text, re.MULTILINE))
    if not found:
        raise ReadError("no configuration of apt")
    lower = {name.lower(): value for name, value in found.items()}
    enabled = lower.get("apt::periodic::enable", "1")
    value = lower.get("apt::periodic::unattended-upgrade")
    if value is None and enabled != "0":
        return None
    return enabled != "0" and _repeats(value or "0")


def _repeats(value: str) -> bool:
    """Return whether an interval (days, ``always``, ``12h``) is more than never."""
    number = natural(value.rstrip("smhd"))
    return value == "always" or bool(number)

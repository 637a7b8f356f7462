"""mdadm: the state of an array, from --detail, --examine and --query."""

import re

import msgspec

from agent.readers.errors import ReadError
from agent.readers.linux.words import decimal, first, leading_natural, pairs, to_text

_BROKEN = frozenset({"degraded", "failed", "broken"})


class Array(msgspec.Struct, frozen=True):
    """One array. ``rebuild_percent``: how far a rebuild, resync or reshape is."""

    state: str | None = None
    degraded: bool | None = None
    raid_devices: int | None = None
    active_devices: int | None = None
    failed_devices: int | None = None
    rebuild_percent: float | None = None
    level: str | None = None
    spare_devices: int | None = None
    name: str | None = None


def read_mdadm(content: bytes | str) -> Array:
    """Return what mdadm printed of one array (of the first, where it printed several).

    Raises:
        ReadError: it is no output of mdadm --detail, --examine or --query.
    """
    text = to_text(content)
    brief = re.search(
        r"^(\S+): \S+ (\w+) (\d{1,6}) devices, (\d{1,6}) spares?\.", text, re.MULTILINE
    )
    if brief:
        return Array(
            raid_devices=int(brief[3]),
            spare_devices=int(brief[4]),
            level=brief[2],
            name=_short(brief[1]),
        )
    head = re.search(r"^(\S+):\s*$", text, re.MULTILINE)
    # A second device begins with a second line of this form; it is no part of ours.
    body = re.split(
        r"^\S+:\s*$", text[head.end() :] if head else text, flags=re.MULTILINE
    )[0]
    found = pairs(body, divider=" : ")
    level = first(found, "raid level")
    if level is None and "raid devices" not in found:
        raise ReadError("no output of mdadm about an array")
    total = leading_natural(first(found, "raid devices"))
    active, failed = _counts(found)
    state = first(found, "state", "map state")
    return Array(
        state=state,
        degraded=_degraded(found, state, total, active),
        raid_devices=total,
        active_devices=active,
        failed_devices=failed,
        rebuild_percent=_rebuild(found),
        level=level,
        spare_devices=leading_natural(first(found, "spare devices")),
        name=_short(head[1]) if head else None,
    )


def _counts(found: dict[str, str]) -> tuple[int | None, int | None]:
    """Return how many devices are active and have failed, by tables or letters."""
    active = leading_natural(first(found, "active devices"))
    if active is None and _letters(found):
        active = _letters(found).count("A") + _letters(found).count("R")
    return active, leading_natural(first(found, "failed devices"))


def _letters(found: dict[str, str]) -> str:
    """Return ``AA.`` of ``Array State : AA. ('A' == active, …)``."""
    said = re.match(r"([AR.]+)(?= |$)", found.get("array state", ""))
    return said[1] if said else ""


def _degraded(
    found: dict[str, str], state: str | None, total: int | None, active: int | None
) -> bool | None:
    words = {word.strip().lower() for word in (state or "").split(",")}
    if words & _BROKEN:
        return True
    if _letters(found):
        return "." in _letters(found)
    if total is not None and active is not None:
        return active < total
    return False if words & {"clean", "active", "normal"} else None


def _rebuild(found: dict[str, str]) -> float | None:
    for what in ("rebuild", "resync", "recovery", "reshape", "delta"):
        said = re.match(r"([0-9.,]{1,10}) ?% complete", found.get(f"{what} status", ""))
        if said:
            return decimal(said[1])
    return None


def _short(path: str) -> str:
    return path.removeprefix("/dev/")

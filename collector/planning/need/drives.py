"""Which drive the system stands on, what kind it is, and how much of it is free."""

import re
from typing import Literal, NamedTuple

from agent.shared.findings.rules_drives import VERDICTS
from agent.shared.findings.values import flag, items, number, text, word
from agent.shared.wire import Item, Scalar
from collector.planning.need.marks import labelled, quantile
from collector.planning.shapes.estate import Machine, Measured

DriveKind = Literal["hdd", "ssd", "virtual", "unknown"]

DEFECTS = (
    "disk_failing",
    "raid_degraded",
    "disk_replace_soon",
    "scrub_errors",
    "disk_watch",
)
"""What is wrong with drives and what lies on them, the worst first."""

_HARD_DISK = re.compile(
    r"(WDC? WD|ST\d{3,}|TOSHIBA (DT|MQ|MK|HD)|HGST |HITACHI H|SAMSUNG H[DMN]|MAXTOR )",
    re.IGNORECASE,
)
_VIRTUAL = frozenset({"virtio", "hyper_v", "xen", "virtual", "file_backed_virtual"})
_SOLID = re.compile(r"\b(SSD|NVME)\b|SSD", re.IGNORECASE)


class Free(NamedTuple):
    """Free space of the system drive; ``bytes`` at most so many, where it is known."""

    mountpoint: str
    ratio: float
    bytes: float | None
    seen: Measured


def system_free(machine: Machine) -> Free | None:
    """Return the free space of the drive that the system stands on, as it was last."""
    found = labelled(machine.signals, "filesystem_free_ratio", "mountpoint")
    by_name = {name.rstrip("\\/") or "/": (name, seen) for name, seen in found.items()}
    names = [
        name.rstrip("\\/") or "/"
        for name, volume in items(machine.facts, "volume").items()
        if flag(volume, "system")
    ]
    place = next((by_name[n] for n in (*names, "C:", "/") if n in by_name), None)
    if place is None:
        seen = machine.signals.get("filesystem_free_ratio")
        if seen is None or found:
            return None
        place = "", seen
    name, seen = place
    ratio = seen.daily_p95[-1] if seen.daily_p95 else quantile(seen, 0.05)
    if ratio is None:
        return None
    size = _only_size(machine)
    return Free(name, ratio, None if size is None else ratio * size, seen)


def _only_size(machine: Machine) -> float | None:
    """Return the size of the only drive; of several nobody says where the system is."""
    drives = internal(machine)
    if len(drives) != 1:
        return None
    return number(next(iter(drives.values())), "size_bytes")


def internal(machine: Machine) -> dict[str, Item]:
    """Return the drives that are built in, by key."""
    return {
        key: drive
        for key, drive in items(machine.facts, "disk").items()
        if word(drive, "bus") not in {"usb", "sd", "firewire"}
    }


def drive_kind(drive: Item) -> DriveKind:
    """Return what *drive* is: as it says, else by the names that makers give."""
    media, bus = (word(drive, "media") or ""), (word(drive, "bus") or "")
    if bus in _VIRTUAL:
        return "virtual"
    if media in {"ssd", "scm"} or bus == "nvme":
        return "ssd"
    if media == "hdd":
        return "hdd"
    model = text(drive, "model") or ""
    if _SOLID.search(model):
        return "ssd"
    return "hdd" if _HARD_DISK.match(model) else "unknown"


def kinds(machine: Machine) -> set[DriveKind]:
    """Return of which kinds the built-in drives are."""
    return {drive_kind(drive) for drive in internal(machine).values()}


def defects(machine: Machine) -> dict[str, dict[str, Scalar]]:
    """Return what is wrong with drives, as ``disk_failing`` with its evidence.

    From the machine's findings and, where those are not made yet, from its facts.
    """
    found: dict[str, dict[str, Scalar]] = {}
    for key, drive in items(machine.facts, "disk_health").items():
        kind = VERDICTS.get(word(drive, "verdict") or "")
        if kind is not None:
            found.setdefault(kind, {"drive": key})
    for one in machine.findings:
        if one.kind in DEFECTS:
            found[one.kind] = one.evidence
    return found

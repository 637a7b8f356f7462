"""Processes, sessions, pressure and our own process, as Linux tells them."""

import os
import struct
import time
from pathlib import Path

from agent.sources import procfs, text
from agent.sources.shapes import Processes, Usage

_UTMP = struct.Struct("<hxxi")  # type and process of a record
_UTMP_SIZE = 384
_USER_PROCESS = 7
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

RESOURCES = ("cpu", "memory", "io")


def processes(*, root: Path = Path("/")) -> Processes:
    """Count the processes by their folders, without opening one of them."""
    try:
        count = sum(name.isdigit() for name in os.listdir(root / "proc"))  # noqa: PTH208 - a tenth of the cost
    except OSError:
        count = 0
    counts = procfs.stat(root=root).counts
    load = (text.read_or_none(root / "proc/loadavg") or "").split()
    tasks = load[3].partition("/")[2] if len(load) > 3 else None
    return Processes(
        count=count or None,
        threads=text.natural(tasks),
        blocked=counts.get("procs_blocked"),
        started=counts.get("processes"),
    )


def parse_utmp(data: bytes) -> int:
    """Return how many records of a utmp file are sessions of users."""
    places = range(0, len(data) - _UTMP_SIZE + 1, _UTMP_SIZE)
    return sum(_UTMP.unpack_from(data, at)[0] == _USER_PROCESS for at in places)


def sessions(*, root: Path = Path("/")) -> int | None:
    """Return the sessions of users: by systemd-logind, else by utmp; never who."""
    try:
        found = sorted((root / "run/systemd/sessions").iterdir())
        states = [
            text.read_or_none(path) or "" for path in found if path.suffix != ".ref"
        ]
        return sum("\nCLASS=user" in f"\n{state}" for state in states)
    except OSError:
        pass
    try:
        return parse_utmp((root / "run/utmp").read_bytes())
    except OSError:
        return None


def parse_pressure(content: str) -> dict[str, float]:
    """Return the seconds of the lines ``some`` and ``full`` (total=microseconds)."""
    found = {}
    for line in content.splitlines():
        kind, _, rest = line.partition(" ")
        value = text.natural(rest.rpartition("total=")[2])
        if kind in {"some", "full"} and value is not None:
            found[kind] = value / 1e6
    return found


def pressure(*, root: Path = Path("/")) -> dict[str, dict[str, float]]:
    """Return the stall times by resource; empty where the kernel keeps none."""
    found = {}
    for resource in RESOURCES:
        content = text.read_or_none(root / "proc/pressure" / resource)
        if content:
            found[resource] = parse_pressure(content)
    return found


def parse_start(content: str) -> int | None:
    """Return the 22nd field of a process's stat: ticks from boot to its start."""
    words = content.rpartition(")")[2].split()  # a name may contain anything
    return text.natural(words[19]) if len(words) > 19 else None


def _started(root: Path) -> float | None:
    ticks = parse_start(text.read_or_none(root / "proc/self/stat") or "")
    boot = procfs.boot_time(root=root)
    return None if ticks is None or boot is None else boot + ticks / procfs.TICKS


def own(*, root: Path = Path("/")) -> Usage:
    """Return what this process uses."""
    pages = (text.read_or_none(root / "proc/self/statm") or "").split()
    resident = text.natural(pages[1]) if len(pages) > 1 else None
    try:
        files = len(os.listdir(root / "proc/self/fd")) - 1  # noqa: PTH208 - the listing is one
    except OSError:
        files = None
    return Usage(
        started=_started(root),
        rss_bytes=None if resident is None else resident * _PAGE,
        cpu_s=time.process_time(),
        open_files=files,
    )

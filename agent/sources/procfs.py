"""The kernel's counters in /proc of Linux, read without a library.

Every parser takes any text: lines that are not as they should be are passed over.
"""

import os
from pathlib import Path

import msgspec

from agent.sources import text
from agent.sources.shapes import Cpu, Memory

ROOT = Path("/")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096

# The columns of a cpu line; guest time is contained in user and nice.
CPU_MODES = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal")

_MEMINFO = frozenset(
    [
        "MemTotal",
        "MemAvailable",
        "Cached",
        "Committed_AS",
        "CommitLimit",
        "SwapTotal",
        "SwapFree",
    ]
)
_VMSTAT = frozenset({"pgmajfault", "pswpin", "pswpout"})


class Stat(msgspec.Struct, frozen=True):
    """What /proc/stat says."""

    seconds: dict[str, float] = {}
    cores: int | None = None
    counts: dict[str, int] = {}


def parse_stat(content: str, *, ticks: int = TICKS) -> Stat:
    """Return the CPU seconds by mode, the cores, and the lines of one number."""
    seconds: dict[str, float] = {}
    counts: dict[str, int] = {}
    cores = 0
    for line in content.splitlines():
        name, _, rest = line.partition(" ")
        if name == "cpu":
            values = [text.natural(word) for word in rest.split()]
            for mode, value in zip(CPU_MODES, values, strict=False):
                if value is not None:
                    seconds[mode] = value / ticks
        elif name.startswith("cpu"):
            cores += 1
        else:
            value = text.natural(rest.partition(" ")[0])
            if value is not None:
                counts[name] = value
    return Stat(seconds, cores or None, counts)


def parse_load(content: str) -> tuple[float, float, float] | None:
    """Return the load averages over 1, 5 and 15 minutes."""
    words = [text.number(word) for word in content.split()[:3]]
    known = [word for word in words if word is not None and word >= 0]
    return (known[0], known[1], known[2]) if len(known) == 3 else None


def parse_counts(content: str, wanted: frozenset[str]) -> dict[str, int]:
    """Return the *wanted* numbers of lines such as ``Name: 12 kB`` and ``name 12``."""
    found: dict[str, int] = {}
    for line in content.splitlines():
        name = line.partition(" ")[0].removesuffix(":")
        words = line.split() if name in wanted else []
        value = text.natural(words[1]) if len(words) >= 2 else None
        if value is not None:
            found[name] = value * (1024 if words[2:] == ["kB"] else 1)
    return found


def stat(*, root: Path = ROOT) -> Stat:
    """Return what /proc/stat says now, nothing where it is not there."""
    return parse_stat(text.read_or_none(root / "proc/stat") or "")


def cpu(*, root: Path = ROOT) -> Cpu:
    """Return the state of the processors."""
    now = stat(root=root)
    policies = sorted((root / "sys/devices/system/cpu/cpufreq").glob("policy*"))
    current = [text.read_natural(policy / "scaling_cur_freq") for policy in policies]
    limits = [text.read_natural(policy / "cpuinfo_max_freq") for policy in policies]
    known = [khz for khz in current if khz]
    return Cpu(
        seconds=now.seconds,
        count=now.cores,
        hertz=sum(known) / len(known) * 1000.0 if known else None,
        max_hertz=max([khz for khz in limits if khz], default=0) * 1000.0 or None,
        load=parse_load(text.read_or_none(root / "proc/loadavg") or ""),
        queue=now.counts.get("procs_running"),
        context_switches=now.counts.get("ctxt"),
        interrupts=now.counts.get("intr"),
    )


def memory(*, root: Path = ROOT, page: int = _PAGE) -> Memory:
    """Return the state of the memory."""
    info = parse_counts(text.read_or_none(root / "proc/meminfo") or "", _MEMINFO)
    moved = parse_counts(text.read_or_none(root / "proc/vmstat") or "", _VMSTAT)
    pages_in, pages_out = moved.get("pswpin"), moved.get("pswpout")
    swap, swap_free = info.get("SwapTotal"), info.get("SwapFree")
    return Memory(
        size=info.get("MemTotal"),
        available=info.get("MemAvailable"),
        cached=info.get("Cached"),
        committed=info.get("Committed_AS"),
        commit_limit=info.get("CommitLimit"),
        swap_size=swap,
        swap_used=None if swap is None or swap_free is None else swap - swap_free,
        hard_faults=moved.get("pgmajfault"),
        swapped_in=None if pages_in is None else pages_in * page,
        swapped_out=None if pages_out is None else pages_out * page,
    )


def boot_time(*, root: Path = ROOT) -> float | None:
    """Return when the machine was started, as its wall clock sees it."""
    moment = stat(root=root).counts.get("btime")
    return None if moment is None else float(moment)

"""psutil in our shapes: how machines other than Linux say what they do.

A call that fails (disabled performance counters, Wine, a container) leaves its part
unknown and no other. Windows is asked directly for what psutil does not tell.
"""

import time
from collections.abc import Callable
from typing import Any

from agent.sources import windows_counters
from agent.sources.host_devices import (
    battery,
    disks,
    filesystems,
    interfaces,
    temperatures,
)
from agent.sources.host_psutil import attempt, library
from agent.sources.shapes import Cpu, Memory, Processes, Usage

__all__ = [
    "battery",
    "boot_time",
    "cpu",
    "disks",
    "filesystems",
    "interfaces",
    "memory",
    "own",
    "pressure",
    "processes",
    "sessions",
    "temperatures",
]

# psutil's word for a mode of the processor, and the word of the metric.
_MODES = {"interrupt": "irq", "dpc": "softirq"}


def cpu(
    *,
    psutil: Any = None,
    queue: Callable[[], int | None] = windows_counters.processor_queue,
) -> Cpu:
    """Return the state of the processors."""
    ps = psutil or library()
    times = attempt(ps.cpu_times)
    seconds = {} if times is None else times._asdict()
    clock = attempt(ps.cpu_freq)
    stats = attempt(ps.cpu_stats)
    return Cpu(
        seconds={_MODES.get(m, m): float(s) for m, s in seconds.items() if s >= 0},
        count=attempt(ps.cpu_count),
        hertz=clock.current * 1e6 if clock and clock.current else None,
        max_hertz=clock.max * 1e6 if clock and clock.max else None,
        queue=attempt(queue),
        context_switches=stats.ctx_switches if stats else None,
        interrupts=stats.interrupts if stats else None,
    )


def memory(
    *,
    psutil: Any = None,
    commitment: Callable[
        [], windows_counters.Performance | None
    ] = windows_counters.performance,
    hard_faults: Callable[[], int | None] = windows_counters.hard_faults,
) -> Memory:
    """Return the state of the memory."""
    ps = psutil or library()
    now = attempt(ps.virtual_memory)
    swap = attempt(ps.swap_memory)
    commit = attempt(commitment)
    return Memory(
        size=now.total if now else None,
        available=now.available if now else None,
        cached=commit.cached if commit else None,
        committed=commit.committed if commit else None,
        commit_limit=commit.commit_limit if commit else None,
        swap_size=swap.total if swap else None,
        swap_used=swap.used if swap else None,
        hard_faults=attempt(hard_faults),
    )


def boot_time(*, psutil: Any = None) -> float | None:
    """Return when the machine was started, as its wall clock sees it."""
    ps = psutil or library()
    moment = attempt(ps.boot_time)
    return None if not moment else float(moment)


def processes(
    *,
    psutil: Any = None,
    performance: Callable[
        [], windows_counters.Performance | None
    ] = windows_counters.performance,
) -> Processes:
    """Return how many processes there are, without opening one of them."""
    now = attempt(performance)
    if now is not None:
        return Processes(count=now.processes, threads=now.threads)
    pids = attempt((psutil or library()).pids)
    return Processes(count=len(pids) if pids else None)


def sessions(*, psutil: Any = None) -> int | None:
    """Return how many sessions of users there are; never who."""
    users = attempt((psutil or library()).users)
    return None if users is None else len(users)


def pressure() -> dict[str, dict[str, float]]:
    """Return nothing: only Linux keeps stall times."""
    return {}


def own(*, psutil: Any = None) -> Usage:
    """Return what this process uses."""
    process = attempt((psutil or library()).Process)
    used = attempt(process.memory_info) if process else None
    return Usage(
        started=attempt(process.create_time) if process else None,
        rss_bytes=used.rss if used else None,
        cpu_s=time.process_time(),
    )

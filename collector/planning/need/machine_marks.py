"""What is measured and known of a machine: processor, memory, drives, free space."""

import math
from collections.abc import Iterator

from agent.shared.findings.lifetime import is_windows
from agent.shared.findings.values import items, number, single, text
from collector.planning.need.drives import defects, system_free
from collector.planning.need.marks import Judge, Mark, lasting, mean
from collector.planning.shapes.estate import Machine
from collector.planning.shapes.need import Dimension

GIB = 1024.0**3
_PLENTY = 2.0  # times the warning of free memory: what is read then is no paging


def machine_marks(machine: Machine, judge: Judge) -> Iterator[Mark]:
    """Yield everything that is judged of *machine* but support and its way into the LAN."""
    yield from _cpu(machine, judge)
    yield from _memory(machine, judge)
    yield from _disk_speed(machine, judge)
    yield from _disk_space(machine, judge)
    yield from _disk_health(machine, judge)


def _cpu(machine: Machine, judge: Judge) -> Iterator[Mark]:
    seen = machine.signals.get("cpu_busy_ratio")
    if seen is None:
        return
    p95 = lasting(seen, 0.95)
    yield from judge.measured("cpu", "cpu_busy_p95", seen, p95, "ratio")
    if p95 is not None and p95 >= (warn := judge.warn("cpu_busy_p95", 0.8)):
        busy = seen.sketch.share_above(warn)
        yield from judge.measured("cpu", "cpu_busy_share", seen, busy, "ratio")


def _p95(
    machine: Machine, judge: Judge, dimension: Dimension, name: str, unit: str = "ratio"
) -> Iterator[Mark]:
    """Yield the p95 of the signal *name* under its own thresholds."""
    seen = machine.signals.get(name)
    threshold = name.removesuffix("_per_second").removesuffix("_ratio") + "_p95"
    yield from judge.measured(dimension, threshold, seen, lasting(seen, 0.95), unit)


def _memory(machine: Machine, judge: Judge) -> Iterator[Mark]:
    free = machine.signals.get("memory_available_ratio")
    free_p5 = lasting(free, 0.05)
    yield from judge.measured("memory", "memory_available_p5", free, free_p5, "ratio")
    if is_windows(single(machine.facts, "operating_system")):
        # Linux promises more than it has, and is no worse for it.
        yield from _p95(machine, judge, "memory", "memory_committed_ratio")
    yield from _p95(machine, judge, "memory", "memory_pressure_ratio")
    if free_p5 is None or free_p5 < _PLENTY * judge.warn("memory_available_p5", 0.15):
        yield from _p95(
            machine, judge, "memory", "hard_faults_per_second", "per_second"
        )
        yield from _paging(machine, judge)
        size = installed_gib(machine)
        for mark in judge.value("memory", "memory_size_gib", size, "gib"):
            yield mark._replace(basis="worked")


def _paging(machine: Machine, judge: Judge) -> Iterator[Mark]:
    """Yield the share of time that a drive is busy with hard faults.

    It is the mean of one times the mean of the other: sketches do not say which values
    came together, and to multiply the highest of both would exaggerate.
    """
    faults = machine.signals.get("hard_faults_per_second")
    reads = machine.signals.get("disk_read_seconds_per_operation")
    per_second, seconds = mean(faults), mean(reads)
    usual = lasting(faults, 0.95)
    if per_second is not None and usual is not None:
        per_second = min(per_second, usual)  # not the mean of two bad days
    if faults and reads and per_second is not None and seconds is not None:
        seen = min(faults, reads, key=lambda one: len(one.days))
        share = min(per_second * seconds, 1.0)
        yield from judge.measured("memory", "paging_disk_share", seen, share, "ratio")


def installed_gib(machine: Machine) -> float | None:
    """Return the built-in memory in GiB.

    What a system can use is a little less than what is built in: it is rounded up.
    """
    memory = single(machine.facts, "memory")
    installed = number(memory, "installed_bytes")
    if installed is None or installed <= 0:
        return None
    gib = installed / GIB
    return gib if text(memory, "source") == "firmware" else float(math.ceil(gib))


def _disk_speed(machine: Machine, judge: Judge) -> Iterator[Mark]:
    for way in ("read", "write"):
        seen = machine.signals.get(f"disk_{way}_seconds_per_operation")
        p95 = lasting(seen, 0.95)
        for mark in judge.measured(
            "disk_speed", "disk_seconds_p95", seen, p95, "seconds"
        ):
            yield mark._replace(signal=f"disk_{way}_seconds_p95")
    yield from _p95(machine, judge, "disk_speed", "disk_busy_ratio")
    yield from _p95(machine, judge, "disk_speed", "io_pressure_ratio")


def _disk_space(machine: Machine, judge: Judge) -> Iterator[Mark]:
    """Yield the free space of the system drive as it is now: a level has no p95."""
    free = system_free(machine)
    if free is not None:
        yield from judge.measured(
            "disk_space", "filesystem_free", free.seen, free.ratio, "ratio"
        )
        yield from judge.measured(
            "disk_space", "filesystem_free_bytes", free.seen, free.bytes, "bytes"
        )


def _disk_health(machine: Machine, judge: Judge) -> Iterator[Mark]:
    yield from (judge.state("disk_health", name) for name in defects(machine))
    for drive in items(machine.facts, "disk_health").values():
        left = number(drive, "life_remaining_percent")
        if left is not None:
            yield from judge.value("disk_health", "wear_percent", 100 - left, "percent")

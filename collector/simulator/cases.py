"""What PCs really suffer from, what only looks like it, and how often each comes.

Each case makes a PC by its hardware and its load, never by a threshold: what the
collector measures follows from these.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

from collector.simulator.hardware import MIDDLE, NEW, OLD, WEAK
from collector.simulator.shapes import Model, Pc, Problem, ProblemKind

Make = Callable[[Pc, Random], None]


class Case(NamedTuple):
    """One of ``share`` PCs is made so; of a fleet of 30 and more there is one at least."""

    name: str
    share: float
    make: Make
    models: tuple[Model, ...] = ()
    needs_switch: bool = False


def _pain(draw: Random) -> float:
    return round(draw.uniform(0.4, 1.0), 2)


def _add(pc: Pc, kind: ProblemKind, pain: float, *remedies: str) -> None:
    pc.problems.append(Problem(kind, pain, tuple(remedies)))  # type: ignore[arg-type]


def _modules(pc: Pc, *gib: int) -> None:
    pc.modules_gib = (*gib, *(0,) * (pc.model.slots - len(gib)))


def _memory(pc: Pc, draw: Random) -> None:
    """Give too little memory; a slot is free."""
    pain = _pain(draw)
    _modules(pc, 4 if pain > 0.75 else 8)
    pc.load.demand_gib = pc.gib * (0.93 + 0.3 * pain)
    _add(pc, "memory", pain, "ram")


def _memory_full_slots(pc: Pc, draw: Random) -> None:
    """Give too little memory, in small modules that take all slots."""
    pain = _pain(draw)
    pc.modules_gib = (2,) * pc.model.slots if pc.model.slots > 2 else (4, 4)
    pc.load.demand_gib = pc.gib * (0.93 + 0.3 * pain)
    _add(pc, "memory", pain, "ram")


def _paging(pc: Pc, draw: Random) -> None:
    """Let the disk be slow only because memory is paged to it."""
    pain = _pain(draw)
    _modules(pc, 4)
    pc.disk, pc.disk_gb = "HDD", 500
    pc.load.wait_s = 0.009
    pc.load.demand_gib = pc.gib * (1.05 + 0.25 * pain)
    _add(pc, "paging", pain, "ram")


def _slow_disk(pc: Pc, draw: Random) -> None:
    """Give a hard disk that is too slow for the work; memory is enough."""
    pain = _pain(draw)
    pc.disk, pc.disk_gb = "HDD", 500
    pc.load.wait_s = 0.018 + 0.034 * pain
    pc.load.operations = 22.0
    _add(pc, "slow_disk", pain, "ssd")


def _memory_and_disk(pc: Pc, draw: Random) -> None:
    """Give both: the disk would be slow without paging, too."""
    pain = _pain(draw)
    _modules(pc, 4)
    pc.disk, pc.disk_gb = "HDD", 500
    pc.load.demand_gib = pc.gib * (0.95 + 0.2 * pain)
    pc.load.wait_s = 0.02 + 0.03 * pain
    pc.load.operations = 22.0
    _add(pc, "memory", pain, "ram_ssd", "ram")
    _add(pc, "slow_disk", pain, "ram_ssd", "ssd")


def _cpu(pc: Pc, draw: Random) -> None:
    """Give a weak processor heavy work."""
    pain = _pain(draw)
    _modules(pc, 8)
    pc.load.cpu = 0.62 + 0.22 * pain
    _add(pc, "cpu", pain, "replace")


def _failing_disk(pc: Pc, draw: Random) -> None:
    pc.failing_since = draw.randint(3, 12)
    if draw.random() < 0.6:
        pc.disk, pc.disk_gb = "HDD", 500
    _add(pc, "failing_disk", 1.0, "ssd")
    if pc.disk == "HDD":
        pc.load.wait_s = 0.012


def _full_disk(pc: Pc, draw: Random) -> None:
    pain = _pain(draw)
    pc.load.free = 0.13 - 0.1 * pain
    _add(pc, "full_disk", pain, "free")


def _unsupported(pc: Pc, draw: Random) -> None:
    """Let the system get no updates on a machine that runs no newer one."""
    pc.system = "windows7" if draw.random() < 0.25 else "windows10"
    pc.disk, pc.disk_gb = ("HDD", 500) if draw.random() < 0.6 else ("SSD", 240)
    _modules(pc, 4 if draw.random() < 0.5 else 8)
    if pc.disk == "HDD":
        pc.load.wait_s = 0.008
    if draw.random() < 0.35:  # and it is slow as well
        pain = _pain(draw)
        pc.load.demand_gib = pc.gib * (0.93 + 0.25 * pain)
        _add(pc, "memory", pain, "replace", "ram")
    else:
        pc.load.demand_gib = min(pc.load.demand_gib, 0.7 * pc.gib)
    _add(pc, "unsupported", 1.0, "replace")


def _outdated(pc: Pc, draw: Random) -> None:
    """Let the system get no updates on a machine that runs the next one."""
    del draw
    pc.system = "windows10"
    _add(pc, "outdated", 0.8, "free")


def _tpm_off(pc: Pc, draw: Random) -> None:
    """Do as ``_outdated``, with a TPM that is switched off in the firmware."""
    del draw
    pc.system, pc.tpm_off = "windows10", True
    _add(pc, "tpm_off", 0.8, "free")


def _no_antivirus(pc: Pc, draw: Random) -> None:
    """Switch off what Windows brings along."""
    del draw
    pc.antivirus = False
    if not pc.windows:
        pc.system = "windows11"
    _add(pc, "no_antivirus", 0.6, "free", "licence")


def _link_cable(pc: Pc, draw: Random) -> None:
    """Break two of the four pairs of its cable."""
    pain = _pain(draw)
    pc.load.receive_bps = 30e6 + 40e6 * pain
    _add(pc, "slow_link_cable", pain, "cable")


def _half_duplex(pc: Pc, draw: Random) -> None:
    _add(pc, "half_duplex", _pain(draw), "free")


def _port_errors(pc: Pc, draw: Random) -> None:
    _add(pc, "port_errors", _pain(draw), "cable")


def _old_but_healthy(pc: Pc, draw: Random) -> None:
    pc.system = draw.choice(("windows10ltsc", "debian"))
    pc.disk, pc.disk_gb = "SSD", 240
    _modules(pc, 8)
    pc.load.cpu = 0.14
    pc.look_alike = "old_but_healthy"


def _busy_at_night(pc: Pc, draw: Random) -> None:
    del draw
    pc.load.night = 0.97
    pc.look_alike = "busy_at_night"


def _full_of_cache(pc: Pc, draw: Random) -> None:
    del draw
    pc.load.demand_gib = 0.42 * pc.gib
    pc.load.cache_gib = 0.5 * pc.gib
    pc.look_alike = "memory_full_of_cache"


def _away(pc: Pc, draw: Random) -> None:
    first = draw.randint(15, 18)
    pc.load.away = (first, first - 13)
    pc.look_alike = "away"


def _burst(pc: Pc, draw: Random) -> None:
    pc.load.bursts = draw.randint(0, 3)
    pc.look_alike = "busy_two_days"


def _upgraded(pc: Pc, draw: Random) -> None:
    """Give it the memory that it lacked until two weeks ago."""
    pain = _pain(draw)
    _modules(pc, 4)
    pc.load.demand_gib = pc.gib * (0.93 + 0.3 * pain)
    pc.system = "windows11"
    pc.before = replace(pc)
    _modules(pc, 4, 8)
    pc.changed = 14
    pc.look_alike = "upgraded"


CASES = (
    Case("memory", 0.07, _memory, MIDDLE + NEW[:2]),
    Case("memory_full_slots", 0.03, _memory_full_slots, MIDDLE),
    Case("paging", 0.05, _paging, MIDDLE),
    Case("slow_disk", 0.08, _slow_disk, MIDDLE),
    Case("memory_and_disk", 0.05, _memory_and_disk, MIDDLE),
    Case("cpu", 0.04, _cpu, WEAK),
    Case("failing_disk", 0.03, _failing_disk, MIDDLE),
    Case("full_disk", 0.04, _full_disk, MIDDLE + NEW),
    Case("unsupported", 0.12, _unsupported, OLD),
    Case("outdated", 0.04, _outdated, MIDDLE),
    Case("tpm_off", 0.04, _tpm_off, MIDDLE),
    Case("no_antivirus", 0.03, _no_antivirus, MIDDLE + NEW),
    Case("slow_link_cable", 0.04, _link_cable, MIDDLE + NEW[:3], needs_switch=True),
    Case("half_duplex", 0.02, _half_duplex, MIDDLE, needs_switch=True),
    Case("port_errors", 0.02, _port_errors, MIDDLE, needs_switch=True),
    Case("old_but_healthy", 0.06, _old_but_healthy, OLD[2:]),
    Case("busy_at_night", 0.02, _busy_at_night, MIDDLE + NEW[:3]),
    Case("memory_full_of_cache", 0.03, _full_of_cache, MIDDLE + NEW),
    Case("away", 0.03, _away, MIDDLE + NEW),
    Case("upgraded", 0.03, _upgraded, MIDDLE),
    Case("busy_two_days", 0.03, _burst, MIDDLE + NEW[:3]),
)
HEALTHY = Case("healthy", 0.0, lambda _pc, _draw: None, MIDDLE + NEW + NEW)
ALL_FROM = 30  # PCs


def deal(count: int, draw: Random, *, switches: bool) -> list[Case]:
    """Return a case for each of *count* PCs, in an order of chance."""
    dealt: list[Case] = []
    for case in CASES:
        if case.needs_switch and not switches:
            continue
        mean = case.share * count
        number = int(mean) + (draw.random() < mean % 1)
        dealt += [case] * max(number, 1 if count >= ALL_FROM else 0)
    dealt = dealt[:count]
    dealt += [HEALTHY] * (count - len(dealt))
    draw.shuffle(dealt)
    return dealt

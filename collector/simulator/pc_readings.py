"""What the probes of a simulated PC read: counters that grow with its work."""

import datetime as dt
import secrets
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from agent.shared.wire import Reading
from collector.simulator.identities import identity
from collector.simulator.rhythm import Calendar, bursts, busy, spans
from collector.simulator.shapes import Pc
from collector.simulator.sheets import PcSheets, pc_sheets

GIB = 2.0**30
_HARD_FAULTS_FROM = 0.9  # of memory in demand
_LINK = 0.97  # of the speed is what a link carries


class Told(NamedTuple):
    """What one report holds: when it is made, of which boot, and its readings."""

    time: float
    boot: str
    uptime_s: float
    readings: tuple[Reading, ...]
    stopping: bool = False


class PcReader:
    """Reads one PC, day after day. *speed_bps* is that of its port."""

    def __init__(self, pc: Pc, calendar: Calendar, seed: int, speed_bps: int) -> None:
        self.pc = pc
        self._calendar = calendar
        self._seed = seed
        self._speed = speed_bps
        self.sheets = pc_sheets(pc, calendar.period_s)
        self._full_duplex = not any(p.kind == "half_duplex" for p in pc.problems)
        began = calendar.midnight(calendar.today) - (calendar.days + 20) * 86400.0
        self._always = self._counters(began, 0) if pc.role == "server" else None

    def day(self, day: dt.date, ago: int) -> Iterator[Told]:
        """Yield what is reported on one day."""
        midnight = self._calendar.midnight(day)
        for number, (on, off) in enumerate(spans(self.pc, day, ago, self._seed)):
            draw = Random(f"{self._seed} {self.pc.number} {day} {number}")
            yield from self._span(day, ago, (midnight + on, midnight + off), draw)

    def _span(
        self, day: dt.date, ago: int, between: tuple[float, float], draw: Random
    ) -> Iterator[Told]:
        """Yield the reports from one start of the machine to its end."""
        on, off = between
        calendar, midnight = self._calendar, self._calendar.midnight(day)
        marks = calendar.marks(on + 60.0, off)
        if off > calendar.now > on + calendar.period_s:
            marks.append(calendar.now - 2.0 - draw.random() * 20.0)
        counters = self._always or self._counters(on, ago)
        boot = identity(self._seed, "boot", self.pc.number, counters.started)[:16]
        hard = bursts(self.pc, day, calendar.today)
        last = on
        for place, time in enumerate(marks):
            level = busy(time - midnight, day)
            counters.grow(time - last, level, ago, draw, hard=hard)
            last = time
            readings = tuple(counters.readings(self.sheets))
            ends = place == len(marks) - 1 and off <= calendar.now
            stops = ends and self._always is None
            yield Told(time, boot, time - counters.started, readings, stops)

    def _counters(self, started: float, ago: int) -> "_Counters":
        return _Counters(self.pc.at(ago), started, self._speed, self._full_duplex)


class LiveCounters:
    """The counters of a PC that was started a moment ago and goes on in real time."""

    def __init__(self, pc: Pc, now: float, speed_bps: int, period_s: float) -> None:
        self._sheets = pc_sheets(pc, period_s)
        full_duplex = not any(p.kind == "half_duplex" for p in pc.problems)
        started = now - 3600.0
        self._counters = _Counters(pc, started, speed_bps, full_duplex)
        self._boot = secrets.token_hex(8)
        self.tables = {s.id: s.table for s in self._sheets if s is not None}

    def tell(self, now: float, elapsed: float, level: float, draw: Random) -> Told:
        """Go on by *elapsed* seconds of work of a *level*, and return what is read."""
        counters = self._counters
        counters.grow(elapsed, level, 0, draw, hard=False)
        readings = tuple(counters.readings(self._sheets))
        return Told(now, self._boot, now - counters.started, readings)


class _Counters:
    """The counters of one boot."""

    def __init__(
        self,
        pc: Pc,
        started: float,
        speed: int,
        full_duplex: bool,  # noqa: FBT001
    ) -> None:
        self.pc, self.started = pc, started
        self.speed, self.full_duplex = speed, full_duplex
        self.cpus = pc.model.cores
        self.cpu = [0.0, 0.0, 0.0, 0.0]
        self.memory = [0.0] * 6
        self.disk = [0.0] * 5
        self.network = [0.0, 0.0]
        self.waited = [0.0, 0.0, 0.0]
        self.free = pc.load.free
        self.busy = 0.0

    def grow(
        self, elapsed: float, level: float, ago: int, draw: Random, *, hard: bool
    ) -> None:
        """Go on by *elapsed* seconds of work of a *level*, 0 to 1."""
        load = self.pc.load
        share = min(0.995, (0.03 + load.cpu * level) * draw.lognormvariate(0, 0.22))
        if load.night and level <= 0.03:
            share = load.night
        if hard and level > 0.5:
            share = draw.uniform(0.9, 0.99)
        self.busy = share
        spent = share * self.cpus * elapsed
        self.cpu[0] += 0.72 * spent
        self.cpu[1] += 0.28 * spent
        self.cpu[2] += self.cpus * elapsed - spent
        faults, ratio = self._remember(elapsed, level, draw, hard=hard)
        wait = self._work(elapsed, level, faults, draw)
        for place, bps in enumerate((load.receive_bps, load.transmit_bps)):
            rate = bps * (0.02 + level) * draw.lognormvariate(0, 0.45)
            self.network[place] += min(rate, _LINK * self.speed) / 8 * elapsed
        self.waited[0] += min(1.0, max(0.0, share - 0.6)) * elapsed
        self.waited[1] += min(0.9, max(0.0, ratio - 0.95) * 1.5) * elapsed
        self.waited[2] += min(0.9, wait * 2) * elapsed
        self.free = max(0.01, load.free + 0.0004 * ago)

    def _remember(
        self, elapsed: float, level: float, draw: Random, *, hard: bool
    ) -> tuple[float, float]:
        """Use memory; return hard faults a second, and demand against memory."""
        load, size = self.pc.load, self.pc.gib * 0.985
        demand = load.demand_gib * (0.72 + 0.28 * level) * draw.gauss(1.0, 0.03)
        if hard and level > 0.5:
            demand = size * draw.uniform(1.05, 1.15)
        ratio = demand / size
        faults = draw.lognormvariate(0.7, 0.6) * level
        if ratio > _HARD_FAULTS_FROM:
            faults += min(2500.0, 4200.0 * (ratio - _HARD_FAULTS_FROM))
        cached = min(load.cache_gib * 0.8, max(0.0, size - demand))
        available = max(0.025, 1 - ratio - cached / size * 0.8)
        limit = size * 1.5
        self.memory[0] = size * GIB
        self.memory[1] = available * size * GIB
        self.memory[2] = (cached + 0.1 * size) * GIB
        self.memory[3] = min(demand * 1.12, limit * 0.99) * GIB
        self.memory[4] = limit * GIB
        self.memory[5] += faults * elapsed
        return faults, ratio

    def _work(self, elapsed: float, level: float, faults: float, draw: Random) -> float:
        """Use the disk; return how long it takes for one operation."""
        load, slow = self.pc.load, self.pc.disk == "HDD"
        wait = load.wait_s * (0.7 + 0.6 * level) * draw.lognormvariate(0, 0.2)
        wait += min(0.07, faults * (6e-5 if slow else 1.5e-6))
        operations = load.operations * (0.1 + level) + faults * 0.2
        reads, writes = operations * 0.6 * elapsed, operations * 0.4 * elapsed
        self.disk[0] += reads
        self.disk[1] += writes
        self.disk[2] += reads * wait
        self.disk[3] += writes * wait * 1.1
        self.disk[4] += min(0.99, operations * wait * 0.6) * elapsed
        return wait

    def readings(self, sheets: PcSheets) -> Iterator[Reading]:
        """Yield what the probes read now."""
        linux = not self.pc.windows
        cpu: list[float] = [*self.cpu[: 4 if linux else 3], float(self.cpus)]
        if linux:
            cpu += [self.busy * self.cpus] * 3
        size = self.pc.disk_gb * 0.93e9
        free = size * self.free
        values = (
            (sheets.cpu, cpu),
            (sheets.memory, self.memory),
            (sheets.disk, self.disk),
            (sheets.filesystem, (size, free, free)),
            (
                sheets.network,
                (*self.network, self.speed / 8, float(self.full_duplex), 1.0),
            ),
            (sheets.boot, (self.started,)),
        )
        for sheet, found in values:
            yield Reading(sheet.id, 0.0, tuple(round(v, 3) for v in found))
        if sheets.pressure is not None:
            waited = tuple(round(v, 3) for v in self.waited)
            yield Reading(sheets.pressure.id, 0.0, waited)

"""A simulated office that goes on: its machines and devices report now, in real time.

It is always half past ten of the last working day there, or a demonstration at night would
show machines that are off. What is broken stays silent, and what hangs behind it.
"""

import datetime as dt
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

import msgspec

from agent.shared.survey import Survey
from agent.shared.wire import Facts, Reading, Report, Table
from collector.simulator.device_readings import LanReader
from collector.simulator.fleet import make_fleet
from collector.simulator.guard import PERIOD_S, guard_reading
from collector.simulator.pc_facts import facts_of
from collector.simulator.pc_readings import LiveCounters, Told
from collector.simulator.rhythm import Calendar, spans, works
from collector.simulator.shapes import Fleet, Pc, SimulatorError, Site, Size, Wan
from collector.simulator.speaker import ACTOR, Speaker
from collector.simulator.surveys import surveys_of
from collector.simulator.ways import way_readings
from collector.store.interface import AuditRecord, Store
from collector.store.planning import Entry

KIND = "simulation"
BUSY = 0.95
SURVEY_EVERY_S = 600.0
_MORNING_S, _ROUND_S = 10.5 * 3600.0, 1500.0


class Simulation(msgspec.Struct, frozen=True):
    """What a store was filled with: the same size and time make the same fleet."""

    size: Size
    now: float


class Broken(NamedTuple):
    """What does not work: keys of devices, names of machines, names of sites."""

    devices: frozenset[str] = frozenset()
    machines: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    drives: frozenset[str] = frozenset()  # names of machines whose drive is failing


NOTHING_BROKEN = Broken()


def remember(store: Store, size: Size, now: float) -> None:
    """Write down what *store* was filled with."""
    body = msgspec.json.encode(Simulation(size, now))
    entry = Entry(KIND, "1", now, body)
    store.put_entry(entry, AuditRecord(now, ACTOR, "simulated", "1"))


def remembered(store: Store) -> Simulation:
    """Return what *store* was filled with.

    Raises:
        SimulatorError: it was not.
    """
    found = store.entries(KIND)
    if not found:
        raise SimulatorError("nothing is simulated here: run simulate first")
    return msgspec.json.decode(found[0].body, type=Simulation)


class Living:
    """The office. ``step`` lets everybody report once; for one thread."""

    def __init__(
        self, simulation: Simulation, timezone: str, *, period_s: float
    ) -> None:
        size = simulation.size
        self._seed = size.seed
        self._calendar = Calendar(simulation.now, size.days, timezone, period_s)
        self.fleet: Fleet = make_fleet(simulation.size, self._calendar.today)
        self._day = self._calendar.today
        while not works(self._day):
            self._day -= dt.timedelta(days=1)
        self._ago = (self._calendar.today - self._day).days
        self._began: float | None = None
        self._last = 0.0
        self._draw = Random(f"living {size.seed}")
        self._speeds = {
            port.pc.number: port.speed_bps
            for device in self.fleet.devices
            for port in device.ports
            if port.pc is not None
        }
        self._counters: dict[str, LiveCounters] = {}
        self._guarded: dict[str, float] = {}
        self._surveyed: dict[str, float] = {}
        self._failing: dict[str, bool] = {}
        self._readers = {
            site.name: LanReader(
                site.devices,
                [line for line in self.fleet.lines if line.site == site.name],
                self._calendar,
                size.seed,
            )
            for site in self.fleet.sites
        }

    @property
    def everybody(self) -> list[Pc]:
        """All machines with an agent."""
        watchers = [s.watcher for s in self.fleet.sites if s.watcher is not None]
        return [*self.fleet.pcs, *watchers]

    def step(
        self, speaker: Speaker, now: float, broken: Broken = NOTHING_BROKEN
    ) -> int:
        """Let all report that can at *now*; return how many did.

        Raises:
            OSError: the collector does not answer.
        """
        if self._began is None:
            self._began = self._last = now
        elapsed, self._last = max(now - self._last, 1.0), now
        cut = self.cut_off(broken)
        told = 0
        for pc in self.fleet.pcs:
            if pc.name not in cut and self._is_on(pc):
                report, tables = self._machine(pc, speaker, now, elapsed, broken)
                self._deliver(speaker, pc, [report], tables)
                told += 1
        for site in self.fleet.sites:
            watcher = site.watcher
            if watcher is not None and watcher.name not in cut:
                self._watch(site, speaker, now, elapsed, broken)
                told += 1
        return told

    def _deliver(
        self, speaker: Speaker, pc: Pc, reports: list[Report], tables: dict[str, Table]
    ) -> None:
        """Deliver; what is told once is told again if nobody took it."""
        try:
            speaker.deliver(pc, reports, tables, self._last)
        except OSError:
            self._failing.pop(pc.id, None)
            self._guarded.pop(pc.id, None)
            raise

    def cut_off(self, broken: Broken) -> frozenset[str]:
        """Return the names of machines that cannot reach the collector."""
        found = set(broken.machines)
        dead = self._behind(broken.devices)
        for device in self.fleet.devices:
            for port in device.ports:
                if port.pc is not None and device.key in dead:
                    found.add(port.pc.name)
        found |= {pc.name for pc in self.everybody if pc.site in broken.sites}
        return frozenset(found)

    def _behind(self, keys: Iterable[str]) -> set[str]:
        """Return *keys* and those of all devices that hang behind them."""
        found = set(keys)
        for _ in self.fleet.devices:
            found |= {d.key for d in self.fleet.devices if d.above in found}
        return found

    def _lines_at(self, pc: Pc) -> list[Wan]:
        """Return the broadband lines that *pc* measures: the server of a site does."""
        sites = {s.name for s in self.fleet.sites if s.watcher is pc}
        return [line for line in self.fleet.lines if line.site in sites]

    def _is_on(self, pc: Pc) -> bool:
        return any(
            begin <= _MORNING_S and end >= _MORNING_S + _ROUND_S
            for begin, end in spans(pc, self._day, self._ago, self._seed)
        )

    def _office_time(self, now: float) -> float:
        """Return the time of that morning that stands for *now*."""
        since = (now - (self._began or now)) % _ROUND_S
        return self._calendar.midnight(self._day) + _MORNING_S + since

    def _machine(
        self, pc: Pc, speaker: Speaker, now: float, elapsed: float, broken: Broken
    ) -> tuple[Report, dict[str, Table]]:
        """Return the report of *pc* and its tables."""
        speed = self._speeds.get(pc.number, 10**9)
        counters = self._counters.get(pc.id)
        if counters is None:
            counters = LiveCounters(pc, now, speed, self._calendar.period_s)
            self._counters[pc.id] = counters
        told = counters.tell(now, elapsed, BUSY, self._draw)
        tables = dict(counters.tables)
        more: tuple[Reading, ...] = ()
        for sheet, reading in way_readings(
            *(
                pc,
                self._lines_at(pc),
                told.uptime_s,
                self._calendar.period_s,
                self._draw,
            )
        ):
            tables[sheet.id] = sheet.table
            more += (reading,)
        failing = pc.name in broken.drives or pc.failing_since > 0
        facts: Facts | None = None
        if self._failing.get(pc.id) != failing:
            self._failing[pc.id] = failing
            self._guarded.pop(pc.id, None)
            facts = facts_of(pc, self._seed, now, failing=failing)
        if now - self._guarded.get(pc.id, 0.0) >= PERIOD_S:
            known = facts or facts_of(pc, self._seed, now, failing=failing)
            sheet, reading = guard_reading(known, told.uptime_s)
            tables[sheet.id] = sheet.table
            self._guarded[pc.id], more = now, (*more, reading)
        return speaker.report(pc, told, facts=facts, more=more), tables

    def _watch(
        self, site: Site, speaker: Speaker, now: float, elapsed: float, broken: Broken
    ) -> None:
        """Let the server of *site* report for itself and for the devices."""
        assert site.watcher is not None  # noqa: S101
        pc, reader = site.watcher, self._readers[site.name]
        report, tables = self._machine(pc, speaker, now, elapsed, broken)
        dead = self._behind(broken.devices)
        read = reader.read(self._office_time(now), elapsed)
        readings = tuple(
            silent(reading) if key in dead else reading for key, reading in read.items()
        )
        tables |= {sheet.id: sheet.table for sheet in reader.sheets.values()}
        surveys: tuple[Survey, ...] = ()
        if now - self._surveyed.get(site.name, 0.0) >= SURVEY_EVERY_S:
            self._surveyed[site.name] = now
            surveys = tuple(s for s in surveys_of(site) if s.device not in dead)
        bare = Told(now, report.boot, report.uptime_s, ())
        more = speaker.report(pc, bare, more=readings, surveys=surveys)
        try:
            self._deliver(speaker, pc, [report, more], tables)
        except OSError:
            self._surveyed.pop(site.name, None)
            raise


def silent(reading: Reading) -> Reading:
    """Return *reading* as it is of a device that does not answer: it is down, no more."""
    return Reading(
        reading.table, reading.offset_s, (0.0, *(None for _ in reading.values[1:]))
    )

"""Gathers what probes, facts and events give between two reports."""

import threading
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from agent import report
from agent.device_parts import DeviceParts, Part
from agent.device_tables import reading
from agent.packed_tables import PackedTables
from agent.probe import Probe
from agent.report import Measured, Moment
from agent.runner import Change, Done, Job
from agent.shared.clock import Clock
from agent.shared.metric import Sample
from agent.shared.wire import Event, Facts, Report, Scalar, Table, encode, facts_id
from agent.spool_file import Spooled

JUMP_S = 2.0
MOST_EVENTS = 200
MOST_DEVICE_EVENTS = 700
"""Of all devices together: a switch that restarts takes all its ports along."""


class Draft(NamedTuple):
    """Everything for one report but its name in the spool.

    *tables* are all that the readings need, also those of other drafts.
    """

    moment: Moment
    measured: tuple[Measured, ...]
    facts_id: str
    events: tuple[Event, ...]
    stopping: bool
    tables: Mapping[str, Table] = MappingProxyType({})
    devices: Part = Part()

    def spooled(self, spool: str, sequence: int, facts: Facts | None) -> Spooled:
        """Return the report as the spool keeps it, with *facts* if given."""
        made = Report(
            spool=spool,
            sequence=sequence,
            time=self.moment.time,
            boot=self.moment.boot,
            uptime_s=self.moment.uptime_s,
            facts_id=self.facts_id,
            readings=report.readings(self.moment, self.measured)
            + tuple(
                reading(one, self.moment.uptime_s) for one in self.devices.readings
            ),
            facts=facts,
            events=self.events,
            stopping=self.stopping,
            surveys=tuple(msgspec.Raw(one) for one in self.devices.surveys),
        )
        carried = self.facts_id if facts is not None else ""
        return Spooled(spool, sequence, self.moment.time, carried, encode(made))


class Gathered(NamedTuple):
    """What one run of a probe gave."""

    measured: Measured | None
    facts: Facts | None = None


class Composer:
    """Holds readings, facts and events until the next report takes them.

    *tables* are those of an earlier process, by id; they are used again where they
    fit, so that a restart sends none of them anew. *kept* are the facts of an earlier
    process by probe: each stands until that probe has read them again. *urgent* is
    called for what shall travel at once. ``devices`` takes what is read of devices;
    tables of others than *devices* are of no use any more (None: keep all).
    """

    def __init__(
        self,
        clock: Clock,
        *,
        tables: Mapping[str, Table],
        kept: Mapping[str, Facts] = MappingProxyType({}),
        urgent: Callable[[], None] = lambda: None,
        devices: Collection[str] | None = (),
    ) -> None:
        self._clock = clock
        self._urgent = urgent
        self._lock = threading.Lock()
        self._tables = {t.probe: (n, t) for n, t in tables.items() if not t.device}
        self.devices = DeviceParts(
            (name, table)
            for name, table in tables.items()
            if table.device and (devices is None or table.device in devices)
        )
        self._fresh = set(self._tables)
        self._measured: list[Measured] = []
        self._events: list[tuple[float, Event]] = []
        self._difference = clock.now() - clock.uptime()
        self.facts_by_probe = dict(kept)
        self.facts: Facts = {}
        self._facts_id = ""
        self._put_together()

    # --- jobs for the runner -------------------------------------------------
    def job(self, name: str, probe: Probe, interval_s: float, limit_s: float) -> Job:
        """Return the job that reads *probe*; its result is a Gathered.

        Events do not wait for that: a run that fails later, or is late, loses none.
        """

        def read() -> Gathered:
            samples: list[Sample] = []
            facts: Facts | None = None
            for part in probe.read():
                if isinstance(part, Sample):
                    samples.append(part)
                elif isinstance(part, Event):
                    self.event(part)
                else:
                    facts = {**(facts or {}), **part}
            if not samples:
                return Gathered(None, facts)
            run = report.Run(name, interval_s, self._clock.uptime(), samples)
            previous = self._tables.get(name)
            measured = report.measure(run, previous, fresh=name in self._fresh)
            return Gathered(measured, facts)

        return Job(name, read, limit_s)

    def done(self, done: Done) -> None:
        """Take what a job of this composer gave; nothing if it had no data."""
        gathered: Gathered = done.result or Gathered(None)
        with self._lock:
            if gathered.measured is not None:
                self._fresh.discard(done.name)
                table = gathered.measured.table
                self._tables[done.name] = (gathered.measured.table_id, table)
                self._measured.append(gathered.measured)
            new = False
            if gathered.facts is not None:
                own = {**self.facts_by_probe, done.name: gathered.facts}
                self.facts_by_probe = own  # whoever holds the old one reads on
                new = self._put_together()
        if new:
            self._urgent()

    def _put_together(self) -> bool:
        """Make one of all facts; say whether it is another than before."""
        facts: Facts = {}
        for own in self.facts_by_probe.values():
            facts.update(own)
        name = facts_id(facts) if facts else ""
        if name == self._facts_id:
            return False
        self.facts, self._facts_id = facts, name
        return True

    # --- events --------------------------------------------------------------
    def event(
        self, event: Event, *, urgent: bool = True, uptime_s: float | None = None
    ) -> None:
        """Keep *event*, which happened now or at *uptime_s*, for the next report."""
        moment = self._clock.uptime() if uptime_s is None else uptime_s
        with self._lock:
            of_devices = sum(bool(kept.device) for _, kept in self._events)
            own = len(self._events) - of_devices
            if (of_devices < MOST_DEVICE_EVENTS) if event.device else own < MOST_EVENTS:
                self._events.append((moment, event))
        if urgent:
            self._urgent()

    def change(self, change: Change) -> None:
        """Make an event of a probe that began to fail or works again."""
        attributes: dict[str, Scalar] = {"probe": change.name}
        if change.error:
            attributes["error"] = change.error[:500]
            self.event(Event("probe_failed", 0.0, "warning", attributes))
        else:
            self.event(Event("probe_recovered", 0.0, "info", attributes))

    def watch_clock(self) -> bool:
        """Make an event of a jump of the wall clock; return whether there was one."""
        difference = self._clock.now() - self._clock.uptime()
        jump, self._difference = difference - self._difference, difference
        if abs(jump) < JUMP_S:
            return False
        self.event(Event("clock_jumped", 0.0, "warning", {"jump_s": round(jump, 1)}))
        return True

    # --- the report ----------------------------------------------------------
    def draft(self, *, stopping: bool = False) -> Draft:
        """Take everything gathered so far of this machine, and of some devices."""
        return self.drafts(stopping=stopping)[0]

    def drafts(self, *, stopping: bool = False) -> list[Draft]:
        """Take everything gathered so far, in as many reports as that needs."""
        clock = self._clock
        parts = self.devices.take()
        packed = self.devices.tables.packed()
        with self._lock:
            uptime_s = round(clock.uptime(), 3)
            moment = Moment(round(clock.now(), 3), clock.boot, uptime_s)
            measured, self._measured = tuple(self._measured), []
            noted, self._events = self._events, []
            own = {one.table_id: one.table for one in measured}
            own.update(self._tables.values())
            facts_id = self._facts_id
        events = tuple(
            msgspec.structs.replace(e, offset_s=min(0.0, round(at - uptime_s, 2)))
            for at, e in noted
        )
        tables = PackedTables({**packed, **own}) if packed else own
        first = Draft(moment, measured, facts_id, events, stopping, tables, parts[0])
        return [
            first,
            *(
                Draft(moment, (), facts_id, (), stopping, tables, part)
                for part in parts[1:]
            ),
        ]

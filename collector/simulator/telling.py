"""Who tells what when: a PC of itself, a site's server of the devices as well."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from agent.shared.wire import Reading, Report
from collector.simulator.device_readings import LanReader
from collector.simulator.door import Post
from collector.simulator.guard import PERIOD_S, guard_reading
from collector.simulator.pc_facts import facts_of
from collector.simulator.pc_readings import PcReader, Told
from collector.simulator.rhythm import Calendar
from collector.simulator.shapes import Pc, Site, Wan
from collector.simulator.sheets import Sheet
from collector.simulator.surveys import surveys_of

_DEVICES_OF_REPORT = 40
_SURVEYS_OF_REPORT = 4
_FRESH_DAYS = 4


class Teller:
    """Whoever delivers: in the morning a part of the day, in the evening the rest."""

    def __init__(self, pc: Pc, reader: PcReader, sheets: Iterable[Sheet]) -> None:
        self.pc = pc
        self._reader = reader
        self._tables = {sheet.id: sheet.table for sheet in sheets}
        self._today: list[Told] = []

    def tell(
        self, post: Post, day: dt.date, ago: int, span: tuple[float, float]
    ) -> None:
        """Deliver what is reported on one day from *span*'s begin to before its end."""
        begin, end = span
        if begin == 0.0:
            self._today = list(self._reader.day(day, ago))
        now = [told for told in self._today if begin <= told.time < end]
        for _boot, told in groupby(now, key=lambda one: one.boot):
            reports = [
                report for one in told for report in self.reports(post, one, ago)
            ]
            post.deliver(self.pc, reports, self._tables)

    def reports(self, post: Post, told: Told, ago: int) -> Iterator[Report]:
        """Yield what is delivered of one moment."""
        raise NotImplementedError


class Machine(Teller):
    """A PC with its agent. Facts come with the first report, and when they changed.

    Those that get old (the last backup) come again on each of the last days, as
    nobody knows here which will be its last.
    """

    def __init__(self, pc: Pc, calendar: Calendar, seed: int, speed_bps: int) -> None:
        reader = PcReader(pc, calendar, seed, speed_bps)
        super().__init__(pc, reader, filter(None, reader.sheets))
        self._seed = seed
        self._told: tuple[bool, Pc] | None = None  # what facts were told of: failing?
        self._done: set[int] = set()
        self._guarded = 0.0

    def reports(self, post: Post, told: Told, ago: int) -> Iterator[Report]:
        """Yield the one report; slow readings with it, on the last day alone."""
        failing = self.pc.failing_since > 0 and ago <= self.pc.failing_since
        facts = None
        pc = self.pc.at(ago)
        if self._told != (failing, pc) or (ago < _FRESH_DAYS and ago not in self._done):
            facts = facts_of(pc, self._seed, told.time, failing=failing)
            self._told = failing, pc
            self._done.add(ago)
        more: tuple[Reading, ...] = ()
        if ago == 0 and told.time - self._guarded >= PERIOD_S:
            now = facts_of(pc, self._seed, told.time, failing=failing)
            sheet, reading = guard_reading(now, told.uptime_s)
            self._tables[sheet.id] = sheet.table
            self._guarded, more = told.time, (reading,)
        yield post.report(self.pc, told, facts=facts, more=more)


class Watcher(Teller):
    """A site's server: it reads its own machine and all devices there."""

    def __init__(
        self, site: Site, lines: list[Wan], calendar: Calendar, seed: int
    ) -> None:
        assert site.watcher is not None  # noqa: S101
        self._site, self._seed = site, seed
        reader = PcReader(site.watcher, calendar, seed, 10**9)
        own = [line for line in lines if line.site == site.name]
        self._lan = LanReader(site.devices, own, calendar, seed)
        sheets = (*filter(None, reader.sheets), *self._lan.sheets.values())
        super().__init__(site.watcher, reader, sheets)
        self._last = 0.0
        self._days: set[int] = set()

    def reports(self, post: Post, told: Told, ago: int) -> Iterator[Report]:
        """Yield the machine's report, then of devices; surveys at first and at last."""
        elapsed = min(told.time - self._last, 900.0) if self._last else 900.0
        self._last = told.time
        readings = list(self._lan.read(told.time, elapsed).values())
        first = not self._days or (ago == 0 and ago not in self._days)
        facts = None
        if first:
            facts = facts_of(self.pc, self._seed, told.time, failing=False)
        yield post.report(self.pc, told, facts=facts)
        bare = Told(told.time, told.boot, told.uptime_s, ())
        for start in range(0, len(readings), _DEVICES_OF_REPORT):
            part = readings[start : start + _DEVICES_OF_REPORT]
            yield post.report(self.pc, bare, more=tuple(part))
        if first:
            self._days.add(ago)
            surveys = surveys_of(self._site)
            for start in range(0, len(surveys), _SURVEYS_OF_REPORT):
                part_of = surveys[start : start + _SURVEYS_OF_REPORT]
                yield post.report(self.pc, bare, surveys=part_of)

"""Who tells what when: a PC of itself, a site's server of the devices as well."""

import datetime as dt
from itertools import groupby

from agent.shared.wire import Report
from collector.simulator.device_readings import LanReader
from collector.simulator.door import Post
from collector.simulator.pc_facts import facts_of
from collector.simulator.pc_readings import PcReader, Told
from collector.simulator.rhythm import Calendar
from collector.simulator.shapes import Pc, Site, Wan
from collector.simulator.surveys import surveys_of

_DEVICES_OF_REPORT = 40
_SURVEYS_OF_REPORT = 4
_FRESH_DAYS = 4


class Machine:
    """A PC with its agent. Facts come with the first report, and when they changed.

    Those that get old (the last backup) come again on each of the last days, as
    nobody knows here which will be its last.
    """

    def __init__(self, pc: Pc, calendar: Calendar, seed: int, speed_bps: int) -> None:
        self.pc = pc
        self._seed = seed
        self._reader = PcReader(pc, calendar, seed, speed_bps)
        sheets = [sheet for sheet in self._reader.sheets if sheet is not None]
        self._tables = {sheet.id: sheet.table for sheet in sheets}
        self._told: bool | None = None  # whether its drive failed when facts were told
        self._done: set[int] = set()

    def tell(self, post: Post, day: dt.date, ago: int, midnight: float) -> None:
        """Deliver what is reported on one day."""
        told = self._reader.day(day, ago, midnight)
        for _boot, of_boot in groupby(told, key=lambda one: one.boot):
            reports = [self._report(post, one, ago) for one in of_boot]
            if reports:
                post.deliver(self.pc, reports, self._tables)

    def _report(self, post: Post, told: Told, ago: int) -> Report:
        failing = self.pc.failing_since > 0 and ago <= self.pc.failing_since
        facts = None
        if failing != self._told or (ago < _FRESH_DAYS and ago not in self._done):
            facts = facts_of(self.pc, self._seed, told.time, failing=failing)
            self._told = failing
            self._done.add(ago)
        return post.report(self.pc, told, facts=facts)


class Watcher:
    """A site's server: it reads its own machine and all devices there."""

    def __init__(
        self, site: Site, lines: list[Wan], calendar: Calendar, seed: int
    ) -> None:
        assert site.watcher is not None  # noqa: S101
        self.pc, self._site, self._seed = site.watcher, site, seed
        self._reader = PcReader(self.pc, calendar, seed, 10**9)
        own = [line for line in lines if line.site == site.name]
        self._lan = LanReader(site.devices, own, calendar, seed)
        sheets = [sheet for sheet in self._reader.sheets if sheet is not None]
        sheets += self._lan.sheets.values()
        self._tables = {sheet.id: sheet.table for sheet in sheets}
        self._last = 0.0
        self._days: set[int] = set()

    def tell(self, post: Post, day: dt.date, ago: int, midnight: float) -> None:
        """Deliver what is reported on one day; surveys on the first and the last."""
        reports: list[Report] = []
        for told in self._reader.day(day, ago, midnight):
            elapsed = min(told.time - self._last, 900.0) if self._last else 900.0
            self._last = told.time
            readings = list(self._lan.read(told.time, elapsed).values())
            first = ago not in self._days and (not self._days or ago == 0)
            facts = None
            if first:
                facts = facts_of(self.pc, self._seed, told.time, failing=False)
            reports.append(post.report(self.pc, told, facts=facts))
            bare = Told(told.time, told.boot, told.uptime_s, ())
            for start in range(0, len(readings), _DEVICES_OF_REPORT):
                part = readings[start : start + _DEVICES_OF_REPORT]
                reports.append(post.report(self.pc, bare, more=tuple(part)))
            if first:
                self._days.add(ago)
                surveys = surveys_of(self._site)
                for start in range(0, len(surveys), _SURVEYS_OF_REPORT):
                    part_of = surveys[start : start + _SURVEYS_OF_REPORT]
                    reports.append(post.report(self.pc, bare, surveys=part_of))
        if reports:
            post.deliver(self.pc, reports, self._tables)

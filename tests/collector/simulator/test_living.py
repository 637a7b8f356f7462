"""A simulated office that goes on: who reports, who cannot."""

import pytest

from agent.shared.wire import Report, check_table
from collector.simulator.living import (
    Broken,
    Living,
    Simulation,
    remember,
    remembered,
)
from collector.simulator.shapes import SimulatorError, Size
from collector.store.memory import MemoryStore
from tests.support.simulated import NOW

SIZE = Size(pcs=12, switches=3, lines=1, days=5, seed=3)
ZONE = "Asia/Ho_Chi_Minh"


class Plain:
    """Takes what a speaker would send, as it is."""

    def __init__(self):
        self.heard = []
        self.tables = {}
        self.surveys = ()

    def deliver(self, pc, reports, tables, sent):
        """Note it."""
        self.heard.append((pc.name, reports, sent))
        self.tables.update(tables)

    def of(self, name):
        """Return what one machine said last."""
        return next(r for who, r, _at in reversed(self.heard) if who == name)

    def report(self, pc, told, *, facts=None, surveys=(), more=()):
        """Return a report with what was told beside it."""
        made = Report(
            *("spool", 1, told.time, told.boot, told.uptime_s),
            readings=(*told.readings, *more),
            facts=facts,
        )
        self.surveys += tuple(surveys)
        return made


@pytest.fixture
def office():
    """Return an office, the week-end after its history ended."""
    return Living(Simulation(SIZE, NOW), ZONE, period_s=15.0)


def test_all_that_are_there_report_with_tables_that_hold(office):
    """At any hour: it is always a working morning; facts come once."""
    speaker = Plain()
    first = office.step(speaker, NOW + 100_000.0)
    assert first >= 10
    assert all(reports[0].facts for _name, reports, _at in speaker.heard)
    for table in speaker.tables.values():
        check_table(table)
    for _name, reports, _at in speaker.heard:
        for reading in (one for report in reports for one in report.readings):
            table = speaker.tables[reading.table]
            assert len(reading.values) == len(table.series)
    again = office.step(speaker, NOW + 100_015.0)
    assert again == first
    assert not any(r[0].facts for _name, r, _at in speaker.heard[-again:])


def test_what_nobody_took_is_told_again(office):
    """Facts of the first machine are not lost because the collector was not there."""

    class Deaf(Plain):
        def deliver(self, pc, reports, tables, sent):
            raise ConnectionError("nobody")

    with pytest.raises(ConnectionError):
        office.step(Deaf(), NOW)
    speaker = Plain()
    office.step(speaker, NOW + 15.0)
    assert all(reports[0].facts for _name, reports, _at in speaker.heard)
    assert speaker.surveys


def test_counters_grow(office):
    """Or every rate would be zero."""
    speaker = Plain()
    office.step(speaker, NOW)
    name = speaker.heard[0][0]
    before = speaker.of(name)[0]
    office.step(speaker, NOW + 15.0)
    after = speaker.of(name)[0]
    assert before.boot == after.boot
    assert sum(after.readings[0].values) > sum(before.readings[0].values)


def test_a_dead_switch_takes_what_hangs_behind_it(office):
    """Its machines cannot report; the switch itself is told of as down."""
    switch = next(d for d in office.fleet.devices if d.above.startswith("sw-"))
    behind = {port.pc.name for port in switch.ports if port.pc is not None}
    speaker = Plain()
    office.step(speaker, NOW, Broken(devices=frozenset({switch.key})))
    assert behind
    assert not behind & {name for name, _r, _at in speaker.heard}
    watcher = office.fleet.sites[0].watcher
    readings = speaker.of(watcher.name)[1].readings
    told = {speaker.tables[r.table].device: r.values for r in readings}
    assert told[switch.key][0] == 0.0
    assert set(told[switch.key][1:]) == {None}
    assert told["router"][0] == 1.0
    assert switch.key not in {survey.device for survey in speaker.surveys}


def test_a_cut_line_silences_a_whole_site(office):
    """Also the server that reads the devices."""
    speaker = Plain()
    site = office.fleet.sites[0].name
    assert office.step(speaker, NOW, Broken(sites=frozenset({site}))) == 0


def test_a_drive_begins_to_fail(office):
    """Facts are told anew."""
    speaker = Plain()
    office.step(speaker, NOW)
    name = next(n for n, r, _at in speaker.heard if not _failing(r[0]))
    office.step(speaker, NOW + 15.0, Broken(drives=frozenset({name})))
    assert _failing(speaker.of(name)[0])


def _failing(report):
    health = report.facts["disk_health"] if report.facts else {}
    return any(one.attributes["verdict"] == "failing" for one in health.values())


def test_the_store_remembers_what_it_was_filled_with():
    """Without it the same fleet cannot be made again."""
    store = MemoryStore()
    with pytest.raises(SimulatorError, match="simulate first"):
        remembered(store)
    remember(store, SIZE, NOW)
    assert remembered(store) == Simulation(SIZE, NOW)

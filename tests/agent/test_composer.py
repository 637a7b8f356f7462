"""What is gathered between two reports."""

import pytest

from agent.composer import MOST_DEVICE_EVENTS, Composer, Gathered
from agent.device_tables import Block
from agent.report import Run
from agent.runner import Change, Done
from agent.shared.metric import Metric
from agent.shared.wire import Event, Item, Report, decode
from tests.support.fake_clock import FakeClock
from tests.support.fake_probes import GoodProbe, NothingProbe


def composed():
    """Return a clock, a composer and how often it was urgent."""
    clock, urgent = FakeClock(), []
    return clock, Composer(clock, tables={}, urgent=lambda: urgent.append(1)), urgent


def test_a_report_has_what_was_gathered_and_the_next_has_not():
    """Readings and events travel once, dated before their report."""
    clock, composer, urgent = composed()
    job = composer.job("good", GoodProbe(), 60.0, 10.0)
    composer.done(Done("good", job.read(), clock.uptime()))
    composer.event(Event("agent_started"))
    clock.pass_(3)
    draft = composer.draft()
    report = decode(draft.spooled("0a0b0c0d", 1, None).body, Report)
    assert [r.offset_s for r in report.readings] == [-3.0]
    assert [e.offset_s for e in report.events] == [-3.0]
    assert urgent
    assert composer.draft().measured == ()


def test_no_data_is_no_reading():
    """A probe that gives nothing leaves no trace in the report."""
    _, composer, _ = composed()
    probe = GoodProbe(devices=())
    probe.read = lambda: iter(())
    job = composer.job("nothing", probe, 60.0, 10.0)
    composer.done(Done("nothing", job.read(), 0.0))
    assert composer.draft().measured == ()
    assert NothingProbe.metrics


def facts_of(value):
    """Return what a run that read one fact gave."""
    return Gathered(None, {"system": {"": Item({"a": value})}})


def test_facts_travel_at_once_when_they_are_new():
    """The first and the changed ones; the same ones again do not."""
    _, composer, urgent = composed()
    composer.done(Done("hardware", facts_of(1), 0.0))
    assert len(urgent) == 1
    first = composer.draft().facts_id
    composer.done(Done("hardware", facts_of(1), 0.0))
    assert len(urgent) == 1
    composer.done(Done("hardware", facts_of(2), 0.0))
    assert len(urgent) == 2
    assert composer.draft().facts_id != first


def test_facts_of_an_earlier_process_stand_until_they_are_read_again():
    """A restart takes nothing away, and what is the same travels no second time."""
    kept = {"hardware": {"system": {"": Item({"a": 1})}}, "backup": {"backup": {}}}
    urgent = []
    composer = Composer(
        FakeClock(), tables={}, kept=kept, urgent=lambda: urgent.append(1)
    )
    first = composer.draft().facts_id
    assert first
    composer.done(Done("hardware", facts_of(1), 0.0))
    composer.done(Done("updates", None, 0.0))
    composer.change(Change("backup", "the drive is gone"))
    assert composer.draft().facts_id == first
    composer.done(Done("hardware", facts_of(2), 0.0))
    assert composer.facts["system"][""].attributes == {"a": 2}
    assert composer.facts["backup"] == {}


def test_a_jump_of_the_clock_is_an_event():
    """Slow drift is not."""
    clock, composer, _ = composed()
    clock.pass_(60)
    assert not composer.watch_clock()
    clock.wall -= 7200
    assert composer.watch_clock()
    (event,) = composer.draft().events
    assert (event.kind, event.attributes) == ("clock_jumped", {"jump_s": -7200.0})


def test_probes_that_fail_and_recover_are_events():
    """Each with the probe's name."""
    _, composer, _ = composed()
    composer.change(Change("cpu", "broken"))
    composer.change(Change("cpu", ""))
    kinds = [e.kind for e in composer.draft().events]
    assert kinds == ["probe_failed", "probe_recovered"]


class Alarmed:
    """Sees something happen, then breaks."""

    metrics = ()

    def read(self):
        """Yield an event, then fail."""
        yield Event("canary_changed", 0.0, "critical", {"canary": "home"})
        raise OSError("the rest cannot be read")


def test_an_event_of_a_probe_travels_at_once_even_if_the_probe_fails_then():
    """What was seen is not taken back by what was not."""
    clock, composer, urgent = composed()
    job = composer.job("canary", Alarmed(), 60.0, 10.0)
    with pytest.raises(OSError, match="the rest"):
        job.read()
    assert urgent
    clock.pass_(2)
    (event,) = composer.draft().events
    assert (event.kind, event.severity, event.offset_s) == (
        "canary_changed",
        "critical",
        -2.0,
    )


def test_a_report_brings_every_table_its_readings_need():
    """A table that is followed by another before the report is among them."""
    clock, composer, _ = composed()
    for devices in (("sda",), ("sda", "sdb"), ("sda", "sdb", "sdc")):
        job = composer.job("good", GoodProbe(devices=devices), 10.0, 10.0)
        composer.done(Done("good", job.read(), clock.uptime()))
        clock.pass_(10)
    draft = composer.draft()
    needed = {one.table_id for one in draft.measured}
    assert len(needed) == 3
    assert needed <= draft.tables.keys()


def test_readings_and_surveys_of_devices_go_along_and_large_ones_apart():
    """The machine's own things stand in the first report; all know all tables."""
    clock, composer, _ = composed()
    up = Metric("hatang_test_up", "gauge", "Up.", ("port",))
    for number in range(3):
        run = Run("switch_ports", 60.0, clock.uptime(), (), f"sw{number}")
        composer.devices.block(run, Block((up,), ("1", "2"), (1, None)))
    composer.devices.survey(b'{"device":"' + b"x" * 250_000 + b'"}')
    composer.event(Event("port_up", device="sw1"))
    job = composer.job("good", GoodProbe(), 60.0, 10.0)
    composer.done(Done("good", job.read(), clock.uptime()))
    clock.pass_(2)
    first, second = composer.drafts()
    report = decode(first.spooled("0a0b0c0d", 1, None).body, Report)
    tables = [first.tables[reading.table] for reading in report.readings]
    assert [table.device for table in tables] == ["", "sw0", "sw1", "sw2"]
    assert report.readings[1].values == (1, None)
    assert report.readings[1].offset_s == -2.0
    assert [(e.kind, e.device, e.offset_s) for e in report.events] == [
        ("port_up", "sw1", -2.0)
    ]
    later = decode(second.spooled("0a0b0c0d", 2, None).body, Report)
    assert (len(later.surveys), later.events, later.readings) == (1, (), ())
    assert set(second.tables) == set(first.tables)


def test_tables_of_devices_outlive_a_restart_if_they_are_still_watched():
    """What the collector knows is not sent again; who is gone leaves nothing."""
    clock, composer, _ = composed()
    up = Metric("hatang_test_up", "gauge", "Up.", ("port",))
    for name in ("here", "gone"):
        run = Run("switch_ports", 60.0, clock.uptime(), (), name)
        composer.devices.block(run, Block((up,), ("1",), (1,)))
    tables = composer.draft().tables
    again = Composer(clock, tables=tables, devices={"here"})
    assert [t.device for t in again.draft().tables.values()] == ["here"]
    every = Composer(clock, tables=tables, devices=None)
    assert len(every.draft().tables) == 2


def test_events_of_devices_leave_room_for_those_of_the_machine():
    """A power cut is hundreds of them."""
    _, composer, _ = composed()
    for number in range(MOST_DEVICE_EVENTS + 5):
        composer.event(Event("port_up", device=f"sw{number}"), urgent=False)
    composer.event(Event("clock_jumped"))
    events = composer.draft().events
    assert len(events) == MOST_DEVICE_EVENTS + 1
    assert events[-1].kind == "clock_jumped"

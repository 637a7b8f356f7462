"""The estate, as it is read of a store."""

import datetime as dt
import logging
import zlib

import msgspec
import pytest

from agent.shared.wire import WireError
from collector import office
from collector.devices import device_id
from collector.estate import read_estate
from collector.planning.need import needs
from collector.planning.shapes.estate import Window
from collector.planning.shapes.records import Line, Purchase
from collector.settings import CollectorSettings
from collector.store.interface import AgentStatus, Commit, RollupRow
from collector.store.memory import MemoryStore
from collector.store.planning import Entry
from tests.support.day_values import DAYS, HOURS, MONDAY, day_of, hour
from tests.support.need_cases import FACTS, POLICY
from tests.support.simulated import NOW, simulated
from tests.support.store_values import AUDIT, agent_of, backed_up, finding, survey

SETTINGS = CollectorSettings()
THEN = (DAYS.hours_of(MONDAY)[3] + 1) * 3600.0  # Monday, 11:00


def read(store, now=THEN, **more):
    """Return the estate of *store*."""
    return read_estate(store, hours=HOURS, policy=POLICY, now=now, **more)


@pytest.fixture
def store():
    """Return a store with one machine that was heard of on Monday at eleven."""
    made = MemoryStore()
    made.put_agent(agent_of("a", site="Sở", department="P1", role="desktop"), AUDIT)
    made.commit(Commit(statuses=[AgentStatus("a", THEN, THEN)]))
    made.put_rollups([hour("a", MONDAY, place, 0.1) for place in range(3)])
    return made


@pytest.fixture(scope="module")
def office_store():
    """Return the store of a simulated office, and what was written."""
    return simulated()


def test_a_machine_has_what_was_measured_of_it(store):
    """Days are made on the way, if nobody has made them."""
    store.put_findings([finding("no_backup", agent="a")])
    store.commit(Commit(facts=[backed_up(5.0, 4, agent="a")]))
    estate = read(store, organisation="Sở KH&CN")
    (machine,) = estate.machines
    assert (machine.id, machine.site, machine.department) == ("a", "Sở", "P1")
    assert (machine.days, machine.hours, machine.last_report) == (1, 3, THEN)
    assert machine.signals["cpu_busy_ratio"].days == (MONDAY,)
    assert [one.kind for one in machine.findings] == ["no_backup"]
    assert machine.facts == backed_up(5.0, 4).facts
    assert estate.organisation == "Sở KH&CN"
    assert (machine.switch, machine.port, machine.bought) == ("", 0, None)


def test_the_window_ends_with_the_newest_data(store):
    """Of the last day only what is over counts; nobody asks what time it is."""
    estate = read(store, now=THEN + 90 * 86400.0)
    assert estate.as_of == THEN
    work_days, work_hours = DAYS.counts(MONDAY - 29, MONDAY - 1)
    assert estate.window == Window(MONDAY - 29, MONDAY, work_days + 1, work_hours + 4)
    assert estate == read(store, now=THEN + 200 * 86400.0)


def test_a_clock_from_the_future_makes_nothing_old(store):
    """What claims to be newer than now is as new as now."""
    store.commit(Commit(statuses=[AgentStatus("b", 9e9, 9e9)]))
    assert read(store).as_of == THEN


def test_an_empty_store_is_an_empty_estate():
    """Asking makes no error."""
    estate = read(MemoryStore())
    assert estate.machines == estate.devices == estate.lines == ()
    assert estate.as_of == THEN


def test_only_machines_that_are_ours_count(store):
    """Neither who was revoked or waits, nor an agent that watches switches."""
    for id_, fields in {
        "b": {"state": "revoked"},
        "c": {"state": "pending"},
        "d": {"kind": "switches"},
        "e": {"state": "quarantined"},
    }.items():
        one = msgspec.structs.replace(agent_of(id_), **fields)
        store.put_agent(one, AUDIT)
    assert [one.id for one in read(store).machines] == ["a", "e"]


def test_the_register_is_part_of_it(store):
    """Purchases say how old a machine is; a broken entry takes nothing with it."""
    bought = Purchase(
        id="m", target="machine:a", option="replace", done=dt.date(2025, 1, 2)
    )
    office.put_purchase(store, bought)
    office.put_line(
        store, Line(id="main", down_mbps=200, up_mbps=100), actor="x", time=1.0
    )
    store.put_entry(Entry(office.LINE, "bad", 1.0, b"{"), AUDIT)
    estate = read(store)
    assert estate.purchases == (bought,)
    noon = dt.datetime(2025, 1, 2, 12, tzinfo=dt.UTC).timestamp()
    assert estate.machines[0].bought == noon
    assert [one.line.id for one in estate.lines] == ["main"]


def test_a_line_is_measured_by_its_own_rollups(store):
    """They are kept as those of a machine."""
    office.put_line(store, Line(id="m", down_mbps=9, up_mbps=9), actor="x", time=1.0)
    store.put_rollups([hour("line:m", MONDAY, 1, 0.5, signal="line_receive_ratio")])
    (line,) = read(store).lines
    assert line.signals["line_receive_ratio"].sketch.maximum == 0.5
    assert line.hours == 1


def test_a_device_comes_with_its_place_and_survey(store):
    """It is named as its agent calls it."""
    store.commit(Commit(surveys=[survey(THEN, "sw1", agent="a")]))
    id_ = device_id("a", "sw1")
    signal = 'port_error_ratio{port="Gi0/1"}'
    store.put_rollups([hour(id_, MONDAY, n, 0.01, signal=signal) for n in (0, 1)])
    (device,) = read(store).devices
    assert (device.id, device.name, device.site) == (id_, "sw1", "Sở")
    assert device.signals[signal].hours == 2


class Damaged(MemoryStore):
    """Has facts that cannot be read."""

    def latest_facts(self, agent):
        """Fail as each of them does."""
        raise WireError("no JSON") if agent == "a" else zlib.error("damaged")


def test_damaged_rows_are_named_and_left_out(caplog):
    """Facts, hours and days; the machine is there all the same."""
    store = Damaged()
    for id_ in "ab":
        store.put_agent(agent_of(id_), AUDIT)
    store.put_rollups([RollupRow("a", DAYS.hours_of(MONDAY)[0], b"\xff")])
    store.commit(Commit(statuses=[AgentStatus("a", THEN, THEN)]))
    store.put_day_rollups([msgspec.structs.replace(day_of("b", MONDAY), packed=b"")])
    with caplog.at_level(logging.WARNING):
        estate = read(store)
    assert [(one.id, one.facts, one.hours) for one in estate.machines] == [
        ("a", {}, 0),
        ("b", {}, 0),
    ]
    assert caplog.text.count("left out") == 4


def test_a_simulated_office_is_read_whole(office_store):
    """Everybody is there, hangs at a switch, and was measured; twice the same."""
    store, written = office_store
    hours = SETTINGS.office_hours
    estate = read_estate(store, hours=hours, policy=POLICY, now=NOW)
    assert len(estate.machines) == written.pcs
    assert len(estate.devices) == written.devices
    assert estate.departments == written.book.departments
    assert [one.line for one in estate.lines] == list(written.book.lines)
    assert all(one.signals["line_receive_ratio"].hours for one in estate.lines)
    placed = [one for one in estate.machines if one.switch and one.port]
    assert len(placed) > 0.9 * written.pcs
    ids = {one.id for one in estate.devices}
    assert {one.switch for one in placed} <= ids | {
        thing.id for thing in estate.topology.inferred
    }
    assert all(one.made is not None for one in estate.machines)
    assert any(one.signals for one in estate.machines)
    assert estate == read_estate(store, hours=hours, policy=POLICY, now=NOW + 9e6)
    assert needs(estate, FACTS)


def test_what_was_measured_before_a_purchase_is_left_out(store):
    """It says nothing of what is there now."""
    done = dt.date.fromordinal(MONDAY)
    bought = Purchase(id="p", target="machine:a", option="ram_8gib_ddr4", done=done)
    office.put_purchase(store, bought)
    (machine,) = read(store).machines
    assert (machine.days, dict(machine.signals)) == (0, {})

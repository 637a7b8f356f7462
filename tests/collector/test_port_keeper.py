"""Devices are judged in turns, and what stands is remembered."""

import msgspec
import pytest

from agent.shared.knowledge import load
from collector import port_keeper
from collector.port_keeper import PortKeeper, Sources
from collector.store.interface import StoreError
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.port_faults import changed, office, slow_link, told_of, truth_of
from tests.support.port_judging import filled, judged, keeper_of
from tests.support.port_month import FAST, GIGABIT, HOURS, NOW, Month

DAY = 86400.0


@pytest.fixture
def month():
    """Return one switch with a slow link and a good one, watched for two weeks."""
    made = Month(7)
    switch = made.add("sw", 8, days=14)
    slow_link(made, switch, 1)
    made.pc(switch, 2)
    return made


@pytest.fixture
def clock():
    """Return a clock that can be moved."""
    return FakeClock(NOW)


@pytest.fixture
def store(month):
    """Return a store with what happened."""
    return filled(month)


@pytest.fixture
def keeper(month, store, clock):
    """Return a keeper of it."""
    return keeper_of(month, store, clock)


def kinds(keeper, month):
    """Return what stands of the first switch."""
    return {r.kind: r for r in keeper.findings(month.switches[0].id)}


def test_an_office_is_judged_without_a_false_word():
    """Every fault that was put in is found, and nothing that resembles one."""
    month = office(11, rounds=1)
    keeper = judged(month)
    assert told_of(month, keeper.everything()) == truth_of(month)


def test_what_stands_is_stored_under_the_device(keeper, month, store):
    """With since when, and what was watched is there for pages."""
    device = month.switches[0].id
    assert keeper.judged(device) is None
    assert keeper.evidence(device) is None
    assert keeper.run() == 1
    found = kinds(keeper, month)["port_slow_link"]
    assert (found.agent, found.subject, found.since) == (device, "Gi1/0/1", NOW)
    assert found in store.findings(device)
    assert keeper.everything().keys() == {device}
    assert len(keeper.evidence(device).ports["Gi1/0/2"].days) >= 5


def test_nothing_is_written_twice_while_nothing_changes(keeper, month, store, clock):
    """A steady finding is written down every six hours at most."""
    keeper.run()
    writes = []
    store.put_findings = writes.append
    for _ in range(5):
        clock.pass_(120.0)
        keeper.run()
    assert writes == []
    assert kinds(keeper, month)["port_slow_link"].since == NOW


def test_a_mended_line_is_cleared_and_a_relapse_goes_on(keeper, month, store, clock):
    """Back within a day it stands since its beginning."""
    keeper.run()
    line = month.switches[0].line(1)
    changed(line, speed_bps=GIGABIT)
    clock.pass_(3600.0)
    keeper.run()
    assert "port_slow_link" not in kinds(keeper, month)
    gone = [r for r in store.findings(cleared=True) if r.kind == "port_slow_link"]
    assert gone[0].cleared == NOW + 3600.0
    changed(line, speed_bps=FAST)
    clock.pass_(3600.0)
    keeper.run()
    assert kinds(keeper, month)["port_slow_link"].since == NOW


def test_a_machine_that_is_switched_off_mends_nothing(keeper, month, clock):
    """What stood of its port stands on over the weekend."""
    keeper.run()
    line = month.switches[0].line(1)
    month.off.add(line.other)
    changed(line, speed_bps=10**7)
    clock.pass_(2 * DAY)
    keeper.run()
    assert kinds(keeper, month)["port_slow_link"].since == NOW
    month.off.clear()
    changed(line, speed_bps=FAST)
    clock.pass_(3 * 3600.0)
    keeper.run()
    assert kinds(keeper, month)["port_slow_link"].since == NOW


def test_a_silent_device_keeps_what_stood(keeper, month, clock):
    """And is found itself, once it has been silent for long enough."""
    keeper.run()
    month.switches[0].state = "unknown"
    clock.pass_(120.0)
    keeper.run()
    assert "device_silent" not in kinds(keeper, month)
    month.switches[0].state = "down"
    keeper.run()
    clock.pass_(1000.0)
    keeper.run()
    found = kinds(keeper, month)
    assert {"device_silent", "port_slow_link"} <= found.keys()
    since = found["device_silent"].evidence["since_timestamp_seconds"]
    assert since == pytest.approx(NOW + 120.0, abs=60.0)
    month.switches[0].state = "up"
    clock.pass_(60.0)
    keeper.run()
    assert "device_silent" not in kinds(keeper, month)


def test_a_restart_forgets_nothing(keeper, month, store, clock, monkeypatch):
    """What stood is there before the days are read again."""
    keeper.run()
    clock.pass_(60.0)
    monkeypatch.setattr(port_keeper, "ROWS_AT_ONCE", 5)
    again = keeper_of(month, store, clock)
    assert again.run() == 0
    assert kinds(again, month).keys() == kinds(keeper, month).keys()
    while not again.run():
        pass
    assert kinds(again, month)["port_slow_link"].since == NOW


def test_many_hours_are_read_in_several_runs(month, clock, monkeypatch):
    """Others shall get the processor, too; who is ready is judged."""
    month.add("sw2", 4, days=14)
    monkeypatch.setattr(port_keeper, "ROWS_AT_ONCE", 150)
    keeper = keeper_of(month, filled(month), clock)
    counts = [keeper.run() for _ in range(6)]
    assert counts[0] < 2
    assert counts[-1] == 2


def test_who_is_gone_is_forgotten(keeper, month):
    """Its records stay in the store."""
    keeper.run()
    month.switches.clear()
    assert keeper.run() == 0
    assert keeper.everything() == {}


def test_an_odd_device_does_not_keep_others_from_their_turn(month, store, clock):
    """It is logged, and tried again."""
    month.add("sw2", 4, days=1)
    odd = month.switches[0].id

    def latest(device):
        if device == odd:
            raise ValueError("odd")
        return month.latest(device)

    knowledge = load()
    sources = Sources(month, month, latest, month.reporting, lambda: knowledge)
    keeper = PortKeeper(store, clock, sources, HOURS)
    assert keeper.run() == 1
    assert "port_slow_link" not in kinds(keeper, month)


def test_values_that_change_while_they_are_read_are_read_again(month, store, clock):
    """The event loop does not wait for us."""
    tries = []

    def latest(device):
        tries.append(device)
        if len(tries) < 3:
            raise RuntimeError("dictionary changed size during iteration")
        return month.latest(device)

    knowledge = load()
    sources = Sources(month, month, latest, month.reporting, lambda: knowledge)
    keeper = PortKeeper(store, clock, sources, HOURS)
    assert keeper.run() == 1
    assert len(tries) == 3


def test_changed_knowledge_holds_at_once(month, store, clock):
    """A new threshold judges what was watched."""
    current = [load()]
    sources = Sources(month, month, month.latest, month.reporting, lambda: current[0])
    keeper = PortKeeper(store, clock, sources, HOURS)
    keeper.run()
    assert "port_slow_link" in kinds(keeper, month)
    link = msgspec.structs.replace(current[0].ports.link, slow_below_bps=FAST)
    ports = msgspec.structs.replace(current[0].ports, link=link)
    current[0] = msgspec.structs.replace(current[0], ports=ports)
    keeper.run()
    assert "port_slow_link" not in kinds(keeper, month)


class Failing(MemoryStore):
    """A store that cannot write findings."""

    def put_findings(self, records):
        """Fail."""
        raise StoreError("the disk is full")


def test_a_store_that_fails_is_tried_again(month, clock, store):
    """Nothing is taken for written that is not."""
    keeper = keeper_of(month, store, clock)
    write = store.put_findings
    store.put_findings = Failing().put_findings
    with pytest.raises(StoreError):
        keeper.run()
    store.put_findings = write
    keeper.run()
    assert any(r.kind == "port_slow_link" for r in store.findings())

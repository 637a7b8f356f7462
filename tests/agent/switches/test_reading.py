"""One device read once, whole or broken."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.sources.snmp.asker import Asker, Limits
from agent.sources.snmp.device import (
    GarbledError,
    NoAnswerError,
    RefusedError,
    SnmpError,
    Stop,
)
from agent.switches.bases import PER_VLAN, VTP_VLAN_ENTRY
from agent.switches.incomplete import incomplete_parts
from agent.switches.reading import MOST_S, collect, describe, vlan_ids
from tests.support.agreement import required
from tests.support.snmp_agreement import (
    EXCEPTIONS,
    PARTS,
    devices,
    from_recording,
    unexplained,
)
from tests.support.snmp_exchange import FakeExchange
from tests.support.snmprec import FOLDER

SYSTEM = {
    oid("1.3.6.1.2.1.1.1.0"): b"a switch",
    oid("1.3.6.1.2.1.1.2.0"): oid("1.3.6.1.4.1.9.1.1"),
}
PORTS = {(*oid("1.3.6.1.2.1.2.2.1"), 2, n): b"port" for n in range(1, 40)}
IDS = (1, 5, 6, 7, 8, 9, 10, 11)
VLANS = {(*VTP_VLAN_ENTRY, 2, 1, vlan): 1 for vlan in (*IDS, 1002, 1005)}
INSIDE = {(*PER_VLAN[0], 1): 10101}


def door(exchange):
    """Return the device over *exchange*."""
    return Asker(exchange, lambda: 0.0, Limits(most_rows=5000))


def test_every_part_is_described_even_of_an_empty_device():
    """With the keys that the recordings expect."""
    found = describe(collect(door(FakeExchange({}))))
    assert tuple(found) == PARTS
    assert found["ports"] == []
    assert found["fdb"] is None


def test_a_dead_device_is_no_answer():
    """Not a description without ports."""
    exchange = FakeExchange(SYSTEM)
    exchange.dead = True
    with pytest.raises(NoAnswerError):
        collect(door(exchange))


@pytest.mark.parametrize("error", [RefusedError("no"), GarbledError("?")])
def test_a_table_that_fails_costs_that_table(error):
    """The others are read, and the problem names the table."""
    broken = oid("1.3.6.1.2.1.2.2.1")

    class Broken(FakeExchange):
        def bulk(self, names, repetitions):
            if names[0][: len(broken)] == broken:
                raise error
            return super().bulk(names, repetitions)

        def next(self, names):
            if names[0][: len(broken)] == broken:
                raise error
            return super().next(names)

    collected = collect(door(Broken(SYSTEM)))
    assert collected.walk == SYSTEM
    assert list(collected.problems) == ["1.3.6.1.2.1.2.2.1.1"]


def test_a_silent_table_of_a_living_device_costs_that_table():
    """Other tables are still asked for."""
    silent = oid("1.3.6.1.2.1.2.2.1")
    last = {oid("1.3.6.1.2.1.47.1.1.1.1.2.1"): b"chassis"}

    class Silent(FakeExchange):
        def _rows(self, names, repetitions):
            if names[0][: len(silent)] == silent:
                raise NoAnswerError("no answer")
            return super()._rows(names, repetitions)

    collected = collect(door(Silent(SYSTEM | last)))
    assert collected.walk == SYSTEM | last
    assert list(collected.problems) == ["1.3.6.1.2.1.2.2.1.1"]


def test_a_device_that_dies_is_left_alone():
    """What it said is kept, and nothing more is asked after one more try."""
    exchange = FakeExchange(SYSTEM | PORTS)

    def die(reply):
        exchange.dead = bool(reply) and reply[0][0] in PORTS
        return reply

    exchange._spoil = die
    collected = collect(door(exchange))
    assert set(SYSTEM) < set(collected.walk)
    assert collected.problems["device"] == "silence"
    assert exchange.asked[-1] == ("get", 1)


def test_views_by_vlan_are_asked_for_on_cisco():
    """Only of VLANs in use; a silent one costs itself."""
    vlans = {1: INSIDE, 6: INSIDE, 1002: INSIDE}
    collected = collect(door(FakeExchange(SYSTEM | VLANS, vlans=vlans)))
    assert collected.contexts == {1: INSIDE, 6: INSIDE}


def test_a_device_without_such_views_is_not_asked_for_all_of_them():
    """After six silent VLANs in a row."""
    asked = []

    class Counting(FakeExchange):
        def for_vlan(self, vlan):
            asked.append(vlan)
            return super().for_vlan(vlan)

    assert collect(door(Counting(SYSTEM | VLANS))).contexts == {}
    assert asked == [1, 5, 6, 7, 8, 9]


def test_makers_tables_are_read_where_the_maker_is_not_told():
    """A device without a sysObjectID still has VLANs and power."""
    walk = {
        oid("1.3.6.1.2.1.1.1.0"): b"a switch",
        (*VTP_VLAN_ENTRY, 4, 1, 30): b"lab",
        oid("1.3.6.1.4.1.2011.5.25.42.2.1.3.1.4.2.0.0.0.0.1.30.0"): 7,
        oid("1.3.6.1.4.1.11863.6.56.1.1.1.0"): 3840,
    }
    found = describe(collect(Asker(FakeExchange(walk), lambda: 0.0)))
    assert found["vlans"]["names"] == {"30": "lab"}
    assert found["fdb"]["huaweiDynFdbRows"] == 1
    assert [table["rows"] for table in found["poe"]["vendorTables"]] == [1]


@pytest.mark.parametrize("column", [3, 4, 5, 6])
def test_vlans_in_force_are_found_by_any_column(column):
    """Also where the ports of configured VLANs are known."""
    static, current = "1.3.6.1.2.1.17.7.1.4.3.1", "1.3.6.1.2.1.17.7.1.4.2.1"
    walk = {
        oid("1.3.6.1.2.1.1.1.0"): b"a switch",
        oid(f"{current}.{column}.0.20"): 1 if column in {3, 6} else b"\x80",
        oid(f"{static}.1.10"): b"ten",
        oid(f"{static}.2.10"): b"\xc0",
    }
    walk = dict(sorted(walk.items()))
    found = describe(collect(Asker(FakeExchange(walk), lambda: 0.0)))["vlans"]
    assert found["dot1qCurrentVlans"] == 1
    assert found["ids"] == [10]


def test_vlans_that_no_cisco_uses_are_left_out():
    """1002 to 1005, suspended ones, and rows of another shape."""
    odd = {(*VTP_VLAN_ENTRY, 2, 1, 99): 2, (*VTP_VLAN_ENTRY, 2, 9): 1}
    assert vlan_ids(VLANS | odd) == list(IDS)


names = st.sampled_from([*SYSTEM, *list(PORTS)[:9], *VLANS, *INSIDE])
values = st.one_of(st.integers(), st.binary(max_size=9), names, st.none())


@given(st.dictionaries(names, values), st.data())
def test_no_reply_breaks_a_reading(walk, data):
    """Whatever a device says, it is described, or there is a named error."""

    def spoil(reply):
        what = data.draw(st.sampled_from(["as is"] * 8 + ["junk", "silence", "none"]))
        if what == "silence":
            raise NoAnswerError("no answer")
        if what == "junk":
            return [(name, data.draw(values)) for name, _ in reply]
        return [] if what == "none" else reply

    exchange = FakeExchange(
        {name: value for name, value in walk.items() if value is not None},
        spoil=spoil,
        ring=data.draw(st.booleans()),
        most=data.draw(st.integers(0, 30)),
        silent=data.draw(st.sampled_from([0, 1, 5, 50])),
        has_bulk=data.draw(st.booleans()),
    )
    with contextlib.suppress(SnmpError):
        assert tuple(describe(collect(door(exchange)))) == PARTS


def test_the_recordings_are_there():
    """In CI they must be; elsewhere their absence is said in one line."""
    if not devices() and not required():
        pytest.skip(f"no recordings of devices in {FOLDER}")
    assert devices()


@pytest.mark.parametrize("name", devices())
def test_a_recorded_device_is_read_as_expected(name):
    """Each field of the expectation, or an argued exception."""
    with from_recording(name) as device:
        collected = collect(device)
    assert unexplained(name, describe(collected)) == {}
    assert collected.problems == {}


def test_exceptions_are_of_recorded_devices():
    """None outlives its recording."""
    assert not devices() or {name for name, _ in EXCEPTIONS} <= set(devices())


def test_a_device_that_sends_without_end_is_cut_off_by_time():
    """The tables that were not asked for any more are named."""
    now = [0.0]

    class Slow(FakeExchange):
        def bulk(self, names, repetitions):
            now[0] += MOST_S / 2
            return super().bulk(names, repetitions)

    found = collect(door(Slow(SYSTEM | PORTS)), lambda: now[0])
    assert found.problems["1.3.6.1.2.1.4.22.1.2"] == Stop.TIME
    assert "hosts" in incomplete_parts(found.problems)


def test_a_device_that_sends_without_end_is_cut_off_by_size(monkeypatch):
    """Each table may be within its limits, and all together are not."""
    monkeypatch.setattr("agent.switches.reading.MOST_OCTETS", 5000)
    found = collect(door(FakeExchange(SYSTEM | PORTS | VLANS | INSIDE)))
    assert found.problems["1.3.6.1.2.1.4.22.1.2"] == Stop.ROWS
    assert found.contexts == {}

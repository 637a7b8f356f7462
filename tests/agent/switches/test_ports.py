"""Ports of a device from poll to poll, in numbers."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Port
from agent.switches.links import Between
from agent.switches.port_columns import (
    DISCONTINUITY,
    HIGH_SPEED,
    IF_ENTRY,
    IFX_ENTRY,
    OPER,
    everything,
)
from agent.switches.ports import LAG, DevicePorts, Seen, measured

WIDE, NARROW = (*IFX_ENTRY, 6), (*IF_ENTRY, 10)


def port(index, key, **others):
    """Return a port of a catalogue."""
    return Port(index, key, physical=True, **others)


def seen(at_s, **others):
    """Return a poll at *at_s*."""
    return Seen(at_s, Between(1, 2), **others)


def told(octets, *, speed=1000, column=WIDE, **more):
    """Return what a device says: octets by ifIndex."""
    found = {OPER: dict.fromkeys(octets, 1), HIGH_SPEED: dict.fromkeys(octets, speed)}
    return found | {column: octets} | more


def value(taken, name, key):
    """Return one value of a block."""
    names = [m.name.removeprefix("hatang_switch_port_") for m in taken.block.metrics]
    row, count = names.index(name), len(taken.block.ports)
    return taken.block.values[row * count + list(taken.block.ports).index(key)]


def test_sockets_and_aggregates_are_measured():
    """Others only if somebody wants them."""
    ports = [port(1, "1"), Port(2, "lag", type=LAG), Port(3, "vlan")]
    assert [p.key for p in measured(ports, everything=False)] == ["1", "lag"]
    assert len(measured(ports, everything=True)) == 3


def test_a_port_is_its_key_and_not_its_index():
    """The numbers were dealt anew."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b")])
    ports.take(told({1: 1000, 2: 2000}), seen(0), 60)
    ports.catalogue([port(2, "a"), port(1, "b")])
    taken = ports.take(told({2: 1500, 1: 2000}), seen(60), 60)
    assert value(taken, "receive_bytes_total", "a") == 500
    assert value(taken, "receive_bytes_total", "b") == 0


def test_a_port_that_is_missing_from_a_whole_table_begins_anew():
    """From a table that was cut off it only waits."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b")])
    ports.take(told({1: 1000, 2: 1000}), seen(0), 60)
    cut = ports.take(told({1: 1000}), seen(60, whole=False), 60)
    assert (value(cut, "receive_bytes_total", "b"), cut.lost) == (None, 0)
    back = ports.take(told({1: 1000, 2: 1500}), seen(120), 60)
    assert value(back, "receive_bytes_total", "b") == 500
    gone = ports.take(told({1: 1000}), seen(180), 60)
    assert gone.lost == 1
    ports.take(told({1: 1000, 2: 1700}), seen(240), 60)
    again = ports.take(told({1: 1000, 2: 1750}), seen(300), 60)
    assert value(again, "receive_bytes_total", "b") == 550


def test_a_discontinuity_is_counted_for_its_port_a_restart_is_not():
    """A restart is one event of the device."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b")])
    ports.take(told({1: 1, 2: 1}) | {DISCONTINUITY: {1: 0, 2: 0}}, seen(0), 60)
    one = ports.take(told({1: 5, 2: 5}) | {DISCONTINUITY: {1: 9, 2: 0}}, seen(60), 60)
    assert one.lost == 1
    assert value(one, "receive_bytes_total", "b") == 4
    all_ = ports.take(
        told({1: 9, 2: 9}) | {DISCONTINUITY: {1: 9, 2: 0}}, seen(120, broken=True), 60
    )
    assert all_.lost == 0
    assert value(all_, "receive_bytes_total", "b") is None


def test_a_port_of_unknown_speed_is_as_fast_as_the_fastest_beside_it():
    """No difference is taken that none of them could carry."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b")])
    first = told({1: 0, 2: 0})
    first[HIGH_SPEED] = {1: 100}
    ports.take(first, seen(0), 60)
    for step, more in enumerate((700_000_000, 10**12), 1):
        told_now = told({1: 0, 2: 700_000_000 + more * (step - 1)})
        told_now[HIGH_SPEED] = {1: 100}
        taken = ports.take(told_now, seen(60 * step), 60)
        expected = 700_000_000 if step == 1 else None
        assert value(taken, "receive_bytes_total", "b") == expected


def test_an_aggregate_carries_what_its_members_can():
    """Some say the speed of one member as theirs."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b"), Port(3, "lag", type=LAG)])
    ports.take(told({1: 0, 2: 0, 3: 0}), seen(0), 60)
    taken = ports.take(told({1: 0, 2: 0, 3: 12 * 10**9}), seen(60), 60)
    assert value(taken, "receive_bytes_total", "lag") == 12 * 10**9


def test_a_port_without_a_link_needs_no_quick_polls():
    """Only where octets are counted in 32 bits and can pass."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a")])
    ports.take(told({1: 5}, column=NARROW), seen(0), 60)
    assert ports.interval_s(60) < 30
    down = told({1: 5}, column=NARROW) | {OPER: {1: 2}}
    ports.take(down, seen(60), 60)
    assert ports.interval_s(60) == 60
    assert ports.interval_s(5) == 10


WALKS = st.lists(
    st.dictionaries(
        st.sampled_from(everything()),
        st.dictionaries(st.integers(0, 3), st.integers(-5, 1 << 64)),
        max_size=8,
    ),
    max_size=6,
)


@given(WALKS, st.booleans())
def test_any_numbers_give_a_block_of_the_right_size(walks, broken):
    """And counters that never go back."""
    ports = DevicePorts()
    ports.catalogue([port(1, "a"), port(2, "b")])
    last = {}
    for at, one in enumerate(walks):
        taken = ports.take(one, seen(60.0 * at, broken=broken), 60)
        block = taken.block
        assert len(block.values) == len(block.metrics) * len(block.ports)
        for place, metric in enumerate(block.metrics):
            if metric.kind == "counter":
                for key, now in zip(
                    block.ports, block.values[place * 2 :], strict=False
                ):
                    if now is not None:
                        assert now >= last.get((metric.name, key), 0)
                        last[metric.name, key] = now


SANE = st.dictionaries(st.integers(0, 3), st.integers(-5, (1 << 64) - 1))


@given(st.lists(st.dictionaries(st.sampled_from(everything()), SANE), max_size=6))
def test_rest_between_polls_changes_nothing(walks):
    """It only takes less memory."""
    awake, resting = DevicePorts(), DevicePorts()
    for ports in (awake, resting):
        ports.catalogue([port(1, "a"), port(2, "b")])
    for at, one in enumerate(walks):
        resting.rest()
        resting.rest()
        assert resting.take(one, seen(60.0 * at), 60) == awake.take(
            one, seen(60.0 * at), 60
        )
        assert resting.narrow == awake.narrow

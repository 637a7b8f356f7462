"""Counters of a port never give a rate that was not there."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agent.switches.counters import (
    OCTETS,
    PACKETS,
    PATIENCE,
    RARE,
    ROUND,
    Count,
    PortCounters,
    chosen,
    grown,
    rounds_s,
    span,
)

MEGA, GIGA = 1_000_000, 1_000_000_000
MINUTE_100M = span(60, 100 * MEGA, GIGA)
MINUTE_1G = span(60, GIGA, GIGA)
KINDS = (OCTETS, PACKETS, RARE)


def narrow(*values):
    """Return a reading of 32-bit counters."""
    return [Count(None, value) for value in values]


def wide(*values):
    """Return a reading of 64-bit counters."""
    return [Count(value, None) for value in values]


def readings(steps, *, passed=MINUTE_100M, kinds=KINDS):
    """Return what a port's steps give, a minute apart."""
    port = PortCounters(kinds)
    return [port.read(step, 60.0 * at, passed) for at, step in enumerate(steps)]


def totals(steps, **others):
    """Return the totals after each of *steps*."""
    return [list(step.totals) for step in readings(steps, **others)]


def test_counting_begins_at_zero_when_the_agent_first_reads():
    """Whatever the device has counted before."""
    found = totals([wide(10**15, 10**12, 7), wide(10**15 + 500, 10**12 + 5, 7)])
    assert found == [[0, 0, 0], [500, 5, 0]]


def test_a_counter_that_goes_round_counts_on():
    """Once, at a speed at which it can be only once."""
    found = totals([narrow(ROUND - 100, 10, 0), narrow(400, 20, 0)])
    assert found[1] == [500, 10, 0]


def test_a_fast_port_may_have_gone_round_unseen():
    """A gigabit port needs 34 seconds: after a minute nobody knows."""
    steps = readings([narrow(100, 1, 0), narrow(600, 6, 0)], passed=MINUTE_1G)
    assert list(steps[1].totals) == [None, 5, 0]
    assert not steps[1].lost  # doubtful, not broken
    quick = span(rounds_s(GIGA) * 0.9, GIGA, GIGA)
    found = totals([narrow(ROUND - 1, 1, 0), narrow(1_999, 6, 0)], passed=quick)
    assert found[1] == [2_000, 5, 0]


def test_cleared_counters_are_no_traffic():
    """All go back at once: that is nobody's wrap. What follows is counted again."""
    before, after = narrow(ROUND - 100, 90_000, 5), narrow(400, 3, 0)
    steps = readings([before, after, narrow(900, 7, 0)])
    assert list(steps[1].totals) == [None, None, None]
    assert steps[1].lost
    assert list(steps[2].totals) == [500, 4, 0]


def test_octets_alone_prove_no_wrap():
    """Without packets that went on, or with too few of them, it may be a reset."""
    assert totals([narrow(ROUND - 100), narrow(400)], kinds=(OCTETS,))[1] == [None]
    found = totals([narrow(ROUND - 10**7, 10, 0), narrow(10**7, 11, 0)])
    assert found[1] == [None, None, None]


def test_64_bits_never_go_back():
    """If one does, the whole port began anew."""
    steps = readings([wide(500, 5, 0), wide(700, 9, 1), wide(10, 1, 1)])
    assert list(steps[2].totals) == [None, None, None]
    assert steps[2].lost


def test_more_than_the_link_can_carry_is_dropped():
    """A jump, of 64 bits too; the other counters of the port go on."""
    jump = 100 * 1000 * MEGA
    steps = readings([wide(5, 5, 0), wide(105, 6, 0), wide(jump, 8, 0)])
    assert list(steps[2].totals) == [None, 3, 0]
    assert steps[2].lost


def test_a_wide_counter_stuck_at_zero_is_not_used():
    """The 32-bit one beside it is, and the change of width costs one difference."""
    assert chosen(Count(0, 5)) == (5, 32)
    assert chosen(Count(0, 0)) == (0, 64)
    assert chosen(Count(None, None)) is None
    stuck = [[Count(0, n), Count(0, n), Count(None, 0)] for n in (0, 500, 900)]
    steps = readings(stuck)
    assert list(steps[1].totals) == [None, None, 0]
    assert list(steps[2].totals) == [400, 400, 0]
    assert steps[1].lost


def test_a_reading_without_a_counter_changes_nothing():
    """A table that was cut off; a counter that stays away is given up."""
    port = PortCounters((OCTETS, PACKETS))
    port.read(wide(100, 10), 0.0, MINUTE_100M)
    for at in range(PATIENCE):
        step = port.read([Count(None, None), Count(20, None)], 60.0 * at, MINUTE_100M)
        assert list(step.totals) == [None, None]
        assert not step.lost
    assert list(port.read(wide(160, 30), 240.0, MINUTE_100M).totals) == [60, 20]
    for at in range(5, 6 + PATIENCE):
        port.read([Count(None, None), Count(20 + at, None)], 60.0 * at, MINUTE_100M)
    last = port.read([Count(None, None), Count(40, None)], 999.0, MINUTE_100M)
    assert last.totals[0] is None
    assert last.totals[1] is not None


def test_what_is_forgotten_is_no_difference():
    """After a restart of the device the count goes on from where it was."""
    port = PortCounters((OCTETS,))
    port.read(wide(100), 0.0, MINUTE_100M)
    port.read(wide(300), 60.0, MINUTE_100M)
    port.forget()
    assert list(port.read(wide(250), 120.0, MINUTE_100M).totals) == [None]
    assert list(port.read(wide(260), 180.0, MINUTE_100M).totals) == [210]


def test_errors_count_at_any_speed():
    """No link has two thousand million errors between two readings."""
    fast = span(60, 400 * GIGA, 4000 * GIGA)
    assert totals([narrow(0, 5, 7), narrow(0, 5, 9)], passed=fast)[1][2] == 2


@pytest.mark.parametrize(("speed", "seconds"), [(100 * MEGA, 310), (GIGA, 29)])
def test_how_often_32_bits_must_be_read(speed, seconds):
    """Soon enough that one round is the most."""
    assert seconds < rounds_s(speed) < seconds * 1.02
    assert span(rounds_s(speed), speed, speed).certain[OCTETS] <= ROUND


@given(
    before=st.integers(0, ROUND - 1),
    now=st.integers(0, ROUND - 1),
    certain=st.floats(0, 2.0 * ROUND),
)
def test_a_proved_difference_is_the_only_possible_one(before, now, certain):
    """No other number of rounds would fit in the time."""
    found = grown(before, now, 32, certain, certain)
    if found:
        assert (before + found) % ROUND == now
        assert found <= certain < found + ROUND


EVENTS = st.sampled_from(["", "", "", "clear", "restart", "vanish", "freeze"])
STEPS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(64, 1518), EVENTS), min_size=1, max_size=30
)


@given(
    steps=STEPS,
    bits=st.sampled_from([32, 64]),
    start=st.integers(0, 1 << 40),
    speed=st.sampled_from([10 * MEGA, 100 * MEGA, GIGA, 10 * GIGA]),
    interval_s=st.sampled_from([10.0, 20.0, 60.0, 300.0]),
)
def test_what_is_exported_is_never_more_than_what_passed(
    steps, bits, start, speed, interval_s
):
    """Whatever happens to the device between two readings, told or not."""
    size = 1 << bits
    octets, packets = start, start // 500 + 1
    real = [0, 0]
    port = PortCounters((OCTETS, PACKETS))
    passed = span(interval_s, speed, speed)

    def read(at):
        now = (octets % size, packets % size)
        count = [Count(*((v, None) if bits == 64 else (None, v))) for v in now]
        return port.read(count, at, passed)

    read(0.0)
    known = (0, 0, 0, 0)  # totals when last told, and what had passed then
    for place, (load, frame, event) in enumerate(steps, 1):
        new = int(load * interval_s * speed / 8)
        many = new // frame
        if event == "clear":
            assume(many < packets % size)  # else nobody could tell
            octets = packets = 0
        elif event == "restart":
            port.forget()
            octets, packets = 5, 1
        octets, packets = octets + new, packets + many
        real = [real[0] + new, real[1] + many]
        if event == "vanish":
            port.read([Count(None, None)] * 2, place * interval_s, passed)
            port.forget()
            continue
        found = read(place * interval_s).totals
        if None not in found and event != "freeze":
            assert found[0] - known[0] <= real[0] - known[2]
            assert found[1] - known[1] <= real[1] - known[3]
            known = (*found, *real)

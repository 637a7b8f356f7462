"""Use, uplinks and broadcast."""

from tests.support.port_cases import (
    DAYS,
    FAST,
    TODAY,
    case,
    held,
    machine,
    port,
    told,
    watched,
)

UP = frozenset({1})


def busy(p95, recent=None, **more):
    """Return a port that sends so much."""
    recent = p95 if recent is None else recent
    return watched(
        transmit_p95=p95, transmit_p95_recent=recent, busiest_transmit=0.9, **more
    )


def test_a_line_with_room_is_no_finding():
    """Sixty per cent are none."""
    assert told(case(seen=busy(0.6))) == {}


def test_a_full_line_is_found_with_its_direction():
    """Info at an access port; a warning where it is nearly full or shared."""
    found = told(case(seen=busy(0.75)))["port_busy"]
    assert found.severity == "info"
    assert found.evidence["direction"] == "transmit"
    assert found.evidence["p95_ratio"] == 0.75
    assert found.evidence["watched_days"] == len(DAYS)
    assert told(case(seen=busy(0.9)))["port_busy"].severity == "warning"
    shared = told(case(seen=busy(0.75), uplinks=UP))
    assert shared.keys() == {"uplink_busy"}


def test_what_was_and_what_has_just_begun_is_none():
    """All watched days and the recent ones must show it."""
    assert told(case(seen=busy(0.9, recent=0.2))) == {}
    assert told(case(seen=busy(0.2, recent=0.9))) == {}
    assert told(case(seen=busy(0.9, days=DAYS[-4:]))) == {}


def test_a_full_line_that_is_off_now_is_not_judged():
    """Evening mends nothing."""
    one = case(port(link="down", speed_bps=None), seen=busy(0.9))
    assert told(one) == {}
    assert {"port_busy", "uplink_busy"} <= held(one)


def full_switch(uplink_speed, busiest):
    """Return a switch of 24 gigabit ports on one uplink."""
    others = [port(n) for n in range(2, 26)]
    seen = watched(busiest_receive=busiest)
    return case(
        port(speed_bps=uplink_speed, capable_bps=uplink_speed),
        *others,
        seen=seen,
        uplinks=UP,
    )


def test_much_on_one_uplink_is_told_only_when_it_gets_busy():
    """Twenty-four to one is how offices are built."""
    assert told(full_switch(10**9, 0.2)) == {}
    found = told(full_switch(10**9, 0.6))
    assert found["uplink_oversubscribed"].evidence["access_bps"] == 24 * 10**9
    assert told(full_switch(10**10, 0.6)) == {}


def test_a_busy_uplink_is_not_told_twice():
    """The graver of the two is enough."""
    one = case(port(), *[port(n) for n in range(2, 26)], seen=busy(0.9), uplinks=UP)
    assert told(one).keys() == {"uplink_busy"}


def test_a_storm_is_critical_where_it_comes_from():
    """At a line between devices it is somebody else's."""
    seen = watched(storm_days=(TODAY - 1, TODAY))
    assert told(case(seen=seen))["broadcast_storm"].severity == "critical"
    line = case(seen=seen, end=machine(device=True))
    assert told(line)["broadcast_storm"].severity == "warning"


def test_a_storm_of_last_week_is_over():
    """Two days are remembered."""
    assert told(case(seen=watched(storm_days=(TODAY - 5,)))) == {}
    gone = port(link="down", speed_bps=None)
    assert told(case(gone, seen=watched(storm_days=(TODAY,)))) == {}


def test_much_broadcast_for_days_is_worth_knowing():
    """Two days are chance."""
    days = (TODAY - 3, TODAY - 2, TODAY - 1)
    assert told(case(seen=watched(noisy_days=days))).keys() == {"broadcast_high"}
    assert told(case(seen=watched(noisy_days=days[1:]))) == {}


def test_a_slow_card_is_as_busy_as_a_fast_one():
    """Use is of the negotiated speed, which the evidence names."""
    slow = port(speed_bps=FAST, capable_bps=FAST)
    found = told(case(slow, seen=busy(0.9)))["port_busy"]
    assert found.evidence["speed_bps"] == FAST

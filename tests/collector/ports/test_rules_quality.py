"""Errors, discards and links that flap."""

import pytest

from collector.ports.rules_quality import trend
from collector.ports.shapes import Flap
from tests.support.port_cases import (
    DAYS,
    TODAY,
    case,
    held,
    machine,
    port,
    ratios,
    told,
    watched,
)


def test_a_clean_line_is_no_finding():
    """No error on twenty days."""
    assert told(case()) == {}


@pytest.mark.parametrize(
    ("ratio", "access", "between"),
    [(0.0003, "info", "warning"), (0.004, "warning", "critical")],
)
def test_damaged_packets_day_by_day_are_a_bad_line(ratio, access, between):
    """Graver where more is damaged, and where many hang behind the port."""
    seen = watched(errors=ratios(ratio))
    found = told(case(seen=seen))["port_errors"]
    assert found.severity == access
    assert found.evidence["error_ratio"] == ratio
    assert found.evidence["trend"] == "steady"
    assert found.evidence["bad_days"] == found.evidence["watched_days"] == len(DAYS)
    line = case(seen=seen, end=machine(device=True))
    assert told(line)["port_errors"].severity == between


def test_fewer_than_five_days_are_not_enough():
    """However bad they are."""
    seen = watched(days=DAYS[-4:], errors=ratios(0.05)[-4:])
    assert told(case(seen=seen)) == {}


def test_a_few_errors_are_none():
    """A high ratio of next to no packets: in few readings of a day."""
    seen = watched(errors=ratios(0.01, readings=3))
    assert told(case(seen=seen)) == {}


def test_one_bad_day_is_chance():
    """Three of the recent five days are a fault."""
    good = ratios(0.0)
    bad = ratios(0.01)
    assert told(case(seen=watched(errors=good[:-1] + bad[-1:]))) == {}
    found = told(case(seen=watched(errors=good[:-3] + bad[-3:])))
    assert found["port_errors"].evidence["trend"] == "rising"


def test_a_line_that_was_mended_is_told_as_good():
    """With how many good days there were since."""
    errors = ratios(0.01)[:-6] + ratios(0.0)[-6:]
    found = told(case(seen=watched(errors=errors)))
    assert found.keys() == {"port_errors_gone"}
    assert found["port_errors_gone"].evidence["good_days"] == 6


def test_a_line_that_nobody_uses_any_more_is_left_alone():
    """The cable was pulled a fortnight ago."""
    seen = watched(errors=ratios(0.01), last_link=TODAY - 14)
    assert told(case(port(link="down", speed_bps=None), seen=seen)) == {}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0.01,) * 20, "steady"),
        ((0.001,) * 15 + (0.01,), "rising"),
        ((0.01,) * 15 + (0.001,), "falling"),
        ((0.0,) * 15 + (0.001,), "rising"),
    ],
)
def test_the_trend_compares_recent_days_with_those_before(values, expected):
    """A factor of two makes it."""
    assert trend(ratios(*values), 5, 2.0) == expected


def test_a_trend_needs_as_many_days_before():
    """Else it is not known yet."""
    assert trend(ratios(0.01)[:8], 5, 2.0) == "not_yet"


def test_packets_thrown_away_are_found():
    """Info at an access port, warning where they are many or the line is shared."""
    some, many = watched(discards=ratios(0.002)), watched(discards=ratios(0.05))
    assert told(case(seen=some))["port_discards"].severity == "info"
    assert told(case(seen=many))["port_discards"].severity == "warning"
    shared = case(seen=some, uplinks=frozenset({1}))
    assert told(shared)["port_discards"].severity == "warning"


def test_a_lost_packet_now_and_then_is_how_networks_work():
    """Below a tenth of a per cent nobody notices."""
    assert told(case(seen=watched(discards=ratios(0.0002)))) == {}
    early = watched(days=DAYS[-3:], discards=ratios(0.05)[-3:])
    assert told(case(seen=early)) == {}


def test_discards_of_a_port_without_a_link_are_not_judged():
    """It is evening."""
    one = case(port(link="down", speed_bps=None), seen=watched(discards=ratios(0.05)))
    assert told(one) == {}
    assert "port_discards" in held(one)


def test_a_link_that_flaps_is_found():
    """Many times on two days; between devices a few are enough."""
    often = watched(flaps=(Flap(TODAY - 2, 14), Flap(TODAY - 1, 30)))
    found = told(case(seen=often))["port_flapping"]
    assert found.evidence["most_a_day"] == 30
    seldom = watched(flaps=(Flap(TODAY - 2, 4), Flap(TODAY - 1, 3)))
    assert told(case(seen=seldom)) == {}
    assert "port_flapping" in told(case(seen=seldom, end=machine(device=True)))


def test_flaps_of_one_day_or_of_last_month_are_over():
    """A day of work at the cabinet."""
    for flaps in (
        (Flap(TODAY - 1, 40),),
        (Flap(TODAY - 20, 40), Flap(TODAY - 19, 40)),
    ):
        assert told(case(seen=watched(flaps=flaps))) == {}

"""Speed and duplex that a link was negotiated to."""

import msgspec
import pytest

from collector.ports.shapes import Levels
from tests.support.port_cases import (
    FAST,
    GIGABIT,
    SLOW,
    TODAY,
    case,
    held,
    machine,
    port,
    ratios,
    told,
    watched,
)

SLOW_PORT = port(speed_bps=FAST)


def test_a_fast_link_is_no_finding():
    """Nothing is said of what is as it should be."""
    assert told(case(end=machine())) == {}


def test_a_slow_link_between_fast_ends_is_the_cable():
    """It names both speeds and who hangs there; nothing is to be bought."""
    found = told(case(SLOW_PORT, end=machine()))["port_slow_link"]
    assert found.severity == "warning"
    assert found.evidence == {
        "port": "Gi1",
        "other": "PC-1",
        "speed_bps": FAST,
        "both_bps": GIGABIT,
    }


def test_a_slow_line_between_devices_is_critical():
    """Everybody behind it is slow."""
    end = machine(name="sw-2 Gi24", device=True)
    assert told(case(SLOW_PORT, end=end))["port_slow_link"].severity == "critical"
    up = case(SLOW_PORT, end=machine(), uplinks=frozenset({1}))
    assert told(up)["port_slow_link"].severity == "critical"


def test_what_the_partner_offers_speaks_for_a_machine_without_an_agent():
    """Its card says by negotiation that it can do a gigabit."""
    end = machine(capable_bps=None, offers_bps=GIGABIT, on=None)
    assert "port_slow_link" in told(case(SLOW_PORT, end=end))


@pytest.mark.parametrize(
    "end",
    [
        machine(capable_bps=FAST),
        machine(capable_bps=None),
        machine(capable_bps=None, offers_bps=FAST),
        None,
    ],
)
def test_an_end_that_can_do_no_more_is_no_fault(end):
    """Nor one of which nobody knows what it can do."""
    assert told(case(SLOW_PORT, end=end)) == {}


def test_a_port_that_can_do_no_more_is_no_fault():
    """The PC is faster than the switch: a purchase, if anything."""
    assert told(case(port(speed_bps=FAST, capable_bps=FAST), end=machine())) == {}


def test_a_machine_that_is_off_waits_at_ten_megabits():
    """Wake-on-LAN keeps a slow link; what stood of it before stands on."""
    one = case(port(speed_bps=SLOW, duplex="half"), end=machine(on=False))
    assert told(one) == {}
    assert {"port_slow_link", "port_half_duplex"} <= held(one)


def test_a_young_link_is_not_judged():
    """A PC that starts negotiates several times."""
    one = case(port(speed_bps=FAST, changed_s=30.0), end=machine())
    assert told(one) == {}
    assert "port_slow_link" in held(one)


def test_a_link_that_has_changed_since_the_survey_is_not_judged():
    """The latest values know more than the survey."""
    fast_now = Levels(linked=frozenset({"Gi1"}), speeds_bps={"Gi1": GIGABIT})
    assert told(case(SLOW_PORT, end=machine(), levels=fast_now)) == {}
    slow_now = Levels(linked=frozenset({"Gi1"}), speeds_bps={"Gi1": SLOW})
    assert "port_slow_link" in held(case(SLOW_PORT, end=machine(), levels=slow_now))


def test_a_link_that_is_gone_for_the_night_mends_nothing():
    """Until it was gone for a week."""
    gone = port(link="down", speed_bps=None)
    assert "port_slow_link" in held(case(gone, end=machine()))
    long_gone = watched(last_link=TODAY - 20)
    assert held(case(gone, seen=long_gone, end=machine())) == set()


def test_a_setting_is_told_from_a_cable():
    """Automatic negotiation is off at the port."""
    one = case(port(speed_bps=FAST, auto_negotiation=False), end=machine())
    assert told(one).keys() == {"port_slow_by_setting"}


def test_a_card_that_offers_less_than_it_can_is_another_matter():
    """Something is in between, or its setting is so."""
    one = case(SLOW_PORT, end=machine(offers_bps=FAST))
    assert told(one).keys() == {"port_slow_offer"}
    assert told(one)["port_slow_offer"].severity == "info"


def test_what_a_port_can_do_is_inferred_between_fast_ones_only():
    """A switch of slow ports names its two fast ones alike."""
    unsaid = [port(n, capable_bps=None) for n in (1, 2, 3)]
    middle = port(2, capable_bps=None, speed_bps=FAST)
    between = case(middle, unsaid[0], unsaid[2], seen=watched())
    ends = {2: machine()}
    assert "port_slow_link" in told(msgspec.structs.replace(between, ends=ends))
    below = [port(n, capable_bps=None, speed_bps=FAST) for n in (1, 2, 3)]
    old = case(below[0], below[1], below[2], port(25, capable_bps=None))
    ends = {n: machine() for n in (1, 2, 3)}
    assert told(msgspec.structs.replace(old, ends=ends)) == {}


def test_half_duplex_is_found_where_it_exists():
    """At ten and a hundred megabits; a device that says so of a gigabit errs."""
    half = port(speed_bps=FAST, capable_bps=FAST, duplex="half")
    assert told(case(half)).keys() == {"port_half_duplex"}
    assert told(case(port(duplex="half"))) == {}


def test_a_device_that_calls_all_links_half_is_not_believed():
    """It knows no better."""
    ports = [
        port(n, speed_bps=FAST, capable_bps=FAST, duplex="half") for n in range(1, 6)
    ]
    assert told(case(*ports)) == {}
    assert "port_half_duplex" in told(case(*ports[:3]))


def test_ends_that_differ_are_a_mismatch():
    """Critical between switches."""
    full = port(speed_bps=FAST, capable_bps=FAST)
    end = machine(capable_bps=FAST, duplex="half", device=True)
    found = told(case(full, end=end))
    assert found.keys() == {"port_duplex_mismatch"}
    assert found["port_duplex_mismatch"].severity == "critical"
    same = machine(capable_bps=FAST, duplex="full", device=True)
    assert told(case(full, end=same)) == {}


def test_damaged_packets_at_a_port_set_to_full_are_suspicious():
    """Its partner found no negotiation, and fell back to half."""
    by_hand = port(speed_bps=FAST, capable_bps=FAST, auto_negotiation=False)
    bad = watched(errors=ratios(0.01))
    assert "port_duplex_suspected" in told(case(by_hand, seen=bad))
    assert told(case(by_hand)) == {}
    automatic = port(speed_bps=FAST, capable_bps=FAST)
    assert told(case(automatic, seen=bad)).keys() == {"port_errors"}


def test_late_collisions_are_found_and_a_few_are_not():
    """On two recent days, more than a few; what is long ago is over."""
    half = port(speed_bps=FAST, capable_bps=FAST, duplex="half")
    seen = watched(late_collisions=((TODAY - 2, 50.0), (TODAY - 1, 70.0)))
    found = told(case(half, seen=seen))
    assert found.keys() == {"port_late_collisions"}
    assert found["port_late_collisions"].evidence["late_collisions"] == 120
    for few in (
        ((TODAY - 1, 70.0),),
        ((TODAY - 2, 2.0), (TODAY - 1, 3.0)),
        ((TODAY - 15, 70.0), (TODAY - 14, 70.0)),
    ):
        seen = watched(late_collisions=few)
        assert "port_late_collisions" not in told(case(port(), seen=seen))

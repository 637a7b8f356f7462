"""What a case knows of a port by itself."""

from collector.ports.shapes import NOBODY, NOTHING, Levels
from tests.support.port_cases import FAST, NOW, case, machine, port


def test_what_is_not_known_is_nothing():
    """A port without evidence, and one at which nobody hangs."""
    one = case(port(1))
    assert one.port(port(7)) == NOTHING
    assert one.end(port(7)) == NOBODY


def test_the_latest_values_count_more_than_the_survey():
    """Link and speed."""
    one = case(port(1))
    assert one.speed_bps(port(1)) == 10**9
    now = case(
        port(1), levels=Levels(linked=frozenset({"Gi1"}), speeds_bps={"Gi1": FAST})
    )
    assert now.speed_bps(port(1)) == FAST
    assert now.moving(port(1))
    gone = case(port(1), levels=Levels(linked=frozenset()))
    assert gone.speed_bps(port(1)) is None
    assert gone.moving(port(1))


def test_the_line_of_a_printer_carries_nobody_else():
    """Though a switch is at its other end."""
    end = machine(device=True)
    assert case(port(1), end=end).between_devices(port(1))
    printer = {"kind": "printer", "bridge": False}
    assert not case(port(1), end=end, survey=printer).between_devices(port(1))


def test_the_age_of_a_link_grows_with_the_survey():
    """One of an hour ago has another hour."""
    young = port(1, changed_s=600.0)
    assert case(young).moving(young)
    assert not case(young, surveyed=NOW - 7200.0).moving(young)
    assert not case(port(1, changed_s=None)).moving(port(1, changed_s=None))

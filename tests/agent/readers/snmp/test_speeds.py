"""Speeds of ports."""

import pytest

from agent.readers.snmp.speeds import Speed, speed

GIGABIT = 1_000_000_000


@pytest.mark.parametrize(
    ("if_speed", "high", "stated", "sane", "flag"),
    [
        (None, 1000, GIGABIT, GIGABIT, None),
        ((1 << 32) - 1, 10_000, 10 * GIGABIT, 10 * GIGABIT, None),
        (GIGABIT, 0, GIGABIT, GIGABIT, None),
        (GIGABIT, None, GIGABIT, GIGABIT, None),
        (None, 0, 0, 0, None),
        (None, None, None, None, None),
        (0, 0, 0, 0, None),
        ((1 << 32) - 1, None, (1 << 32) - 1, None, "ifSpeed-saturated"),
        ((1 << 32) - 2, 0, (1 << 32) - 2, None, "ifSpeed-saturated"),
        (1000, None, 1000, GIGABIT, "ifSpeed-in-mbps"),
        (None, GIGABIT, 10**15, GIGABIT, "ifHighSpeed-in-bps"),
        (None, 123_456_789, 123_456_789_000_000, None, "speed-implausible"),
        (None, -1, -1_000_000, None, "speed-implausible"),
        (-1, None, -1, None, "speed-implausible"),
    ],
)
def test_speeds_in_wrong_units_and_at_their_limit_are_known(
    if_speed, high, stated, sane, flag
):
    """The stated speed stays, the flag says why it is not believed."""
    assert speed(if_speed, high, 6) == Speed(stated, sane, flag)


def test_a_slow_line_that_is_no_ethernet_is_believed():
    """A modem has 1,000 bit/s; an interface without a type may be Ethernet."""
    assert speed(1000, None, 23) == Speed(1000, 1000, None)
    assert speed(1000, None, None).sane_bps == GIGABIT


def test_print_servers_that_say_an_old_type_are_believed():
    """They state bit/s; iso88023Csmacd is no type of a switch."""
    assert speed(1000, None, 7) == Speed(1000, 1000, None)

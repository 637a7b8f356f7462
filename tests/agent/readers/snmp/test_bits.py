"""BITS and lists of ports, as octets and as text about octets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.bits import bit_octets, bits, port_numbers


@pytest.mark.parametrize(
    ("sent", "octets"),
    [
        (b"\x28\x00", b"\x28\x00"),
        (b"\x28", b"\x28"),
        (b"28 2 4", b"\x28"),
        (b"28 00", b"\x28\x00"),
        (b"00", b"\x00"),
        (b"30 30 2 3 10 11", b"\x00"),
        (b"", b""),
        (40, b""),
        (None, b""),
    ],
)
def test_short_bits_come_as_octets_or_as_their_digits(sent, octets):
    """With the numbers of the bits behind them, too, and as text of a text."""
    assert bit_octets(sent) == octets


def test_bits_are_numbered_from_the_highest_of_the_first_octet():
    """RFC 2578."""
    assert list(bits(b"\x81\x40")) == [0, 7, 9]


@pytest.mark.parametrize(
    ("sent", "ports"),
    [
        (b"\x80\x01", [1, 16]),
        (b"8001000000", [1, 16]),
        (b"80 01 00", [1, 16]),
        (b"4106,0,4097", [4106, 0, 4097]),
        (b"", []),
        (7, []),
    ],
)
def test_a_list_of_ports_begins_with_port_1(sent, ports):
    """As octets, as their digits, or as numbers (Juniper)."""
    assert list(port_numbers(sent)) == ports


@given(
    st.binary(max_size=6000) | st.text("0123456789,ab F", max_size=60).map(str.encode)
)
def test_any_octets_are_bounded(sent):
    """No more than 8192 ports come out of one value."""
    assert len(list(port_numbers(sent))) <= 8192
    assert len(bit_octets(sent)) <= 1024

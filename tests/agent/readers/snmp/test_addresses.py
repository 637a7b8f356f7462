"""Addresses and identifiers in one spelling."""

import pytest

from agent.readers.snmp.addresses import identifier, ipv4, mac


def test_a_mac_is_six_octets():
    """From bytes, or from a part of an index."""
    assert mac(b"\x00\x1b\x2c\xaa\xbb\xcc") == "00:1b:2c:aa:bb:cc"
    assert mac((2, 0, 0, 0, 0, 255)) == "02:00:00:00:00:ff"
    assert [mac(b"12345"), mac((1, 2, 3, 4, 5, 256)), mac((-1, 2, 3, 4, 5, 6))] == [
        None
    ] * 3


def test_an_ipv4_address_is_four_bytes():
    """Another length, or a number, is none."""
    assert ipv4(bytes([192, 0, 2, 7])) == "192.0.2.7"
    assert [ipv4(b"12345"), ipv4(1), ipv4(None)] == [None] * 3


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x1b\x2c\xaa\xbb\xcc",
        b"00:1B:2C:AA:BB:CC",
        b"001b.2caa.bbcc",
        b"00 1b 2c aa bb cc",
    ],
)
def test_a_mac_may_come_as_text(sent):
    """All spellings become one."""
    assert identifier(sent, is_mac=True) == "00:1b:2c:aa:bb:cc"


def test_a_network_address_has_its_family_first():
    """1 is IPv4 (IANA address family numbers)."""
    assert identifier(bytes([1, 192, 0, 2, 7]), is_network=True) == "192.0.2.7"
    assert identifier(bytes([2, 192, 0, 2, 7]), is_network=True) == "02c0000207"


def test_other_identifiers_are_text_a_mac_or_hex_digits():
    """Six printable characters are a name, not a MAC."""
    assert identifier(b"Gi1/01") == "Gi1/01"
    assert identifier("Cổng 1".encode()) == "Cổng 1"
    assert identifier(b"\x00\x1b\x2c\xaa\xbb\xcc") == "00:1b:2c:aa:bb:cc"
    assert identifier(b"\x00\x01\xff") == "0001ff"
    assert identifier(b"not a mac", is_mac=True) == "not a mac"
    assert identifier(7) == "7"
    assert identifier(None) is None

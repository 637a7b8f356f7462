"""Addresses of RFC 4001."""

import pytest

from agent.readers.snmp.inet import from_index, inet, is_of_a_host

LOCAL = (0xFE, 0x80, *[0] * 13, 1)


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ((1, 4, 192, 0, 2, 1), "192.0.2.1"),
        ((1, 192, 0, 2, 1), "192.0.2.1"),
        ((2, 16, *LOCAL), "fe80::1"),
        ((2, *LOCAL), "fe80::1"),
        ((4, 20, *LOCAL, 0, 0, 0, 7), "fe80::1"),
        ((3, 8, 10, 0, 0, 1, 0, 0, 0, 7), "10.0.0.1"),
        ((16, 3, 1, 2, 3), None),
        ((1, 4, 192, 0, 2, 256), None),
        ((1, 4, 192, 0), None),
        ((1,), None),
        ((), None),
    ],
)
def test_an_index_has_type_length_and_octets(parts, address):
    """Some leave the length out; zones are dropped."""
    assert from_index(parts) == address


def test_an_address_that_no_machine_has_is_of_no_host():
    """Loopback, groups, link-local, nothing."""
    assert is_of_a_host("192.0.2.1")
    assert is_of_a_host("2001:db8::1")
    others = (
        "127.0.0.1",
        "224.0.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "255.255.255.255",
        "fe80::1",
        "::",
        "x",
    )
    assert not any(map(is_of_a_host, others))
    assert inet(1, b"\x0a\x00\x00\x01") == "10.0.0.1"

"""Ranges as people write them, and what is left out of them."""

from contextlib import suppress
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.address_ranges import (
    RangeError,
    addresses_of,
    lies_in,
    parse_range,
    parse_ranges,
)


def listed(*texts):
    """Return the addresses in the ranges *texts*."""
    return [str(address) for address in addresses_of(parse_ranges(texts))]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("192.0.2.7", ["192.0.2.7"]),
        ("192.0.2.0", ["192.0.2.0"]),
        (" 192.0.2.7 - 192.0.2.9 ", ["192.0.2.7", "192.0.2.8", "192.0.2.9"]),
        ("192.0.2.7-8", ["192.0.2.7", "192.0.2.8"]),
        ("192.0.2.254-192.0.3.1", ["192.0.2.254", "192.0.3.1"]),
        ("192.0.2.0/30", ["192.0.2.1", "192.0.2.2"]),
        ("192.0.2.1/30", ["192.0.2.1", "192.0.2.2"]),
        ("192.0.2.0/31", ["192.0.2.0", "192.0.2.1"]),
        ("192.0.2.4/32", ["192.0.2.4"]),
        ("2001:db8::/126", ["2001:db8::1", "2001:db8::2", "2001:db8::3"]),
        ("2001:db8::f-2001:db8::10", ["2001:db8::f", "2001:db8::10"]),
    ],
)
def test_a_range_is_what_people_mean(text, addresses):
    """Network and broadcast addresses are left out."""
    assert listed(text) == addresses
    found = parse_range(text)
    assert all(ip_address(address) in found for address in addresses)


def test_a_network_in_the_middle_keeps_its_inner_addresses():
    """A /23 has hosts that end with .255 and .0."""
    assert {"192.0.2.255", "192.0.3.0"} <= set(listed("192.0.2.0/23"))
    assert len(listed("192.0.2.0/24")) == 254


def test_ranges_that_overlap_name_an_address_once():
    """In the order in which they stand."""
    assert listed("192.0.2.9", "192.0.2.8-10") == [
        "192.0.2.9",
        "192.0.2.8",
        "192.0.2.10",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "switch",
        "192.0.2",
        "192.0.2.9-192.0.2.8",
        "192.0.2.1-2001:db8::1",
        "192.0.2.0/33",
        "fe80::1%eth0",
        "224.0.0.0/24",
        "255.255.255.255",
        "0.0.0.0/0",
        "ff02::1",
    ],
)
def test_what_is_no_range_is_said_so(text):
    """Also what would reach many devices with one packet."""
    with pytest.raises(RangeError):
        parse_range(text)


def test_too_many_addresses_are_refused_with_advice():
    """How to split them, in ranges that are accepted."""
    with pytest.raises(RangeError, match=r"10\.0\.0\.0/20 10\.0\.16\.0/20"):
        listed("10.0.0.0/16")
    with pytest.raises(RangeError, match=r"10\.0\.0\.9-10\.0\.16\.8 "):
        listed("10.0.0.9-10.9.0.0")
    with pytest.raises(RangeError, match="together"):
        listed("10.0.0.0/20", "10.1.0.0/20")
    with pytest.raises(RangeError, match="2001:db8::/116"):
        listed("2001:db8::/64")
    assert len(listed("10.0.0.0/20")) == 4094


def test_only_what_may_be_asked_lies_in_a_range():
    """Of one version, and not its edges."""
    ranges = parse_ranges(["192.0.2.0/24", "2001:db8::/64"])
    assert lies_in("192.0.2.1", ranges)
    assert lies_in("2001:db8::9", ranges)
    for address in ("192.0.2.0", "192.0.2.255", "192.0.3.1", "2001:db8::", "printer"):
        assert not lies_in(address, ranges)


@given(st.text() | st.from_regex(r"[0-9a-f.:]{0,12}[-/]?[0-9a-f.:]{0,12}"))
def test_any_text_is_a_range_or_an_error(text):
    """And a range holds what it yields."""
    with suppress(RangeError):
        found = parse_range(text)
        for address in addresses_of([found], most=256):
            assert address in found

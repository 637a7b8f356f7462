"""Addresses are read in every notation, and tell what they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.topology.macs import (
    MAKERS,
    is_phone,
    is_random,
    is_shared,
    is_station,
    is_virtual,
    mac_of,
)


@pytest.mark.parametrize(
    "text",
    [
        "00:1A:2b:3c:4d:5e",
        "00-1a-2b-3c-4d-5e",
        "001a.2b3c.4d5e",
        "001a2b3c4d5e",
        " 001A-2B3C-4D5E ",
    ],
)
def test_an_address_is_read_in_every_usual_notation(text):
    """It comes out in one."""
    assert mac_of(text) == "00:1a:2b:3c:4d:5e"


@pytest.mark.parametrize(
    "text", ["", "00:1a:2b", "Gi1/0/1", "zz:1a:2b:3c:4d:5e", "0" * 99]
)
def test_other_texts_are_none(text):
    """Names of ports among them."""
    assert mac_of(text) is None


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none(text):
    """Nothing else comes out, and never an error."""
    found = mac_of(text)
    assert found is None or len(found) == 17


def test_addresses_of_groups_are_no_stations():
    """Multicast, broadcast and zeros belong to nobody."""
    assert is_station("00:1a:2b:3c:4d:5e")
    for mac in ("01:00:5e:00:00:01", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", ""):
        assert not is_station(mac)


def test_prefixes_tell_what_has_an_address():
    """Guests, telephones, groups of routers, and what was made up."""
    assert is_virtual("52:54:00:12:34:56")
    assert not is_random("52:54:00:12:34:56")
    assert is_random("da:31:7f:00:10:01")
    assert not is_random("00:1a:2b:3c:4d:5e")
    assert is_phone("80:5e:c0:00:00:01")
    assert is_shared("00:00:5e:00:01:0a")


def test_the_file_of_makers_says_how_old_it_is():
    """And its prefixes are in the form that they are compared in."""
    assert MAKERS.dated >= "2026"
    for group in (MAKERS.prefixes.vm, MAKERS.prefixes.phone, MAKERS.prefixes.shared):
        assert all(prefix == prefix.lower() and ":" in prefix for prefix in group)

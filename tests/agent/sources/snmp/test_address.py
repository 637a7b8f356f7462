"""Addresses as people write them."""

import socket
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.snmp.address import Address, AddressError, parse, resolve


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("192.0.2.1", ("192.0.2.1", 161)),
        ("192.0.2.1:1161", ("192.0.2.1", 1161)),
        ("switch.example", ("switch.example", 161)),
        (" switch.example:162 ", ("switch.example", 162)),
        ("2001:db8::1", ("2001:db8::1", 161)),
        ("[2001:db8::1]", ("2001:db8::1", 161)),
        ("[2001:db8::1]:1161", ("2001:db8::1", 1161)),
    ],
)
def test_host_and_port_are_read(text, found):
    """The port is 161 unless it is said."""
    assert parse(text) == found


@pytest.mark.parametrize(
    "text", ["", ":161", "a:0", "a:65536", "a:b", "a b", "[::1", "[]:1", "a:161:x y"]
)
def test_what_is_no_address_is_refused(text):
    """With a named error."""
    with pytest.raises(AddressError):
        parse(text)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_not(text):
    """Nothing else happens."""
    try:
        host, port = parse(text)
    except AddressError:
        return
    assert host
    assert 0 < port < 65536


def test_an_address_needs_no_resolver():
    """It is what it is, of either kind."""
    assert resolve("127.0.0.1:1161") == Address("127.0.0.1", 1161)
    assert resolve("[::1]:1161").is_ipv6


def test_an_address_of_a_link_keeps_its_link():
    """Without it there is no way there."""
    link = socket.if_indextoname(1)
    try:
        found = resolve(f"fe80::1%{link}")
    except AddressError:
        if sys.platform != "win32":  # Wine may lack it
            raise
        pytest.skip("no IPv6 here")
    assert found.host in {f"fe80::1%{link}", "fe80::1%1"}


def test_a_name_that_nobody_knows_is_an_error():
    """As one line can say."""
    with pytest.raises(AddressError):
        resolve("nobody.invalid")

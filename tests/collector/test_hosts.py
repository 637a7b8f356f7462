"""Names and addresses of this host."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.hosts import (
    certificate_names,
    is_loopback,
    own_addresses,
    own_names,
    parse_fib_trie,
    parse_if_inet6,
    url_of,
)

FIB = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.1.0.0/24 2 0 2
        |-- 10.1.0.0
           /24 link UNICAST
        |-- 10.1.0.7
           /32 host LOCAL
        |-- 10.1.0.255
           /32 link BROADCAST
Local:
     |-- 10.1.0.7
        /32 host LOCAL
     |-- 127.0.0.1
        /32 host LOCAL
"""
INET6 = (
    "fe800000000000000215 5dfffe000001 02 40 20 80 eth0\n"
    "20010db8000000000000000000000007 02 40 00 80 eth0\n"
    "fe80000000000000000000000000000a 02 40 20 80 eth0\n"
    "nonsense\n"
)


def test_local_addresses_are_read_from_the_routing_trie():
    """Host routes that are local, each once; nets and broadcasts are not."""
    assert parse_fib_trie(FIB) == ["10.1.0.7", "127.0.0.1"]


def test_ipv6_addresses_are_read_without_link_local_ones():
    """A link-local address means nothing to another machine."""
    assert parse_if_inet6(INET6) == ["2001:db8::7"]


@given(st.text())
def test_odd_kernel_files_are_survived(text):
    """A file that looks otherwise gives no addresses, never an error."""
    parse_fib_trie(text)
    parse_if_inet6(text)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("10.0.0.1", False),
        ("", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("0.0.0.0", False),  # noqa: S104 - asked about only
    ],
)
def test_loopback_is_known(host, expected):
    """Only names and addresses that can be nothing but this machine."""
    assert is_loopback(host) is expected


def test_the_certificate_is_for_this_host_and_the_named_urls():
    """Loopback, the host name and the addresses of the settings stand in it."""
    names = certificate_names(["https://giam-sat.so-a.example:9847"])
    assert names[0] == "giam-sat.so-a.example"
    assert {"localhost", "127.0.0.1", "::1", *own_names()} <= set(names)
    assert set(own_addresses()) <= set(names)


def test_an_ipv6_host_stands_in_brackets():
    """So that the port can be told from the address."""
    assert url_of("::1", 9) == "https://[::1]:9"

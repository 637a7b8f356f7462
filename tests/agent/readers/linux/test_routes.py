"""Addresses and gateways out of /proc/net, in the kernel's own words."""

from hypothesis import given
from hypothesis import strategies as st

from agent.readers.linux.routes import gateways, ipv4_addresses, ipv6_addresses

# Written by hand in the form of Linux 6; the numbers of route are little-endian.
ROUTE = """\
Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
wlan0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
eth0\t00000000\t01020A0A\t0003\t0\t0\t100\t00000000\t0\t0\t0
eth0\t00020A0A\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0
wlan0\t0000A8C0\t00000000\t0001\t0\t0\t600\t0000FFFF\t0\t0\t0
eth0\t0000FEA9\t00000000\t0001\t0\t0\t1000\t0000FFFF\t0\t0\t0
eth0\t00030A0A\tFE020A0A\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0
"""
FIB_TRIE = """\
Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 10.10.2.0/24 2 0 2
        |-- 10.10.2.0
           /24 link UNICAST
        |-- 10.10.2.7
           /32 host LOCAL
        |-- 10.10.2.255
           /32 link BROADCAST
     |-- 127.0.0.1
        /32 host LOCAL
     |-- 192.168.9.9
        /32 host LOCAL
     |-- 172.30.0.1
        /32 host LOCAL
Local:
     |-- 10.10.2.7
        /32 host LOCAL
"""
IF_INET6 = """\
00000000000000000000000000000001 01 80 10 80       lo
fe8000000000000000fc00fffe000001 04 40 20 80     eth0
fd000000000000000000000000000002 04 40 00 80     eth0
fd0000000000000012345678abcdef01 04 40 00 01     eth0
"""
IPV6_ROUTE = """\
fd000000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000003 00000000 00000003     eth0
00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
"""


def test_an_address_belongs_to_the_interface_of_its_network():
    """Once, with the prefix of that network; loopback and tunnels' ends are nobody's."""
    assert ipv4_addresses(FIB_TRIE, ROUTE) == {
        "eth0": ["10.10.2.7/24"],
        "wlan0": ["192.168.9.9/16"],
    }


def test_ipv6_addresses_that_last_are_kept():
    """Not those of the link, of loopback, or of a day."""
    assert ipv6_addresses(IF_INET6) == {"eth0": ["fd00::2/64"]}


def test_default_gateways_stand_by_interface():
    """IPv4 before IPv6; a network behind another router is none."""
    assert gateways(ROUTE, IPV6_ROUTE) == {
        "eth0": ["10.10.2.1", "fe80::1"],
        "wlan0": ["192.168.0.1"],
    }


def test_the_cheaper_gateway_is_first():
    """By its metric."""
    more = "eth0\t00000000\tFE020A0A\t0003\t0\t0\t50\t00000000\t0\t0\t0\n"
    assert gateways(ROUTE + more, "")["eth0"] == ["10.10.2.254", "10.10.2.1"]


def test_nothing_is_no_failure():
    """As in a recording without these files."""
    assert ipv4_addresses("", "") == ipv6_addresses("") == gateways("", "") == {}


LINES = st.lists(
    st.sampled_from([*ROUTE.split("\n"), *FIB_TRIE.split("\n"), *IF_INET6.split("\n")])
    | st.lists(st.text("0123456789abcdefG.|/- ", max_size=33), max_size=11).map(
        "\t".join
    )
).map("\n".join)


@given(LINES, LINES)
def test_any_content_is_read(one, other):
    """What is not whole is passed over."""
    ipv4_addresses(one, other)
    ipv6_addresses(one)
    gateways(one, other)

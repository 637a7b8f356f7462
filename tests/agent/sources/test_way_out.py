"""By which gateway this machine leaves its LAN, and which resolvers it asks."""

import contextlib
import socket
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.way_out import gateway, parse_resolv_conf, resolvers

HEAD = (
    "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"
)
ROUTE = (
    HEAD
    + "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
    + "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
)
RESOLV = """# made by hand
nameserver 192.168.1.1
nameserver   fe80::1%eth0
search example
nameserver localhost
nameserver
nameserver 192.168.1.2
nameserver 192.168.1.3
"""


@pytest.fixture
def root(tmp_path):
    """Return the root of a small Linux."""
    (tmp_path / "proc/net").mkdir(parents=True)
    (tmp_path / "etc").mkdir()
    (tmp_path / "proc/net/route").write_text(ROUTE)
    (tmp_path / "etc/resolv.conf").write_text(RESOLV)
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Linux' files")
def test_linux_says_it_in_files(root, tmp_path):
    """At most three resolvers, as its own library asks; none is made up."""
    assert gateway(root=root) == "192.168.1.1"
    assert resolvers(root=root) == ["192.168.1.1", "fe80::1%eth0", "192.168.1.2"]
    (root / "proc/net/route").write_text(HEAD)
    (root / "etc/resolv.conf").unlink()
    assert gateway(root=root) is None
    assert resolvers(root=root) == []


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    """Nothing raises, and only addresses come out."""
    for address in parse_resolv_conf(text):
        assert ":" in address or "." in address


class Api:
    """iphlpapi with one route, or none."""

    def __init__(self, hop):
        self._hop = hop

    def GetBestRoute(self, _to, _from, row):  # noqa: N802
        if self._hop is None:
            return 1232
        row[12:16] = socket.inet_aton(self._hop)
        return 0


def test_windows_is_asked_for_the_best_route():
    """A route without a next hop is no gateway."""
    assert gateway(iphlpapi=Api("192.168.1.254")) == "192.168.1.254"
    assert gateway(iphlpapi=Api("0.0.0.0")) is None  # noqa: S104
    assert gateway(iphlpapi=Api(None)) is None


class Registry:
    """winreg over one folder of interfaces."""

    HKEY_LOCAL_MACHINE = 0

    def __init__(self, *interfaces):
        self._interfaces = interfaces

    @contextlib.contextmanager
    def OpenKey(self, _root, path):  # noqa: N802
        name = path.rpartition("\\")[2]
        yield self._interfaces[int(name)] if name.isdecimal() else self._interfaces

    def QueryInfoKey(self, key):  # noqa: N802
        return (len(key), 0, 0)

    def EnumKey(self, _key, number):  # noqa: N802
        return str(number)

    def QueryValueEx(self, key, name):  # noqa: N802
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], 1


def test_windows_keeps_resolvers_with_its_interfaces():
    """What was set by hand comes before DHCP's; who has no address asks nobody."""
    registry = Registry(
        {"DhcpIPAddress": "10.0.0.5", "NameServer": "", "DhcpNameServer": "10.0.0.1 x"},
        {"IPAddress": ["10.0.1.5"], "NameServer": "10.0.1.1,10.0.1.2"},
        {"DhcpIPAddress": "0.0.0.0", "NameServer": "10.9.9.9"},  # noqa: S104
        {},
    )
    assert resolvers(registry=registry) == ["10.0.0.1", "10.0.1.1", "10.0.1.2"]

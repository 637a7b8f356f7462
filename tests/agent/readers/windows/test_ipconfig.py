"""What ipconfig prints; texts in other languages are made by hand."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.errors import ReadError
from agent.readers.windows.ipconfig import read_ipconfig
from tests.support.damaged import damaged, recordings

GERMAN = """
Windows-IP-Konfiguration

   Hostname  . . . . . . . . . . . . : BÜRO-PC
   Primäres DNS-Suffix . . . . . . . :

Ethernet-Adapter Ethernet:

   Verbindungsspezifisches DNS-Suffix:
   Beschreibung. . . . . . . . . . . : Intel(R) I219
   Physische Adresse . . . . . . . . : 00-0C-29-37-3B-4E
   Verbindungslokale IPv6-Adresse  . : fe80::1%10(Bevorzugt)
   IPv4-Adresse  . . . . . . . . . . : 192.168.1.5(Bevorzugt)
   Subnetzmaske  . . . . . . . . . . : 255.255.255.0
   Standardgateway . . . . . . . . . : fe80::2%10
                                       192.168.1.1

Drahtlos-LAN-Adapter WLAN:

   Medienstatus. . . . . . . . . . . : Medium getrennt
"""
XP = (
    "\r\r\nWindows IP Configuration\r\r\n\r\r\n"
    "        Host Name . . . . . . . . . . . . : old\r\r\n"
    "Ethernet adapter Local Area Connection:\r\r\n\r\r\n"
    "        IP Address. . . . . . . . . . . . : 10.0.0.7\r\r\n"
    "        Subnet Mask . . . . . . . . . . . : 255.0.0.0\r\r\n"
    "        Default Gateway . . . . . . . . . : 10.0.0.1\r\r\n"
    "        DNS Servers . . . . . . . . . . . : 10.0.0.2\r\r\n"
    "                                            10.0.0.3\r\r\n"
)
VIETNAMESE = """
Cấu hình IP của Windows


Bộ điều hợp Ethernet Ethernet:

   Địa chỉ IPv4. . . . . . . . . . . : 10.1.1.9
   Mặt nạ mạng con . . . . . . . . . : 255.255.254.0
   Cổng mặc định . . . . . . . . . . : 10.1.1.1
"""


@pytest.mark.parametrize("codec", ["cp850", "cp1252", "utf-8", "utf-16"])
def test_the_form_is_the_same_in_every_language(codec):
    """Name, adapters and their own addresses; a gateway is not one of them."""
    found = read_ipconfig(GERMAN.encode(codec))
    assert found.host_name == "BÜRO-PC"
    wired, wireless = found.adapters
    assert wired.name == "Ethernet-Adapter Ethernet"
    assert wired.mac == "00-0C-29-37-3B-4E"
    assert wired.addresses == ["fe80::1", "192.168.1.5"]
    assert (wired.gateways, wireless.addresses) == (None, [])


def test_an_old_windows_indents_more():
    """And a doubled CR is one line end; English labels are known."""
    found = read_ipconfig(XP.encode())
    (adapter,) = found.adapters
    assert found.host_name == "old"
    assert adapter.addresses == ["10.0.0.7"]
    assert adapter.gateways == ["10.0.0.1"]
    assert adapter.dns_servers == ["10.0.0.2", "10.0.0.3"]


def test_without_all_the_machine_has_no_name():
    """Only the adapters are printed."""
    found = read_ipconfig(VIETNAMESE.encode())
    assert found.host_name is None
    assert found.adapters[0].addresses == ["10.1.1.9"]


@pytest.mark.parametrize("content", [b"", b"'ipconfig' is not recognized\r\n"])
def test_what_is_no_configuration_is_refused(content):
    """An error message is none."""
    with pytest.raises(ReadError):
        read_ipconfig(content)


@given(
    st.binary()
    | damaged([GERMAN.encode(), XP.encode(), *recordings("windows-network")])
)
def test_damaged_output_is_read_or_refused(content):
    """Nothing but a ReadError leaves the reader."""
    with contextlib.suppress(ReadError):
        read_ipconfig(content)

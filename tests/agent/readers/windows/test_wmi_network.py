"""Network cards by their WMI rows."""

from hypothesis import given

from agent.readers.windows.wmi_network import (
    adapter_configuration,
    colons,
    net_adapter,
    network_adapter,
)
from tests.support.wmi_rows import any_row


def test_a_link_that_is_down_has_no_speed():
    """Unknown is not zero."""
    assert net_adapter({"ReceiveLinkSpeed": "", "Speed": ""}).link_bps is None
    assert net_adapter({"ReceiveLinkSpeed": "0"}).link_bps == 0
    assert net_adapter({"Speed": 10}).link_bps == 10


def test_the_driver_is_the_files_name():
    """Without its folder and its extension; the medium says what is wireless."""
    row = {"DriverName": r"\SystemRoot\drivers\netwtw.sys", "NdisPhysicalMedium": 9}
    assert net_adapter(row).driver == "netwtw"
    assert net_adapter(row).wireless is True
    assert net_adapter({}).wireless is None


def test_addresses_are_lists():
    """A card without an address has an empty one."""
    row = {
        "IPAddress": '{"10.0.0.2","fe80::1"}',
        "DHCPEnabled": "TRUE",
        "IPEnabled": "TRUE",
    }
    found = adapter_configuration(row)
    assert found.ip == ["10.0.0.2", "fe80::1"]
    assert found.dhcp is found.ip_enabled is True
    assert adapter_configuration({"IPAddress": ("10.0.0.2",)}).ip == ["10.0.0.2"]
    assert adapter_configuration({"IPAddress": None}).ip == []


def test_a_hardware_address_has_one_form():
    """Pairs in lower case; broadcast and zero are none."""
    assert colons("B0-00-00-09-00-FD") == colons("B000000900FD") == "b0:00:00:09:00:fd"
    assert colons("000000000000") is colons("FF:FF:FF:FF:FF:FF") is colons("x") is None


@given(any_row())
def test_any_row_is_read(row):
    """Whatever the provider returns."""
    net_adapter(row)
    network_adapter(row)
    adapter_configuration(row)

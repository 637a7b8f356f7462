"""Network cards of Windows, from recordings."""

import json

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.windows_network import (
    colons,
    interfaces,
    net_adapter,
    network_adapter,
    zip_prefixes,
)
from tests.support.wmi_text import read_wmi


def recorded(shared, class_name):
    """Yield (rows, expected rows) of the recordings of a class."""
    for path in sorted((shared / "host-fixtures/windows-wmi").glob("*.wmi")):
        if path.stem.endswith(f"-{class_name}"):
            text = path.with_name(path.name + ".expected.json").read_text()
            yield read_wmi(path), json.loads(text)["expected"]["adapters"]


def test_recorded_cards_of_the_new_class_are_read(shared):
    """Exactly the cards with a connector that are not virtual, by name."""
    seen = 0
    for rows, expected in recorded(shared, "MSFT_NetAdapter"):
        wanted = {
            a["name"]: (colons(a["mac"]), a["description"])
            for a in expected
            if a["connector_present"] and not a["virtual"]
        }
        found = interfaces(rows, [])
        assert {n: (c.mac, c.model) for n, c in found.items()} == wanted
        seen += len(wanted)
    assert seen


def test_recorded_cards_of_the_old_class_are_read(shared):
    """Tunnels and Bluetooth that claim to be physical are left out."""
    for rows, expected in recorded(shared, "Win32_NetworkAdapter"):
        for row, adapter in zip(rows, expected, strict=True):
            device = adapter["pnp_device_id"] or ""
            wanted = adapter["physical"] and device.startswith(("PCI\\", "USB\\"))
            card = network_adapter(row)
            assert (card is not None) == wanted
            if card:
                assert card.mac == adapter["mac"].lower()


def test_a_wireless_card_is_one():
    """The medium of the driver tells."""
    row = {"ConnectorPresent": True, "Virtual": False, "NdisPhysicalMedium": 9}
    assert net_adapter(row).wireless is True
    assert net_adapter({"Virtual": True}) is None


def test_a_card_has_the_addresses_of_its_row():
    """By its MAC address, as a virtual switch has, else by its name."""
    card = {"Name": "LAN", "ConnectorPresent": True, "InterfaceDescription": "Card"}
    row = {
        "Description": "Virtual",
        "MACAddress": "00:1B:21:AA:BB:CC",
        "IPAddress": ["fd00::7", "192.0.2.7", "fe80::7"],
        "IPSubnet": ["64", "255.255.255.0", "64"],
        "DefaultIPGateway": ["192.0.2.1"],
    }
    known = interfaces([{**card, "PermanentAddress": "001B21AABBCC"}], [], [row])
    assert known["LAN"].addresses == "192.0.2.7/24 fd00::7/64"
    assert known["LAN"].gateway == "192.0.2.1"
    named = interfaces([card], [], [{**row, "Description": "Card"}])
    assert named["LAN"].addresses == "192.0.2.7/24 fd00::7/64"
    assert interfaces([card], [], [row])["LAN"].addresses is None


def test_recorded_addresses_are_read(shared):
    """Of the rows of a PC, in the array form of wmic."""
    path = shared / "host-fixtures/windows-wmi/vpn-up-Win32_NetworkAdapterConfiguration"
    rows = read_wmi(path.with_suffix(".wmi"))
    card = {"ConnectorPresent": True, "Name": "Wi-Fi"}
    card["InterfaceDescription"] = "Intel(R) Wi-Fi 6 AX201 160MHz"
    found = interfaces([card], [], rows)["Wi-Fi"]
    assert found.addresses == "192.168.0.254/24"


@given(st.lists(st.text()), st.lists(st.text()))
def test_any_addresses_are_read(addresses, subnets):
    """What is none is left out."""
    assert len(zip_prefixes(addresses, subnets)) <= len(addresses)


@given(st.text())
def test_any_address_is_read(text):
    """What is no address is none."""
    found = colons(text)
    assert found is None or len(found) == 17

"""Network cards of Windows, from recordings."""

import json

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.windows_network import (
    colons,
    interfaces,
    net_adapter,
    network_adapter,
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


@given(st.text())
def test_any_address_is_read(text):
    """What is no address is none."""
    found = colons(text)
    assert found is None or len(found) == 17

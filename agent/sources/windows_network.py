"""Network cards of Windows, from MSFT_NetAdapter, else from Win32_NetworkAdapter."""

import ipaddress

import msgspec

from agent.readers.windows import wmi_network
from agent.readers.windows.wmi_network import (
    ADAPTER_CONFIGURATION as ADAPTER_CONFIGURATION,
)
from agent.readers.windows.wmi_network import NET_ADAPTER as NET_ADAPTER
from agent.readers.windows.wmi_network import NETWORK_ADAPTER as NETWORK_ADAPTER
from agent.readers.windows.wmi_network import colons as colons
from agent.sources.inventory import NO_ADDRESS, NO_GATEWAY, NetworkInterface, together
from agent.sources.windows_doors import Row, Rows, text

_HARDWARE = ("PCI\\", "USB\\", "SD\\", "ACPI\\", "PCMCIA\\", "VMBUS\\", "XENBUS\\")
_REASONS = {
    "capable_bps": "Windows tells the speed of the link, not of the card",
    "wireless": "this Windows does not say: MSFT_NetAdapter came with Windows 8",
    "addresses": NO_ADDRESS,
    "gateway": NO_GATEWAY,
}


def net_adapter(row: Row) -> NetworkInterface | None:
    """Return the card of a row of MSFT_NetAdapter, None if it is virtual."""
    card = wmi_network.net_adapter(row)
    if card.virtual or not card.connector_present:
        return None
    return NetworkInterface(
        mac=colons(card.mac),
        driver=card.driver,
        model=card.description,
        wireless=bool(card.wireless),
        reasons=_REASONS,
    )


def network_adapter(row: Row) -> NetworkInterface | None:
    """Return the card of a row of Win32_NetworkAdapter, None if it is virtual.

    ``PhysicalAdapter`` alone is not enough: tunnels and Bluetooth claim it, too.
    """
    card = wmi_network.network_adapter(row)
    device = (card.pnp_device_id or "").upper()
    if not card.physical or not device.startswith(_HARDWARE):
        return None
    return NetworkInterface(
        mac=colons(card.mac),
        driver=card.service,
        model=card.name or card.description,
        reasons=_REASONS,
    )


def interfaces(
    new: Rows, old: Rows, configured: Rows = ()
) -> dict[str, NetworkInterface]:
    """Return the cards by the name of their connection; the newer class counts.

    *configured*: rows of Win32_NetworkAdapterConfiguration. A card has the addresses of
    its row, and of what has its MAC address (a virtual switch, a team).
    """
    rows = [wmi_network.adapter_configuration(row) for row in configured]
    return {name: _reached(card, rows) for name, card in _cards(new, old).items()}


def _cards(new: Rows, old: Rows) -> dict[str, NetworkInterface]:
    found = {}
    for row in new:
        name, card = text(row.get("Name")), net_adapter(row)
        if name and card:
            found[name] = card
    if found:
        return found
    for row in old:
        card = network_adapter(row)
        name = text(row.get("NetConnectionID")) or text(row.get("Name"))
        if name and card:
            found[name] = card
    return found


def _reached(
    card: NetworkInterface, rows: list[wmi_network.AdapterConfiguration]
) -> NetworkInterface:
    own = [row for row in rows if card.mac and colons(row.mac) == card.mac]
    own = own or [row for row in rows if card.model and row.description == card.model]
    addresses = [found for row in own for found in zip_prefixes(row.ip, row.subnets)]
    return msgspec.structs.replace(
        card,
        addresses=together(sorted(addresses, key=lambda found: ":" in found)),
        gateway=together(gateway for row in own for gateway in row.gateways),
    )


def zip_prefixes(addresses: list[str], subnets: list[str]) -> list[str]:
    """Return *addresses* with the prefix that stands in *subnets* (a mask, in IPv6 64).

    What holds on the link only is left out, and so is what is no address.
    """
    found = []
    padded = subnets + [""] * len(addresses)
    for address, subnet in zip(addresses, padded, strict=False):
        try:
            whole = f"{address.partition('%')[0]}/{subnet}".rstrip("/")
            interface = ipaddress.ip_interface(whole)
        except ValueError:
            continue
        if not (interface.version == 6 and interface.ip.is_link_local):
            found.append(interface.with_prefixlen)
    return found

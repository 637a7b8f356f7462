"""Network cards of Windows, from MSFT_NetAdapter, else from Win32_NetworkAdapter."""

from agent.readers.windows import wmi_network
from agent.readers.windows.wmi_network import NET_ADAPTER as NET_ADAPTER
from agent.readers.windows.wmi_network import NETWORK_ADAPTER as NETWORK_ADAPTER
from agent.readers.windows.wmi_network import colons as colons
from agent.sources.inventory import NetworkInterface
from agent.sources.windows_doors import Row, Rows, text

_HARDWARE = ("PCI\\", "USB\\", "SD\\", "ACPI\\", "PCMCIA\\", "VMBUS\\", "XENBUS\\")
_REASONS = {
    "capable_bps": "Windows tells the speed of the link, not of the card",
    "wireless": "this Windows does not say: MSFT_NetAdapter came with Windows 8",
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


def interfaces(new: Rows, old: Rows) -> dict[str, NetworkInterface]:
    """Return the cards by the name of their connection; the newer class counts."""
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

"""Network cards of Windows, from MSFT_NetAdapter, else from Win32_NetworkAdapter."""

from agent.sources.inventory import NetworkInterface
from agent.sources.windows_doors import Row, Rows, flag, natural, text

NET_ADAPTER = (
    "Name",
    "InterfaceDescription",
    "PermanentAddress",
    "ConnectorPresent",
    "Virtual",
    "NdisPhysicalMedium",
    "DriverName",
)
NETWORK_ADAPTER = (
    "Name",
    "Description",
    "NetConnectionID",
    "MACAddress",
    "PhysicalAdapter",
    "PNPDeviceID",
    "ServiceName",
)
_WIRELESS = frozenset({1, 9})
_HARDWARE = ("PCI\\", "USB\\", "SD\\", "ACPI\\", "PCMCIA\\", "VMBUS\\", "XENBUS\\")
_REASONS = {
    "capable_bps": "Windows tells the speed of the link, not of the card",
    "wireless": "this Windows does not say: MSFT_NetAdapter came with Windows 8",
}


def colons(address: str | None) -> str | None:
    """Return a network address as six pairs in lower case, None if it is none."""
    digits = (address or "").replace(":", "").replace("-", "").lower()
    if len(digits) != 12 or set(digits) - set("0123456789abcdef"):
        return None
    if len(set(digits)) == 1:
        return None
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def net_adapter(row: Row) -> NetworkInterface | None:
    """Return the card of a row of MSFT_NetAdapter, None if it is virtual."""
    if flag(row.get("Virtual")) or not flag(row.get("ConnectorPresent")):
        return None
    driver = text(row.get("DriverName"))
    return NetworkInterface(
        mac=colons(text(row.get("PermanentAddress"))),
        driver=driver.rpartition("\\")[2].removesuffix(".sys") if driver else None,
        model=text(row.get("InterfaceDescription")),
        wireless=natural(row.get("NdisPhysicalMedium")) in _WIRELESS,
        reasons=_REASONS,
    )


def network_adapter(row: Row) -> NetworkInterface | None:
    """Return the card of a row of Win32_NetworkAdapter, None if it is virtual.

    ``PhysicalAdapter`` alone is not enough: tunnels and Bluetooth claim it, too.
    """
    device = (text(row.get("PNPDeviceID")) or "").upper()
    if not flag(row.get("PhysicalAdapter")) or not device.startswith(_HARDWARE):
        return None
    return NetworkInterface(
        mac=colons(text(row.get("MACAddress"))),
        driver=text(row.get("ServiceName")),
        model=text(row.get("Name")) or text(row.get("Description")),
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

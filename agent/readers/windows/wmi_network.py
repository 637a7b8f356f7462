"""Network cards of Windows and their addresses, from rows of their WMI classes."""

import msgspec

from agent.readers.windows.values import Row, flag, items, natural, text

NET_ADAPTER = (
    "Name",
    "InterfaceDescription",
    "PermanentAddress",
    "ReceiveLinkSpeed",
    "Speed",
    "ConnectorPresent",
    "Virtual",
    "MediaConnectState",
    "InterfaceOperationalStatus",
    "NdisPhysicalMedium",
    "DriverName",
)
NETWORK_ADAPTER = (
    "Name",
    "Description",
    "NetConnectionID",
    "MACAddress",
    "Speed",
    "NetConnectionStatus",
    "PhysicalAdapter",
    "PNPDeviceID",
    "ServiceName",
)
ADAPTER_CONFIGURATION = (
    "Description",
    "MACAddress",
    "IPEnabled",
    "IPAddress",
    "IPSubnet",
    "DefaultIPGateway",
)
_WIRELESS = frozenset({1, 9})


class NetAdapter(msgspec.Struct, frozen=True):
    """A card of MSFT_NetAdapter; ``mac`` as recorded, without separators."""

    name: str | None
    description: str | None
    mac: str | None
    link_bps: int | None
    connector_present: bool | None
    virtual: bool | None
    media_connect_state: int | None
    operational_status: int | None
    wireless: bool | None
    driver: str | None


class NetworkAdapter(msgspec.Struct, frozen=True):
    """A card of Win32_NetworkAdapter; tunnels claim to be physical, too."""

    description: str | None
    mac: str | None
    speed_bps: int | None
    net_connection_status: int | None
    physical: bool | None
    pnp_device_id: str | None
    name: str | None
    connection: str | None
    service: str | None


class AdapterConfiguration(msgspec.Struct, frozen=True):
    """The addresses of one card, from Win32_NetworkAdapterConfiguration."""

    description: str | None
    mac: str | None
    ip_enabled: bool | None
    dhcp: bool | None
    ip: list[str]
    gateways: list[str]
    dns_servers: list[str]
    dhcp_server: str | None
    subnets: list[str] = []


def net_adapter(row: Row) -> NetAdapter:
    """Return the card of a row of MSFT_NetAdapter (Windows 8 and newer)."""
    speed = natural(row.get("ReceiveLinkSpeed"))
    medium = natural(row.get("NdisPhysicalMedium"))
    driver = (text(row.get("DriverName")) or "").rpartition("\\")[2]
    return NetAdapter(
        name=text(row.get("Name")),
        description=text(row.get("InterfaceDescription")),
        mac=text(row.get("PermanentAddress")),
        link_bps=natural(row.get("Speed")) if speed is None else speed,
        connector_present=flag(row.get("ConnectorPresent")),
        virtual=flag(row.get("Virtual")),
        media_connect_state=natural(row.get("MediaConnectState")),
        operational_status=natural(row.get("InterfaceOperationalStatus")),
        wireless=None if medium is None else medium in _WIRELESS,
        driver=driver.removesuffix(".sys") or None,
    )


def network_adapter(row: Row) -> NetworkAdapter:
    """Return the card of a row of Win32_NetworkAdapter."""
    return NetworkAdapter(
        description=text(row.get("Description")) or text(row.get("Name")),
        mac=text(row.get("MACAddress")),
        speed_bps=natural(row.get("Speed")),
        net_connection_status=natural(row.get("NetConnectionStatus")),
        physical=flag(row.get("PhysicalAdapter")),
        pnp_device_id=text(row.get("PNPDeviceID")),
        name=text(row.get("Name")),
        connection=text(row.get("NetConnectionID")),
        service=text(row.get("ServiceName")),
    )


def adapter_configuration(row: Row) -> AdapterConfiguration:
    """Return the addresses of a row of Win32_NetworkAdapterConfiguration."""
    return AdapterConfiguration(
        description=text(row.get("Description")),
        mac=text(row.get("MACAddress")),
        ip_enabled=flag(row.get("IPEnabled")),
        dhcp=flag(row.get("DHCPEnabled")),
        ip=items(row.get("IPAddress")),
        gateways=items(row.get("DefaultIPGateway")),
        dns_servers=items(row.get("DNSServerSearchOrder")),
        dhcp_server=text(row.get("DHCPServer")),
        subnets=items(row.get("IPSubnet")),
    )


def colons(address: str | None) -> str | None:
    """Return a network address as six pairs in lower case, None if it is none."""
    digits = (address or "").replace(":", "").replace("-", "").lower()
    if len(digits) != 12 or set(digits) - set("0123456789abcdef"):
        return None
    if len(set(digits)) == 1:
        return None
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2))

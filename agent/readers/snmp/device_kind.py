"""What sort of device answers: from its profile, its MIBs and what it says it does."""

from collections.abc import Mapping
from typing import get_args

from agent.readers.snmp import bridge
from agent.readers.snmp.capabilities import of_lldp
from agent.readers.snmp.identity import read_identity, read_kind
from agent.readers.snmp.interface_types import ETHERNET
from agent.readers.snmp.ports import IF_ENTRY
from agent.readers.snmp.printer import MARKER_ENTRY, SUPPLY_ENTRY
from agent.readers.snmp.rows import Walk, below, entries, oid
from agent.readers.snmp.values import number
from agent.shared.survey import DeviceKind

LOCAL_CAPABILITIES = oid("1.0.8802.1.1.2.1.3.6.0")
BRIDGE_PORTS = oid("1.3.6.1.2.1.17.1.2.0")
IP_FORWARDING = oid("1.3.6.1.2.1.4.1.0")
SERVICES = oid("1.3.6.1.2.1.1.7.0")
_UPS = oid("1.3.6.1.2.1.33.1.2")
_HOST = oid("1.3.6.1.2.1.25.1")
_STORAGE = oid("1.3.6.1.2.1.25.2.3")
_LINK_LAYER, _INTERNET, _APPLICATIONS = 0x02, 0x04, 0x40
_FORWARDS = 1
_IF_TYPE = 3
_WLAN = 71
_FEW_PORTS = 4
"""A bridge with no more ports may be a router, an access point or a computer."""

_BY_TYPE: Mapping[str | None, DeviceKind] = {
    "firewall": "firewall",
    "wireless": "access_point",
    "printer": "printer",
    "power": "ups",
    "storage": "nas",
    "server": "server",
}
_KINDS: Mapping[str | None, DeviceKind] = {kind: kind for kind in get_args(DeviceKind)}


def device_kind(walk: Walk) -> DeviceKind:
    """Return what the device of *walk* is; ``other`` where nothing tells.

    What its profile states counts first, then the MIBs that only printers and supplies
    have, then the sort of system; what is left is network gear or unknown, and is told
    by bridging, routing and radio.
    """
    stated = _KINDS.get(read_kind(walk))
    if stated is not None:
        return stated
    kind = read_identity(walk).type
    if kind != "network" and any(entries(walk, e, 2) for e in _PRINTER):
        return "printer"
    if kind != "network" and any(True for _ in below(walk, _UPS)):
        return "ups"
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    return _of_network(walk, known=kind == "network")


_PRINTER = (MARKER_ENTRY, SUPPLY_ENTRY)


def _of_network(walk: Walk, *, known: bool) -> DeviceKind:
    """Return the sort of network gear; *known* that it is some."""
    words = of_lldp(walk.get(LOCAL_CAPABILITIES))
    types = [number(c.get(_IF_TYPE)) for c in entries(walk, IF_ENTRY, 1).values()]
    plugs = sum(kind in ETHERNET for kind in types)
    if "wlan_access_point" in words or (_WLAN in types and plugs <= _FEW_PORTS):
        return "access_point"
    bridged = number(walk.get(BRIDGE_PORTS)) or len(bridge.base_ports(walk))
    if bridged > _FEW_PORTS or _forwards_frames(walk, plugs):
        return "switch"
    services = number(walk.get(SERVICES)) or 0
    if _routes(walk, words, services):
        return "router"
    if "bridge" in words or (services & _LINK_LAYER and not services & _APPLICATIONS):
        return "switch"
    if known:
        return "switch"
    return "server" if _is_host(walk, services) else "other"


def _forwards_frames(walk: Walk, plugs: int) -> bool:
    table = bridge.by_mac(walk).rows or bridge.by_fdb_and_mac(walk).rows
    return bool(table) and plugs > _FEW_PORTS


def _routes(walk: Walk, words: tuple[str, ...], services: int) -> bool:
    if "router" in words:
        return "bridge" not in words
    routes = number(walk.get(IP_FORWARDING)) == _FORWARDS
    is_link = services & _LINK_LAYER
    return bool(services & _INTERNET) and routes and not is_link


def _is_host(walk: Walk, services: int) -> bool:
    told = any(True for base in (_HOST, _STORAGE) for _ in below(walk, base))
    return told and (not services or bool(services & _APPLICATIONS))

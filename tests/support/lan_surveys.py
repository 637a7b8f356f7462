"""What a device of the simulated LAN says of itself when it is read."""

import random
from collections.abc import Iterator

from agent.shared.survey import (
    Address,
    Neighbour,
    Port,
    SpanningTree,
    Station,
    Survey,
)
from tests.support.lan_model import FAST, FORWARDS, GIGABIT, Cable, Node, Plan

_CAPABILITIES = {
    "router": ("router",),
    "access_point": ("bridge", "wlan_access_point"),
    "phone": ("bridge", "telephone"),
}
_SERIAL = "FOC{}"


def survey_of(lan: Plan, node: Node, draw: random.Random) -> Survey:
    """Return the survey of *node*, which answers SNMP."""
    vendor = node.vendor
    assert vendor is not None
    bridge = node.kind in {"switch", "access_point"} and node.bridge_mib
    return Survey(
        device=node.name,
        site=node.site,
        room=node.room,
        address=node.address,
        name=node.name,
        kind=node.kind
        if node.kind in {"router", "access_point", "printer"}
        else "switch",
        vendor=vendor.name,
        model=vendor.model,
        serial=_SERIAL.format(node.mac.replace(":", "").upper()[-8:]),
        chassis=node.mac,
        macs=(node.mac, *(node.port_mac(port) for port in range(1, node.ports + 1))),
        addresses=(node.address,),
        uptime_s=40 * 86400.0,
        bridge=bridge,
        router=node.kind == "router",
        ports=tuple(_ports(lan, node)),
        neighbours=tuple(_neighbours(lan, node)),
        stations=tuple(_stations(lan, node, draw)) if bridge else (),
        hosts=tuple(_hosts(lan, node, draw)) if node.kind == "router" else (),
        vlans=((1, "default"), (10, "Văn phòng"), (20, "Thoại"), (99, "Quản trị"))
        if bridge
        else (),
        spanning_tree=_spanning_tree(lan, node) if vendor.stp and bridge else None,
        credential="read",
    )


def _ports(lan: Plan, node: Node) -> Iterator[Port]:
    vendor = node.vendor
    assert vendor is not None
    used = {cable.port: cable for cable in lan.cables[node]}
    for number in range(1, node.ports + 1):
        cable = used.get(number)
        up = cable is not None and cable.other.on
        name = vendor.short.format(number)
        trunk = cable is not None and cable.other.kind in FORWARDS - {"phone"}
        yield Port(
            index=node.index(number),
            key=name or vendor.long.format(number),
            name=name,
            description=vendor.long.format(number),
            alias=node.aliases.get(number, ""),
            type=6,
            physical=True,
            mac=node.port_mac(number),
            admin="up",
            link="up" if up else "down",
            speed_bps=cable.speed_bps if up and cable else None,
            capable_bps=FAST if vendor.model == "WS-C2960-48TT-L" else GIGABIT,
            duplex=cable.duplex if up and cable else "",
            auto_negotiation=True,
            mtu=1500,
            changed_s=3600.0 * number,
            counter_bits=64,
            aggregate=node.lag_index if number in node.lag else None,
            vlan=cable.other.vlan if cable else 1,
            tagged=(10, 20, 99) if trunk else (),
            stp="forwarding" if up and vendor.stp else "",
        )
    if node.lag:
        yield Port(
            index=node.lag_index,
            key="Po1",
            name="Po1",
            description="Port-channel1",
            type=161,
            mac=node.port_mac(node.lag[0]),
            admin="up",
            link="up",
            speed_bps=GIGABIT * len(node.lag),
            duplex="full",
        )


def _neighbours(lan: Plan, node: Node) -> Iterator[Neighbour]:
    for cable in lan.cables[node]:
        for protocol in node.speaks:
            for other, far in _heard(lan, node, cable, protocol):
                yield _neighbour(node, cable, other, far, protocol)


def _heard(
    lan: Plan, node: Node, cable: Cable, protocol: str
) -> Iterator[tuple[Node, int]]:
    """Yield who announces itself by *protocol* behind *cable*.

    Bridges keep LLDP to themselves unless they are too simple to know it; CDP is
    passed on by whoever does not speak it.
    """

    def stops(other: Node) -> bool:
        return (
            protocol in other.speaks
            or (protocol == "lldp" and other.managed)
            or other.kind in {"phone", "hypervisor"}
        )

    for other, far in lan.until(cable, node, stops=stops):
        if protocol in other.speaks and other.on:
            yield other, far


def _neighbour(
    node: Node, cable: Cable, other: Node, far: int, protocol: str
) -> Neighbour:
    vendor = other.vendor
    names = vendor and {
        "name": vendor.short.format(far),
        "description": vendor.long.format(far),
        "mac": other.port_mac(far),
        "number": str(far),
    }
    if protocol == "cdp":
        return Neighbour(
            protocol="cdp",
            port=node.index(cable.port),
            chassis=f"{other.name}.so.example",
            remote_port=names["description"] if names else "Port 1",
            description=vendor.model if vendor else "",
            addresses=(other.address,),
            capabilities=_CAPABILITIES.get(other.kind, ("bridge",)),
        )
    return Neighbour(
        protocol="lldp",
        port=node.index(cable.port),
        chassis=other.mac,
        remote_port=names[vendor.port_id] if vendor and names else other.mac,
        remote_port_description=names["description"] if names else "",
        name=other.name,
        capabilities=_CAPABILITIES.get(other.kind, ("bridge",)),
        capable_bps=GIGABIT,
    )


def _stations(lan: Plan, node: Node, draw: random.Random) -> Iterator[Station]:
    yield Station(node.mac, None, 99, own=True)
    for cable in lan.cables[node]:
        if cable.port in node.lag[1:]:
            continue
        port = node.logical(cable.port)
        for other, _far in lan.until(cable, node):
            if other.mac and other.on and draw.random() < lan.fill:
                yield Station(other.mac, port, other.vlan)


def _hosts(lan: Plan, node: Node, draw: random.Random) -> Iterator[Address]:
    for cable in lan.cables[node]:
        for other, _far in lan.until(cable, node):
            if other.address and other.on and draw.random() < lan.fill:
                yield Address(other.address, other.mac, node.index(cable.port))


def _spanning_tree(lan: Plan, node: Node) -> SpanningTree | None:
    """Return the tree's state; its root is the first switch of the site."""
    root = next(n for n in lan.nodes if n.kind == "switch" and n.site == node.site)
    ports = (
        node.logical(cable.port)
        for cable in lan.cables[node]
        if any(other is root for other, _far in lan.until(cable, node))
    )
    return SpanningTree(
        root=root.mac,
        root_port=None if node is root else next(ports, None),
        topology_changes=3,
    )

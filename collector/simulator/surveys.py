"""What an agent says of a simulated device as a whole."""

from collections.abc import Iterator

from agent.shared.survey import (
    Address,
    Module,
    Neighbour,
    SpanningTree,
    Station,
    Survey,
)
from agent.shared.survey import Port as SurveyPort
from collector.simulator.shapes import Device, Port, Site

_VLAN = 10
_DAY = 86400.0


def port_mac(device: Device, number: int) -> str:
    """Return the address of one port: the device's own plus the port's number."""
    value = int(device.mac.replace(":", ""), 16) + number
    return ":".join(f"{value:012x}"[n : n + 2] for n in range(0, 12, 2))


def surveys_of(site: Site) -> list[Survey]:
    """Return the surveys of all devices of *site*, the router's first."""
    below = _stations_below(site)
    return [_survey(site, device, below) for device in site.devices]


def _stations_below(site: Site) -> dict[str, set[str]]:
    """Return the MACs that are found below each device, by its key."""
    found: dict[str, set[str]] = {device.key: set() for device in site.devices}
    for device in reversed(site.devices):
        own = found[device.key]
        own.update(port.pc.mac for port in device.ports if port.pc is not None)
        own.add(device.mac)
        if device.above:
            found[device.above] |= own
    return found


def _survey(site: Site, device: Device, below: dict[str, set[str]]) -> Survey:
    is_switch = device.kind == "switch"
    root = site.devices[1].mac if len(site.devices) > 1 else device.mac
    tree = SpanningTree(
        root=root,
        root_port=None if device.mac == root else device.index(device.uplink or 1),
        topology_changes=3,
    )
    return Survey(
        device=device.key,
        site=site.name,
        room=device.room,
        address=device.address,
        name=device.key,
        kind=device.kind,
        vendor=device.vendor,
        model=device.model,
        serial=f"SN{device.mac.replace(':', '').upper()[-8:]}",
        chassis=device.mac,
        macs=(device.mac, *(port_mac(device, p.number) for p in device.ports)),
        addresses=(device.address,),
        uptime_s=50 * _DAY,
        bridge=is_switch,
        router=not is_switch,
        ports=tuple(_port(device, port) for port in device.ports),
        neighbours=tuple(_neighbours(site, device)),
        stations=tuple(_stations(site, device, below)) if is_switch else (),
        hosts=() if is_switch else tuple(_hosts(site, device)),
        vlans=((1, "default"), (_VLAN, "Văn phòng")) if is_switch else (),
        modules=(Module(1, "chassis", "Chassis", "", device.model),),
        spanning_tree=tree if is_switch and device.speaks else None,
        credential="read",
    )


def _port(device: Device, port: Port) -> SurveyPort:
    is_up = port.speed_bps > 0
    alias = ""
    if port.pc is not None:
        alias = f"{port.pc.room} {port.pc.name}"
    elif port.other:
        alias = f"{'Lên' if port.number == device.uplink else 'Xuống'} {port.other}"
    elif is_up:
        alias = "Internet"
    return SurveyPort(
        index=device.index(port.number),
        key=port.key,
        name=port.key,
        alias=alias,
        type=6,
        physical=True,
        mac=port_mac(device, port.number),
        admin="up",
        link="up" if is_up else "down",
        speed_bps=port.speed_bps or None,
        capable_bps=port.capable_bps,
        duplex=("full" if port.full_duplex else "half") if is_up else "",
        auto_negotiation=True,
        mtu=1500,
        changed_s=2.5 * _DAY,
        counter_bits=64,
        vlan=_VLAN if port.pc is not None else 1,
        tagged=(_VLAN,) if port.other else (),
        stp="forwarding" if is_up and device.kind == "switch" else "",
    )


def _neighbours(site: Site, device: Device) -> Iterator[Neighbour]:
    by_key = {other.key: other for other in site.devices}
    for port in device.ports:
        other = by_key.get(port.other)
        if other is not None and device.speaks and other.speaks:
            yield Neighbour(
                protocol="lldp",
                port=device.index(port.number),
                chassis=other.mac,
                remote_port=other.port(port.far).key,
                name=other.key,
                capabilities=("router",) if other.kind == "router" else ("bridge",),
                capable_bps=other.port(port.far).capable_bps,
            )


def _stations(
    site: Site, device: Device, below: dict[str, set[str]]
) -> Iterator[Station]:
    yield Station(device.mac, None, 1, own=True)
    told = {device.mac}
    for port in device.ports:
        if port.pc is not None:
            told.add(port.pc.mac)
            yield Station(port.pc.mac, device.index(port.number), _VLAN)
        elif port.other and port.number != device.uplink:
            for mac in sorted(below.get(port.other, ())):
                told.add(mac)
                yield Station(mac, device.index(port.number), _VLAN)
    if device.uplink:
        everything = below[site.devices[0].key] | {site.devices[0].mac}
        for mac in sorted(everything - told):
            yield Station(mac, device.index(device.uplink), _VLAN)


def _hosts(site: Site, router: Device) -> Iterator[Address]:
    port = router.index(1)
    for device in site.devices:
        if device is not router:
            yield Address(device.address, device.mac, port)
        for one in device.ports:
            if one.pc is not None:
                yield Address(one.pc.address, one.pc.mac, port)

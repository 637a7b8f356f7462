"""Small devices, tables and links for tests of the topology's rules."""

from agent.shared.survey import Address, Neighbour, Port, Station, Survey
from collector.topology.identities import Identities
from collector.topology.orientation import Orientation, Picture, orient
from collector.topology.shapes import Seen
from collector.topology.tables import Tables


def mac(number, *, maker="00:1e:49"):
    """Return the address of that number."""
    return (
        f"{maker}:{number >> 16 & 255:02x}:{number >> 8 & 255:02x}:{number & 255:02x}"
    )


def port(index, name="", **more):
    """Return an Ethernet port."""
    key = name or f"Gi0/{index}"
    return Port(
        index=index, key=key, name=key, **{"physical": True, "link": "up", **more}
    )


def switch(name, number, /, *, ports=4, sees=None, time=1000.0, **more):
    """Return a switch that is called *name*, whose address is ``mac(number)``.

    *sees*: by port the addresses in its forwarding table; *ports*: they, or how many.
    """
    stations = tuple(
        Station(address, index)
        for index, addresses in (sees or {}).items()
        for address in addresses
    )
    survey = Survey(
        device=name,
        **{
            "name": name,
            "kind": "switch",
            "bridge": True,
            "chassis": mac(number),
            "macs": (mac(number),),
            "ports": tuple(port(n) for n in range(1, ports + 1))
            if isinstance(ports, int)
            else ports,
            "stations": stations,
            **more,
        },
    )
    return Seen(name, "site", time, survey)


def router(name, number, address="10.0.0.1", /, *, met=(), **more):
    """Return a router with *met* (address, MAC, port) in its ARP table."""
    return switch(
        name,
        number,
        kind="router",
        bridge=False,
        address=address,
        addresses=(address,),
        hosts=tuple(Address(*one) for one in met),
        **more,
    )


def lldp(port_, chassis, remote_port="", **more):
    """Return a neighbour by LLDP."""
    return Neighbour("lldp", port_, chassis, remote_port, **more)


def cdp(port_, name, remote_port="", **more):
    """Return a neighbour by CDP."""
    return Neighbour("cdp", port_, name, remote_port, **more)


def picture(*devices, links=(), ways_out=()):
    """Return what conclusions about *devices* start from."""
    identities = Identities(devices)
    tables = Tables(identities)
    turned = orient(identities, tables, links, ways_out)
    return Picture(identities, tables, turned)


def unturned(*devices):
    """Return the same without any orientation."""
    identities = Identities(devices)
    return Picture(identities, Tables(identities), Orientation())

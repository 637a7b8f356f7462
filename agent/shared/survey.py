"""A survey: what an agent says of one device that it reads over SNMP.

It travels when it differs from the one before, and at least every few hours. Words are
those of the MIBs; None and empty are what the device does not say. MAC addresses are in
lower case with colons; speeds are in bit/s.
"""

from typing import Annotated, Literal

import msgspec

Text = Annotated[str, msgspec.Meta(max_length=1000)]
Short = Annotated[str, msgspec.Meta(max_length=255)]
Mac = Annotated[str, msgspec.Meta(max_length=32)]
Index = Annotated[int, msgspec.Meta(ge=0, le=2**32)]
Bps = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
VlanId = Annotated[int, msgspec.Meta(ge=0, le=4095)]

MOST_PORTS = 2000
MOST_STATIONS = 8000
MOST_NEIGHBOURS = 500
MOST_TRIED = 20
MOST_BYTES = 400_000
"""What one survey may be as JSON: it shares a report with others."""

DeviceKind = Literal[
    "switch",
    "router",
    "firewall",
    "access_point",
    "printer",
    "ups",
    "nas",
    "server",
    "other",
]
Duplex = Literal["", "half", "full"]
Link = Literal[
    "", "up", "down", "testing", "dormant", "not_present", "lower_layer_down"
]
StpState = Literal[
    "", "disabled", "blocking", "listening", "learning", "forwarding", "broken"
]


class Poe(msgspec.Struct, frozen=True, omit_defaults=True):
    """Power over Ethernet of one port (pethPsePortEntry); ``watts`` where told."""

    enabled: bool = False
    delivering: bool = False
    status: Short = ""
    class_: int | None = msgspec.field(name="class", default=None)
    watts: float | None = None


class Port(msgspec.Struct, frozen=True, omit_defaults=True):
    """One interface.

    ``key`` is its name within the device: ifName, where that is empty or not unique
    ifDescr, else the ifIndex; the ``port`` label of metrics is the same. ``capable_bps``
    is the fastest that the port can do, ``partner_bps`` that its partner says it can
    (autonegotiation), both None where nobody tells. ``aggregate`` is the ifIndex of the
    LAG that it is a member of. ``changed_s``: seconds since its link last changed, at
    the time of the survey.
    """

    index: Index
    key: Short
    name: Short = ""
    description: Short = ""
    alias: Short = ""
    type: Index = 0
    physical: bool = False
    mac: Mac = ""
    admin: Link = ""
    link: Link = ""
    speed_bps: Bps | None = None
    capable_bps: Bps | None = None
    partner_bps: Bps | None = None
    duplex: Duplex = ""
    auto_negotiation: bool | None = None
    mtu: Index | None = None
    changed_s: float | None = None
    counter_bits: Literal[0, 32, 64] = 0
    doubtful: bool = False
    aggregate: Index | None = None
    vlan: VlanId | None = None  # of untagged frames: PVID, access or native VLAN
    tagged: tuple[VlanId, ...] = ()
    stp: StpState = ""
    poe: Poe | None = None
    transceiver: Short = ""


class Neighbour(msgspec.Struct, frozen=True, omit_defaults=True):
    """A device that announces itself on a port; ``port`` is our ifIndex.

    ``chassis`` is its chassis ID (a MAC where it is one), ``remote_port`` its port ID,
    ``capabilities`` LLDP's words (bridge, router, wlan_access_point, telephone,
    station, repeater, docsis, other).
    """

    protocol: Literal["lldp", "cdp"]
    port: Index | None = None
    chassis: Short = ""
    remote_port: Short = ""
    remote_port_description: Short = ""
    name: Short = ""
    description: Text = ""
    addresses: tuple[Short, ...] = ()
    capabilities: tuple[Short, ...] = ()
    capable_bps: Bps | None = None


class Station(msgspec.Struct, frozen=True, array_like=True):
    """A MAC address of the forwarding table; ``port`` is an ifIndex.

    ``own``: an address of the device itself, or set by hand.
    """

    mac: Mac
    port: Index | None = None
    vlan: VlanId | None = None
    own: bool = False


class Address(msgspec.Struct, frozen=True, array_like=True):
    """An IP address that the device has met (ARP, neighbour discovery)."""

    address: Short
    mac: Mac
    port: Index | None = None


class Module(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the device (entPhysicalEntry)."""

    index: Index
    kind: Short = ""  # entPhysicalClass: chassis, module, powerSupply, fan, port …
    name: Short = ""
    description: Text = ""
    model: Short = ""
    serial: Short = ""
    hardware: Short = ""
    firmware: Short = ""
    software: Short = ""
    contained_in: Index = 0


class Supply(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a printer uses up (prtMarkerSuppliesEntry); ``level_ratio`` 0 to 1."""

    name: Short
    kind: Short = ""
    level_ratio: float | None = None


class PowerBudget(msgspec.Struct, frozen=True, omit_defaults=True):
    """The PoE budget of one group of ports (pethMainPseEntry), in watts."""

    group: Index
    budget_watts: float | None = None
    used_watts: float | None = None
    on: bool | None = None


class SpanningTree(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the bridge says of its spanning tree (dot1dStp).

    ``root`` is the MAC of the root bridge; ``root_port`` an ifIndex, None on the root.
    """

    root: Mac = ""
    priority: int | None = None
    root_priority: int | None = None
    root_cost: int | None = None
    root_port: Index | None = None
    topology_changes: int | None = None
    changed_s: float | None = None


class Survey(msgspec.Struct, frozen=True, omit_defaults=True):
    """One device as a whole.

    ``device`` is its key in the settings of the agent that reads it; ``site``,
    ``department`` and ``room`` are what these say, empty: those of the agent. ``macs`` are all
    addresses by which others may know it (chassis ID, bridge address, ports).
    ``answered`` is false of a stub: the device has never said anything; ``tried`` are the
    names of the credentials that it did not answer to, ``problems`` has under ``device``
    why. ``incomplete`` names parts that could not be read wholly this time (``stations``,
    ``neighbours`` …): what is missing there is not gone.
    """

    device: Short
    site: Short = ""
    department: Short = ""
    room: Short = ""
    address: Short = ""
    name: Short = ""
    kind: DeviceKind = "other"
    vendor: Short = ""
    model: Short = ""
    version: Short = ""
    serial: Short = ""
    description: Text = ""
    location: Short = ""
    contact: Short = ""
    object_id: Short = ""
    chassis: Short = ""
    macs: tuple[Mac, ...] = ()
    addresses: tuple[Short, ...] = ()  # its own IP addresses
    uptime_s: float | None = None
    bridge: bool = False
    router: bool = False
    ports: Annotated[tuple[Port, ...], msgspec.Meta(max_length=MOST_PORTS)] = ()
    neighbours: Annotated[
        tuple[Neighbour, ...], msgspec.Meta(max_length=MOST_NEIGHBOURS)
    ] = ()
    stations: Annotated[
        tuple[Station, ...], msgspec.Meta(max_length=MOST_STATIONS)
    ] = ()
    hosts: Annotated[tuple[Address, ...], msgspec.Meta(max_length=MOST_STATIONS)] = ()
    vlans: Annotated[
        tuple[tuple[VlanId, Short], ...], msgspec.Meta(max_length=4096)
    ] = ()
    modules: Annotated[tuple[Module, ...], msgspec.Meta(max_length=1000)] = ()
    supplies: Annotated[tuple[Supply, ...], msgspec.Meta(max_length=100)] = ()
    power: Annotated[tuple[PowerBudget, ...], msgspec.Meta(max_length=100)] = ()
    spanning_tree: SpanningTree | None = None
    credential: Short = ""  # the name of the one that it takes
    answered: bool = True
    tried: Annotated[tuple[Short, ...], msgspec.Meta(max_length=MOST_TRIED)] = ()
    incomplete: tuple[Short, ...] = ()
    problems: dict[Short, Text] = {}

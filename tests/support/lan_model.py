"""A simulated LAN: nodes, cables, and what their truth makes each device say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from collector.devices import device_id
from collector.topology.shapes import End, Host
from tests.support.lan_vendors import SILENT, Vendor

AGENT = "a" * 32  # the one that reads the devices
TIME = 1795487100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội
FAST, GIGABIT = 10**8, 10**9

NodeKind = Literal[
    "switch",
    "router",
    "access_point",
    "printer",
    "unmanaged_switch",
    "unmanaged_access_point",
    "phone",
    "hypervisor",
    "pc",
    "vm",
    "wifi",
]
FORWARDS = frozenset(
    {"switch", "access_point", "unmanaged_switch", "unmanaged_access_point"}
    | {"phone", "hypervisor"}
)
"""Kinds that pass frames on from one cable to the others."""


@dataclass(eq=False)
class Node:
    """One thing of the LAN. ``vendor`` None: it does not answer SNMP.

    ``mac`` is the address that its own traffic has; ports count from 1.
    """

    name: str
    kind: NodeKind
    mac: str = ""
    address: str = ""
    vlan: int = 1
    site: str = ""
    vendor: Vendor | None = None
    ports: int = 1
    agent: bool = False
    on: bool = True
    bridge_mib: bool = True
    announces: bool = False  # a phone or the like that speaks LLDP
    lag: tuple[int, ...] = ()  # ports of its one link aggregation
    aliases: dict[int, str] = field(default_factory=dict)
    room: str = ""

    @property
    def id(self) -> str:
        """As what the collector knows it, if it answers SNMP."""
        return device_id(AGENT, self.name)

    @property
    def managed(self) -> bool:
        """Whether it answers SNMP."""
        return self.vendor is not None

    @property
    def speaks(self) -> tuple[str, ...]:
        """By which protocols it announces itself."""
        if self.vendor is not None:
            return self.vendor.speaks
        return ("lldp",) if self.announces else ()

    @property
    def lag_index(self) -> int:
        """The ifIndex of its link aggregation."""
        return (self.vendor or SILENT).index(self.ports) + 100

    def index(self, port: int) -> int:
        """Return the ifIndex of *port*."""
        return (self.vendor or SILENT).index(port)

    def logical(self, port: int) -> int:
        """Return the ifIndex that tables name for *port*: the aggregation's, if any."""
        return self.lag_index if port in self.lag else self.index(port)

    def port_mac(self, port: int) -> str:
        """Return the address of one port: the node's own plus the port's number."""
        number = int(self.mac.replace(":", ""), 16) + port
        return ":".join(f"{number:012x}"[i : i + 2] for i in range(0, 12, 2))


class Cable(NamedTuple):
    """A cable as one of its ends sees it: from ``port`` to ``other``'s ``far``."""

    port: int
    other: Node
    far: int
    speed_bps: int = GIGABIT
    duplex: Literal["half", "full"] = "full"


class Truth(NamedTuple):
    """What is really so.

    ``links`` join ports of two devices that answer SNMP, directly. ``shared`` are
    groups of such ports that meet at something which does not answer. ``places``: of
    each station's MAC the ports that it can be said to hang at; ``through`` by which
    kinds of things it does.
    """

    links: frozenset[frozenset[End]]
    shared: frozenset[frozenset[End]]
    places: dict[str, frozenset[End]]
    through: dict[str, tuple[NodeKind, ...]]
    off: frozenset[str]


def _nobody(_node: Node) -> bool:
    return False


@dataclass
class Plan:
    """Nodes and cables, from which what is true and what devices say is derived.

    ``fill`` is the share of addresses that a forwarding table holds of those that it
    would, drawn anew for each table and address with ``seed``.
    """

    fill: float = 0.95
    seed: int = 1
    nodes: list[Node] = field(default_factory=list)
    cables: dict[Node, list[Cable]] = field(default_factory=dict)

    def add(self, node: Node) -> Node:
        """Add *node* and return it."""
        self.nodes.append(node)
        self.cables[node] = []
        return node

    def join(
        self,
        a: Node,
        a_port: int,
        b: Node,
        b_port: int = 1,
        *,
        speed_bps: int = GIGABIT,
        duplex: Literal["half", "full"] = "full",
    ) -> None:
        """Put a cable (or a radio) between two nodes."""
        self.cables[a].append(Cable(a_port, b, b_port, speed_bps, duplex))
        self.cables[b].append(Cable(b_port, a, a_port, speed_bps, duplex))

    def named(self, name: str) -> Node:
        """Return the node of that name."""
        return next(node for node in self.nodes if node.name == name)

    def until(
        self, cable: Cable, came: Node, *, stops: Callable[[Node], bool] = _nobody
    ) -> Iterator[tuple[Node, int]]:
        """Yield all behind *cable* up to whoever *stops*, and by which port entered."""
        waiting, seen = [cable], {came}
        while waiting:
            step = waiting.pop()
            if step.other in seen:
                continue
            seen.add(step.other)
            yield step.other, step.far
            if step.other.kind in FORWARDS and not stops(step.other):
                waiting += self.cables[step.other]

    def hosts(self) -> Iterator[Host]:
        """Yield what is known of the machines that have our agent."""
        gateways = {n.site: (n.address,) for n in self.nodes if n.kind == "router"}
        for node in self.nodes:
            if node.agent:
                yield Host(
                    agent=device_id("agents", node.name),
                    name=node.name,
                    site=node.site,
                    macs=(node.mac,),
                    addresses=(node.address,),
                    gateways=gateways.get(node.site, ()),
                    wired_bps=None if node.kind == "wifi" else GIGABIT,
                )

    @property
    def truth(self) -> Truth:
        """What is really so."""
        managed = frozenset(n for n in self.nodes if n.managed)
        links, shared = set(), set()
        places: dict[str, frozenset[End]] = {}
        through: dict[str, tuple[NodeKind, ...]] = {}
        for node in self.nodes:
            for cable in self.cables[node]:
                if node in managed and cable.other in managed:
                    ends = (node, cable.port), (cable.other, cable.far)
                    links.add(frozenset(End(n.id, n.index(p)) for n, p in ends))
            if node not in managed and len(self._met(node, managed)) > 1:
                shared.add(self._met(node, managed))
            if node.mac and (not node.managed or node.kind == "printer"):
                places[node.mac] = self._met(node, managed)
                through[node.mac] = self._between(node, managed)
        return Truth(
            frozenset(links),
            frozenset(shared),
            places,
            through,
            frozenset(node.mac for node in self.nodes if not node.on),
        )

    def _met(self, node: Node, managed: frozenset[Node]) -> frozenset[End]:
        return frozenset(
            End(other.id, other.index(port))
            for cable in self.cables[node]
            for other, port in self.until(cable, node, stops=managed.__contains__)
            if other in managed
        )

    def _between(self, node: Node, managed: frozenset[Node]) -> tuple[NodeKind, ...]:
        """Return the kinds of things from *node* to the first that answers SNMP."""
        kinds: list[NodeKind] = []
        here, came = node, node
        while True:
            onward = [c.other for c in self.cables[here] if c.other is not came]
            onward = [o for o in onward if o.kind in FORWARDS or o in managed]
            if not onward or onward[0] in managed:
                return tuple(kinds)
            came, here = here, onward[0]
            kinds.append(here.kind)

"""The LAN of a site as a forest: from the gateway down, machines at their switch. Pure."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from collector.topology.shapes import Attachment, Inferred, Link
from collector.web.lan.model import BRIDGES, Device, Lan
from collector.web.lan.words import shown
from collector.web.views_fleet import fold

MOST_NODES = 2000
_NODES = BRIDGES | {"access_point"}


@dataclass
class Node:
    """A device or an inferred node. ``link`` leads to its parent, ``number`` names it.

    ``parent_port`` and ``own_port`` are the names of the link's ports; ``parallel`` are
    other links to the same parent; ``attached`` is what hangs at it directly, by port.
    """

    id: str
    name: str
    device: Device | None = None
    inferred: Inferred | None = None
    link: Link | None = None
    number: int | None = None
    parent_port: str = ""
    own_port: str = ""
    parallel: list[int] = field(default_factory=list)
    depth: int = 0
    children: list["Node"] = field(default_factory=list)
    attached: list[tuple[str, Attachment]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """By what it is ordered among its siblings."""
        return (fold(self.name), self.id)


@dataclass(frozen=True)
class Forest:
    """What a map shows: trees, then what nothing leads to, and links across."""

    roots: Sequence[Node]
    alone: Sequence[Device]
    across: Sequence[tuple[int, Link]]
    machines: int

    def nodes(self) -> list[Node]:
        """Return all nodes, each before its children, in the order of the map."""
        found: list[Node] = []
        waiting = list(reversed(self.roots))
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += reversed(node.children)
        return found


def sites(lan: Lan) -> list[str]:
    """Return the sites that have devices, by name; "" is where none is told."""
    return sorted({device.site for device in lan.devices.values()}, key=fold)


def forest(lan: Lan, site: str | None) -> Forest:
    """Return the forest of *site*, or of everything."""
    return _Builder(lan, site).build()


class _Builder:
    def __init__(self, lan: Lan, site: str | None) -> None:
        self._lan = lan
        self._mine = {
            id_: device
            for id_, device in lan.devices.items()
            if (site is None or device.site == site) and id_ not in lan.topology.same
        }
        mine = [
            n for n in lan.topology.inferred[:MOST_NODES] if n.at.device in self._mine
        ]
        # A telephone between a PC and its port is no place on a map.
        self._passed = {node.id: node for node in mine if node.kind == "phone"}
        self._inferred = {node.id: node for node in mine if node.kind != "phone"}
        self._ways: dict[str, list[tuple[str, int, Link]]] = {}
        self._numbers: dict[str, int] = {}
        hanging = {one.device for one in lan.topology.attachments if one.device}
        self._leaf_ids = {
            id_
            for id_ in hanging & lan.devices.keys()
            if lan.devices[id_].survey.kind not in _NODES
        }
        for number, link in enumerate(lan.topology.links):
            if {link.a.device, link.b.device} & self._leaf_ids:
                continue  # drawn as what hangs at a port
            if self._known(link.a.device) and self._known(link.b.device):
                self._ways.setdefault(link.a.device, []).append(
                    (link.b.device, number, link)
                )
                self._ways.setdefault(link.b.device, []).append(
                    (link.a.device, number, link)
                )
        self._nodes: dict[str, Node] = {}

    def _known(self, node: str) -> bool:
        return node in self._mine or node in self._inferred

    def build(self) -> Forest:
        attached = self._attached()
        leaves = self._leaves(attached)
        roots = [self._grow(root) for root in self._roots(leaves)]
        machines = self._hang(attached)
        for node in self._nodes.values():
            node.children.sort(key=lambda child: child.key)
        across = self._across()
        bare = [r for r in roots if not r.children and not r.attached and r.device]
        if len(bare) < len(roots) or len(roots) > 1:
            roots = [r for r in roots if r not in bare]
        else:
            bare = []
        alone = [r.device for r in bare if r.device]
        hung = {one.device for n in self._nodes.values() for _port, one in n.attached}
        alone += [
            d for i, d in self._mine.items() if not {i} & (self._nodes.keys() | hung)
        ]
        alone.sort(key=lambda device: (fold(device.name), device.id))
        return Forest(roots, alone, across, machines)

    def _across(self) -> list[tuple[int, Link]]:
        """Return links that are no ways down; note those beside one."""
        used = {node.number for node in self._nodes.values()}
        parents = {
            (parent.id, child.id): child
            for parent in self._nodes.values()
            for child in parent.children
        }
        found = []
        for number, link in enumerate(self._lan.topology.links):
            ends = (link.a.device, link.b.device)
            if number in used or not self._nodes.keys() >= set(ends):
                continue
            child = parents.get(ends) or parents.get((ends[1], ends[0]))
            if child is not None:
                child.parallel.append(number)
            else:
                found.append((number, link))
        return found

    def _attached(self) -> dict[str, list[Attachment]]:
        """Return what hangs at each node that is not itself a node of links."""
        found: dict[str, list[Attachment]] = {}
        for one in self._lan.topology.attachments:
            device = self._lan.devices.get(one.device)
            if device is not None and one.device not in self._leaf_ids:
                continue  # drawn as a node
            at = self._passed.get(one.at.device)
            node = one.through if one.through in self._inferred else one.at.device
            node = at.at.device if at is not None else node
            if self._known(node):
                found.setdefault(node, []).append(one)
        return found

    def _leaves(self, attached: dict[str, list[Attachment]]) -> set[str]:
        """Return the devices that are drawn as what hangs at a port."""
        return {one.device for ones in attached.values() for one in ones if one.device}

    def _roots(self, leaves: set[str]) -> Iterable[str]:
        """Yield where trees begin: gateways, then of every rest its best linked."""
        topology = self._lan.topology
        for gateway in topology.gateways:
            if self._known(gateway) and gateway not in self._nodes:
                yield gateway
        rest = sorted(
            (d for d in self._mine.values() if d.id not in leaves),
            key=lambda d: (-len(self._ways.get(d.id, ())), fold(d.name), d.id),
        )
        for device in rest:
            if device.id not in self._nodes:
                yield device.id

    def _grow(self, root: str) -> Node:
        """Return the tree below *root*; ways that a device calls its uplink come first."""
        node = self._node(root)
        waiting = deque([node])
        while waiting:
            parent = waiting.popleft()
            for other, number, link in self._ordered(parent.id):
                if other in self._nodes:
                    continue
                waiting.append(self._join(parent, other, number, link))
            for inferred in self._inferred.values():
                if inferred.at.device == parent.id and inferred.id not in self._nodes:
                    waiting.append(self._join(parent, inferred.id, None, None))
        return node

    def _ordered(self, parent: str) -> list[tuple[str, int, Link]]:
        uplinks = self._lan.topology.uplinks

        def leads_here(way: tuple[str, int, Link]) -> bool:
            other, _number, link = way
            end = link.a if link.a.device == other else link.b
            mine = uplinks.get(other)
            return mine is not None and mine.port == end.port

        ways = self._ways.get(parent, [])
        chosen = [w for w in ways if leads_here(w) or w[0] not in uplinks]
        return chosen + [w for w in ways if w not in chosen and not self._has_way(w[0])]

    def _has_way(self, other: str) -> bool:
        """Return whether a device's own uplink leads anywhere that is drawn."""
        mine = self._lan.topology.uplinks.get(other)
        return mine is not None and any(
            (link.a if link.a.device == other else link.b).port == mine.port
            for _other, _number, link in self._ways.get(other, ())
        )

    def _node(self, id_: str) -> Node:
        device, inferred = self._mine.get(id_), self._inferred.get(id_)
        name = device.name if device else shown(inferred.name, 60) if inferred else ""
        node = self._nodes[id_] = Node(id_, name, device, inferred)
        return node

    def _join(
        self, parent: Node, id_: str, number: int | None, link: Link | None
    ) -> Node:
        node = self._node(id_)
        node.link, node.number, node.depth = link, number, parent.depth + 1
        if link is not None:
            near, far = (
                (link.a, link.b) if link.a.device == parent.id else (link.b, link.a)
            )
            node.parent_port = self._lan.port_name(near.device, near.port)
            node.own_port = self._lan.port_name(far.device, far.port)
        elif node.inferred is not None:
            at = node.inferred.at
            node.parent_port = self._lan.port_name(at.device, at.port)
        parent.children.append(node)
        return node

    def _hang(self, attached: dict[str, list[Attachment]]) -> int:
        """Give each node what hangs at it, by port; return how many things those are."""
        count = 0
        for id_, ones in attached.items():
            node = self._nodes.get(id_)
            if node is None:
                continue
            seen: set[str] = set()
            for one in sorted(ones, key=lambda o: (o.at.port, o.mac)):
                name = one.agent or one.device or one.mac
                if name in seen:  # a machine with several addresses on one port
                    continue
                seen.add(name)
                passed = self._passed.get(one.at.device)
                at = passed.at if passed is not None else one.at
                port = self._lan.port_name(at.device, at.port)
                node.attached.append((port, one))
            count += len(node.attached)
        return count

"""The map as a list that nests: for who does not see the picture, and for paper. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collector.web.i18n import Tongue
from collector.web.lan.links import link_speed, sureness_name
from collector.web.lan.map_chips import heap
from collector.web.lan.map_layout import MOST_CHIPS
from collector.web.lan.map_svg import node_kind, searched
from collector.web.lan.model import Lan
from collector.web.lan.tree import Forest, Node
from collector.web.lan.words import kind_name, speed

Hits = Callable[[str], bool]


@dataclass(frozen=True)
class ListedMachine:
    """What hangs at a port."""

    name: str
    link: str
    port: str
    hit: bool


@dataclass(frozen=True)
class Entry:
    """One line of the list; ``opens`` and ``closes`` say how lists nest around it."""

    name: str
    link: str
    note: str
    hit: bool
    machines: Sequence[ListedMachine]
    more: int
    opens: bool  # a list of children begins below
    closes: int  # so many lists end after it


@dataclass(frozen=True)
class ListLook:
    """What all lines take; ``most`` machines of each node are named."""

    lan: Lan
    most: int
    hits: Hits
    tongue: Tongue


def map_list(
    grown: Forest, lan: Lan, hits: Hits, tongue: Tongue, *, counted: bool
) -> list[Entry]:
    """Return the lines; *counted*: machines are not named."""
    look = ListLook(lan, 0 if counted else MOST_CHIPS, hits, tongue)
    nodes = grown.nodes()
    following = [node.depth for node in nodes[1:]] + [0]
    return [
        _entry(node, max(0, node.depth - depth), look)
        for node, depth in zip(nodes, following, strict=bool(nodes))
    ]


def _entry(node: Node, closes: int, look: ListLook) -> Entry:
    machines = []
    for port, one in node.attached[: look.most]:
        name = look.lan.attached_name(one)
        link = look.lan.attached_link(one)
        machines.append(ListedMachine(name, link, port, look.hits(heap(name, one))))
    return Entry(
        name=node.name or kind_name(look.tongue, node_kind(node)),
        link=f"/switches/{node.device.id}" if node.device else "",
        note=" · ".join(filter(None, _notes(node, look))),
        hit=look.hits(searched(node)),
        machines=machines,
        more=max(0, len(node.attached) - look.most),
        opens=bool(node.children),
        closes=closes,
    )


def _notes(node: Node, look: ListLook) -> list[str]:
    tongue, _ = look.tongue, look.tongue.text
    found = [kind_name(tongue, node_kind(node)) if node.name else ""]
    ports = " → ".join(filter(None, [node.parent_port, node.own_port]))
    if ports:
        found.append(_("at port {ports}").format(ports=ports))
    if node.link is not None:
        bps, slow = link_speed(node.link, look.lan)
        found.append(speed(tongue, bps) if bps else "")
        found.append(_("both ends can do more") if slow else "")
        found.append(sureness_name(tongue, node.link.confidence))
    if node.device is not None and node.device.state == "down":
        found.append(_("silent"))
    return found

"""The links on the map: thickness, dashes, colour, and what is written beside them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from collector.topology.shapes import Link
from collector.topology.sureness import sureness
from collector.web.lan import map_layout as at
from collector.web.lan.links import link_speed, sureness_name
from collector.web.lan.map_layout import Box
from collector.web.lan.map_look import SMALL, MapLook, short_port, warning
from collector.web.lan.ports import BUSY, FULL
from collector.web.lan.tree import Node
from collector.web.lan.words import fitting, short_speed, speed, width_of

_LABEL_W = at.LAYER - at.NODE_W - at.TRUNK - 8
_MARK_W = 15
_THICKNESS = ((9e9, 6.0), (2e9, 4.5), (9e8, 3.2), (9e7, 1.8))


def thickness(bps: float | None) -> float:
    """Return how thick a link of this speed is drawn."""
    return next((width for least, width in _THICKNESS if (bps or 0) >= least), 1.3)


@dataclass(frozen=True)
class _Facts:
    """What a link's drawing says."""

    bps: float | None
    slow: bool
    faulty: bool
    load: float | None
    sure: float

    @property
    def classes(self) -> str:
        """The classes by which the sheet draws it."""
        found = ["way", f"way-{sureness(self.sure)}"]
        if self.load is not None and self.load >= BUSY:
            found.append("way-full" if self.load >= FULL else "way-busy")
        if self.faulty:
            found.append("way-faulty")
        return " ".join(found)


def _facts(node: Node, look: MapLook) -> _Facts:
    bps, slow = link_speed(node.link, look.lan) if node.link else (None, False)
    origin = node.link or node.inferred
    number = -1 if node.number is None else node.number
    return _Facts(
        bps=bps,
        slow=slow,
        faulty=slow or number in look.faulty,
        load=look.loads.get(number),
        sure=origin.confidence if origin else 1.0,
    )


def draw_way(parent: Box, child: Box, look: MapLook) -> Markup:
    """Return the link from a box to one of its children, with its labels."""
    node, facts = child.node, _facts(child.node, look)
    x, turn = parent.x + at.NODE_W, parent.x + at.NODE_W + at.TRUNK
    # Children share the way out of the box: what is one link's own begins at its turn.
    alone = len(parent.node.children) == 1 and not parent.node.attached
    start = f"M{x:.1f} {parent.middle:.1f}H{turn:.1f}V{child.middle:.1f}"
    own = f"{start if alone else f'M{turn:.1f} {child.middle:.1f}'}H{child.x:.1f}"
    told = _told(node, facts, look)
    body = Markup(
        '<title>{}</title><path class="trunk" d="{}"/>'
        '<path class="hit-way" d="{}"/><path class="stroke" stroke-width="{}" d="{}"/>{}'
    ).format(
        told,
        "" if alone else start,
        own,
        thickness(facts.bps),
        own,
        _labels(child, turn, facts, look),
    )
    if node.number is None:
        return Markup('<g class="{}">{}</g>').format(facts.classes, body)
    return Markup('<a class="{}" href="#link-{}" aria-label="{}">{}</a>').format(
        facts.classes, node.number + 1, told, body
    )


def _labels(child: Box, turn: float, facts: _Facts, look: MapLook) -> Markup:
    node, left = child.node, turn + 5
    near, far = short_port(node.parent_port), short_port(node.own_port)
    ports = " → ".join(filter(None, [near, far]))
    if width_of(ports, SMALL) > _LABEL_W:
        ports = near
    below = short_speed(facts.bps)
    if node.parallel and below:
        below = f"{len(node.parallel) + 1}×{below}"
    if facts.load is not None and facts.load >= BUSY:
        # Beside a mark there is room for one of them; the tooltip has both.
        told = look.tongue.formats.percent(facts.load)
        below = told if facts.faulty else " · ".join(filter(None, [below, told]))
    mark, moved = Markup(""), 0
    if facts.faulty:
        mark, moved = warning(left, child.middle + 4.5), _MARK_W
    return Markup(
        '<text class="ports" x="{:.1f}" y="{:.1f}">{}</text>'
        '{}<text class="rate" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(
        left,
        child.middle - 5,
        fitting(ports, SMALL, _LABEL_W),
        mark,
        left + moved,
        child.middle + 14,
        fitting(below, SMALL, _LABEL_W - moved),
    )


def _told(node: Node, facts: _Facts, look: MapLook) -> str:
    tongue, _ = look.tongue, look.tongue.text
    parts = [f"{node.parent_port or '?'} → {node.name} {node.own_port}".strip()]
    if facts.bps:
        parts.append(speed(tongue, facts.bps))
    if facts.slow:
        parts.append(_("both ends can do more"))
    if facts.load is not None:
        load = tongue.formats.percent(facts.load)
        parts.append(_("load {share}").format(share=load))
    parts.append(sureness_name(tongue, facts.sure))
    return " · ".join(parts)


def draw_across(number: int, link: Link, boxes: Mapping[str, Box]) -> Markup:
    """Return a link that is no way to the gateway: behind everything, dotted."""
    a, b = boxes[link.a.device], boxes[link.b.device]
    bend = max(60.0, abs(a.middle - b.middle) / 3)
    path = (
        f"M{a.x:.1f} {a.middle + 8:.1f}C{a.x - bend:.1f} {a.middle + 8:.1f} "
        f"{b.x - bend:.1f} {b.middle + 8:.1f} {b.x:.1f} {b.middle + 8:.1f}"
    )
    return Markup(
        '<a class="way way-across" href="#link-{}" tabindex="-1">'
        '<path class="stroke" d="{}"/></a>'
    ).format(number + 1, path)

"""The map of the LAN as SVG: boxes, chips, and the ways between them. Pure.

Speed is thickness, certainty is how dashed a line is, load a colour and a number, and
what is slow or faulty bears a mark: colour never tells alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from collector.topology.shapes import Link
from collector.web.i18n import Tongue
from collector.web.lan import map_layout as at
from collector.web.lan.links import link_speed, sureness, sureness_name
from collector.web.lan.map_icons import icon
from collector.web.lan.map_layout import Box, Chip, Layout
from collector.web.lan.model import Device, Lan
from collector.web.lan.ports import BUSY, FULL
from collector.web.lan.tree import Forest, Node
from collector.web.lan.words import (
    fitting,
    kind_name,
    short_speed,
    shown,
    speed,
    width_of,
)

_ROOT_PX = 16
_SIZE, _SMALL = 12.0, 10.5
_LABEL_W = at.LAYER - at.NODE_W - at.TRUNK - 8


@dataclass(frozen=True)
class MapLook:
    """What the drawing takes besides the layout.

    ``loads`` are of links by their number (share of the speed); ``faulty`` are links
    with a finding at either port; ``hits`` says of a text if the search found it.
    """

    lan: Lan
    loads: Mapping[int, float]
    faulty: frozenset[int]
    hits: Callable[[str], bool]


def draw_map(
    forest: Forest, layout: Layout, look: MapLook, tongue: Tongue, title: str
) -> Markup:
    """Return the map as ``svg``."""
    boxes = {box.node.id: box for box in layout.boxes}
    middles: dict[str, list[float]] = {}
    for chip in layout.chips:
        middles.setdefault(chip.node.id, []).append(chip.y)
    parts: list[Markup] = []
    parts += [_across(n, link, boxes) for n, link in forest.across]
    for box in layout.boxes:
        if box.node.id in middles:
            parts.append(_to_chips(box, middles[box.node.id]))
        for child in box.node.children:
            parts.append(_way(box, boxes[child.id], look, tongue))
    parts += [_chip(chip, look, tongue) for chip in layout.chips]
    parts += [_box(box, look, tongue) for box in layout.boxes]
    return Markup(
        '<svg class="map" width="{}rem" height="{}rem" viewBox="0 0 {:.0f} {:.0f}" '
        'role="group" aria-label="{}">{}</svg>'
    ).format(
        round(layout.width / _ROOT_PX, 3),
        round(layout.height / _ROOT_PX, 3),
        layout.width,
        layout.height,
        title,
        Markup("").join(parts),
    )


def thickness(bps: float | None) -> float:
    """Return how thick a link of this speed is drawn."""
    steps = ((9e9, 6.0), (2e9, 4.5), (9e8, 3.2), (9e7, 1.8))
    return next((width for least, width in steps if (bps or 0) >= least), 1.3)


def _way(parent: Box, child: Box, look: MapLook, tongue: Tongue) -> Markup:
    """Return the link from a box to one of its children, with its labels."""
    node = child.node
    x, turn = parent.x + at.NODE_W, parent.x + at.NODE_W + at.TRUNK
    # Children share the way out of the box: what is one link's own begins at its turn.
    alone = len(parent.node.children) == 1 and not parent.node.attached
    start = f"M{x:.1f} {parent.middle:.1f}H{turn:.1f}V{child.middle:.1f}"
    own = f"{start if alone else f'M{turn:.1f} {child.middle:.1f}'}H{child.x:.1f}"
    bps, slow = link_speed(node.link, look.lan) if node.link else (None, False)
    load = look.loads.get(node.number) if node.number is not None else None
    faulty = slow or (node.number is not None and node.number in look.faulty)
    sure = (
        node.link.confidence
        if node.link
        else node.inferred.confidence
        if node.inferred
        else 1
    )
    classes = ["way", f"way-{sureness(sure)}"]
    if load is not None and load >= BUSY:
        classes.append("way-full" if load >= FULL else "way-busy")
    if faulty:
        classes.append("way-faulty")
    told = _way_text(node, bps, slow, load, sure, tongue)
    body = Markup(
        '<title>{}</title><path class="trunk" d="{}"/>'
        '<path class="hit-way" d="{}"/><path class="stroke" stroke-width="{}" d="{}"/>{}'
    ).format(
        told,
        "" if alone else start,
        own,
        thickness(bps),
        own,
        _way_labels(child, turn, bps, load, faulty, tongue),
    )
    if node.number is None:
        return Markup('<g class="{}">{}</g>').format(" ".join(classes), body)
    return Markup('<a class="{}" href="#link-{}" aria-label="{}">{}</a>').format(
        " ".join(classes), node.number + 1, told, body
    )


def _way_labels(
    child: Box,
    turn: float,
    bps: float | None,
    load: float | None,
    faulty: bool,
    tongue: Tongue,
) -> Markup:
    node = child.node
    left = turn + 5
    ports = " → ".join(filter(None, [_short(node.parent_port), _short(node.own_port)]))
    if width_of(ports, _SMALL) > _LABEL_W:
        ports = _short(node.parent_port)
    below = short_speed(bps)
    if node.parallel and below:
        below = f"{len(node.parallel) + 1}×{below}"
    if load is not None and load >= BUSY:
        # Beside a mark there is room for one of them; the tooltip has both.
        told = tongue.formats.percent(load)
        below = told if faulty else " · ".join(filter(None, [below, told]))
    mark = Markup("")
    if faulty:
        mark = _warning(left, child.middle + 4.5)
        left += 15
    return Markup(
        '<text class="ports" x="{:.1f}" y="{:.1f}">{}</text>'
        '{}<text class="rate" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(
        turn + 5,
        child.middle - 5,
        fitting(ports, _SMALL, _LABEL_W),
        mark,
        left,
        child.middle + 14,
        fitting(below, _SMALL, _LABEL_W - (15 if faulty else 0)),
    )


def _short(port: str) -> str:
    """Return a port's name without its kind: ``1/0/24`` of ``GigabitEthernet1/0/24``."""
    digits = next((n for n, letter in enumerate(port) if letter.isdigit()), None)
    if digits is None or digits == 0:
        return port
    short = port[digits:]
    return short if "/" in short or ":" in short or digits > 3 else port


def _warning(x: float, y: float) -> Markup:
    return Markup(
        '<g class="mark mark-warning" transform="translate({:.1f} {:.1f})">'
        '<path d="M5.5 0L11.6 11H-.6z"/><path class="ink" d="M5.5 4v3.2M5.5 8.8v.5"/></g>'
    ).format(x, y)


def _way_text(
    node: Node,
    bps: float | None,
    slow: bool,
    load: float | None,
    sure: float,
    tongue: Tongue,
) -> str:
    _ = tongue.text
    parts = [f"{node.parent_port or '?'} → {node.name} {node.own_port}".strip()]
    if bps:
        parts.append(speed(tongue, bps))
    if slow:
        parts.append(_("both ends can do more"))
    if load is not None:
        parts.append(_("load {share}").format(share=tongue.formats.percent(load)))
    parts.append(sureness_name(tongue, sure))
    return " · ".join(parts)


def _to_chips(box: Box, tops: list[float]) -> Markup:
    """Return the thin line from a box to its band of machines."""
    first, last = min(tops), max(tops) + at.CHIP_H
    x = box.x + at.NODE_W
    edge = x + at.CHIPS_LEFT - 6
    near = min(max(box.middle, first), last)
    return Markup(
        '<path class="twig" d="M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}M{:.1f} {:.1f}V{:.1f}"/>'
    ).format(x, box.middle, x + at.TRUNK, near, edge, edge, first, last)


def _across(number: int, link: Link, boxes: Mapping[str, Box]) -> Markup:
    """Return a link that is no way to the gateway: behind everything, dotted."""
    a, b = boxes[link.a.device], boxes[link.b.device]
    bend = max(60.0, abs(a.middle - b.middle) / 3)
    path = (
        f"M{a.x:.1f} {a.middle + 8:.1f}C{a.x - bend:.1f} {a.middle + 8:.1f} "
        f"{b.x - bend:.1f} {b.middle + 8:.1f} {b.x:.1f} {b.middle + 8:.1f}"
    )
    return Markup(
        '<a class="way way-across" href="#link-{}" tabindex="-1"><path class="stroke" d="{}"/></a>'
    ).format(number + 1, path)


def _box(box: Box, look: MapLook, tongue: Tongue) -> Markup:
    node, device = box.node, box.node.device
    kind = (
        device.survey.kind
        if device
        else node.inferred.kind
        if node.inferred
        else "other"
    )
    kind_text = kind_name(tongue, kind)
    classes = ["node", f"node-{kind.replace('_', '-')}"]
    if device is None:
        classes.append("node-inferred")
    elif device.state == "down":
        classes.append("node-silent")
    if look.hits(searched(node)):
        classes.append("node-hit")
    name = node.name or kind_text
    second = _second_line(device, kind_text, name, tongue)
    room = at.NODE_W - 38
    marks = Markup("")
    if device is not None and (
        device.worst in {"critical", "warning"} or device.state == "down"
    ):
        marks = _badge(device)
    body = Markup(
        '<title>{}</title><rect class="face" width="{}" height="{}" rx="7"/>{}'
        '<text class="name" x="31" y="17.5">{}</text>'
        '<text class="more" x="31" y="33">{}</text>{}'
    ).format(
        " · ".join(filter(None, [name, kind_text, second])),
        at.NODE_W,
        at.NODE_H,
        icon(kind, device is None),
        fitting(name, _SIZE if device else 11.0, room),
        fitting(second, _SMALL, room),
        marks,
    )
    place = f"translate({box.x:.1f} {box.y:.1f})"
    if device is None:
        return Markup('<g class="{}" transform="{}">{}</g>').format(
            " ".join(classes), place, body
        )
    return Markup('<a class="{}" href="/switches/{}" transform="{}">{}</a>').format(
        " ".join(classes), device.id, place, body
    )


def searched(node: Node) -> str:
    """Return by what a search finds a node."""
    if node.device is None:
        return node.name
    survey = node.device.survey
    return "\n".join(
        (
            node.name,
            survey.name,
            survey.model,
            survey.address,
            survey.location,
            *survey.macs[:4],
        )
    )


def _second_line(device: Device | None, kind: str, name: str, tongue: Tongue) -> str:
    if device is None:
        return tongue.text("inferred") if kind == name else kind
    survey = device.survey
    if device.state == "down":
        return tongue.text("silent")
    total = sum(1 for port in survey.ports if port.physical)
    up = sum(1 for port in survey.ports if port.physical and port.link == "up")
    ports = f"{up}/{total}" if total > 2 else ""
    return " · ".join(filter(None, [ports, shown(survey.model, 40) or kind]))


def _badge(device: Device) -> Markup:
    worst = "critical" if device.state == "down" else device.worst
    return Markup(
        '<g class="mark mark-{}" transform="translate({} -5)">'
        '<path d="M5.5 0L11.6 11H-.6z"/><path class="ink" d="M5.5 4v3.2M5.5 8.8v.5"/></g>'
    ).format(worst, at.NODE_W - 9)


def _chip(chip: Chip, look: MapLook, tongue: Tongue) -> Markup:
    place = f"translate({chip.x:.1f} {chip.y:.1f})"
    if chip.index < 0:
        told = tongue.plural("{n} more", "{n} more", chip.more)
        if len(chip.node.attached) == chip.more:
            told = tongue.plural("{n} machine", "{n} machines", chip.more)
        body = Markup('<rect class="face" width="{}" height="{}" rx="4"/>').format(
            chip.width, at.CHIP_H
        ) + Markup('<text class="name" x="8" y="14.5">{}</text>').format(told)
        if chip.node.device is None:
            return Markup('<g class="chip chip-more" transform="{}">{}</g>').format(
                place, body
            )
        return Markup(
            '<a class="chip chip-more" href="/switches/{}" tabindex="-1" transform="{}">{}</a>'
        ).format(chip.node.device.id, place, body)
    return _machine(chip, place, look, tongue)


def _machine(chip: Chip, place: str, look: MapLook, tongue: Tongue) -> Markup:
    node = chip.node
    port, one = node.attached[chip.index]
    lan = look.lan
    name = lan.attached_name(one)
    machine, device = lan.machines.get(one.agent), lan.devices.get(one.device)
    state = machine.state if machine else ""
    if device is not None:
        state = {"up": "fresh", "down": "silent", "unknown": "off"}[device.state]
    classes = ["chip", f"chip-{sureness(one.confidence)}"]
    if not (machine or device):
        classes.append("chip-unknown")
    heap = "\n".join((name, one.mac, one.address, one.name))
    if look.hits(heap):
        classes.append("chip-hit")
    label = fitting(_port_label(port, node), _SMALL, 40)
    left = 6 + (max(16.0, width_of(label, _SMALL)) + 4 if label else 1)
    told = [
        name,
        f"{node.name} {port}".strip(),
        shown(one.address, 60),
        shown(one.mac, 40),
    ]
    if device is not None:
        told.insert(1, kind_name(tongue, device.survey.kind))
    body = Markup(
        '<title>{}</title><rect class="face" width="{}" height="{}" rx="4"/>'
        '<text class="port" x="6" y="14.5">{}</text><text class="name" x="{:.1f}" y="14.5">{}</text>{}'
    ).format(
        " · ".join(filter(None, [*told, sureness_name(tongue, one.confidence)])),
        chip.width,
        at.CHIP_H,
        label,
        left,
        fitting(name, 11.5, chip.width - left - (18 if state else 6)),
        _dot(state, chip.width),
    )
    return Markup('<a class="{}" href="{}" tabindex="-1" transform="{}">{}</a>').format(
        " ".join(classes), lan.attached_link(one), place, body
    )


def _port_label(port: str, node: Node) -> str:
    """Return a port's last number alone where that names it on this device."""
    if node.device is None:
        return ""
    short = _short(port)
    stem = short.rstrip("0123456789")
    same = all(
        _short(name).rstrip("0123456789") == stem for name, _one in node.attached
    )
    return short[len(stem) :] or short if same else short


def _dot(state: str, width: float) -> Markup:
    """Return the small shape of a machine's state, as elsewhere on the pages."""
    x, y = width - 10, at.CHIP_H / 2
    if state == "fresh":
        return Markup('<circle class="dot dot-fresh" cx="{}" cy="{}" r="3.4"/>').format(
            x, y
        )
    if state in {"silent", "late", "quarantined"}:
        return Markup('<path class="dot dot-silent" d="M{} {}l4.4 7.6h-8.8z"/>').format(
            x, y - 4.2
        )
    if state:
        return Markup('<circle class="dot dot-off" cx="{}" cy="{}" r="3"/>').format(
            x, y
        )
    return Markup("")

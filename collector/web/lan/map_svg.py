"""The map of the LAN as SVG: boxes, and the links and machines between them. Pure.

Speed is thickness, certainty is how dashed a line is, load a colour and a number, and
what is slow or faulty bears a mark: colour never tells alone.
"""

from markupsafe import Markup

from collector.web.i18n import Tongue
from collector.web.lan import map_layout as at
from collector.web.lan.map_chips import draw_chip, draw_twig
from collector.web.lan.map_icons import icon
from collector.web.lan.map_layout import Box, Layout
from collector.web.lan.map_links import draw_across, draw_way
from collector.web.lan.map_look import BIG, SMALL, Change, MapLook, planned, warning
from collector.web.lan.model import Device
from collector.web.lan.tree import Forest, Node
from collector.web.lan.words import fitting, kind_name, shown

_ROOT_PX = 16
_INFERRED = 11.0
_BOLD = 1.08 * BIG  # bold letters are wider
_ROOM = at.NODE_W - 38


def draw_map(forest: Forest, layout: Layout, look: MapLook, title: str) -> Markup:
    """Return the map as ``svg``."""
    boxes = {box.node.id: box for box in layout.boxes}
    tops: dict[str, list[float]] = {}
    for chip in layout.chips:
        tops.setdefault(chip.node.id, []).append(chip.y)
    parts = [draw_across(number, link, boxes) for number, link in forest.across]
    for box in layout.boxes:
        if box.node.id in tops:
            parts.append(draw_twig(box, tops[box.node.id]))
        parts += [draw_way(box, boxes[c.id], look) for c in box.node.children]
    parts += [draw_chip(chip, look) for chip in layout.chips]
    parts += [_box(box, look) for box in layout.boxes]
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


def searched(node: Node) -> str:
    """Return by what a search finds a node."""
    if node.device is None:
        return node.name
    survey = node.device.survey
    told = (node.name, survey.name, survey.model, survey.address, survey.location)
    return "\n".join((*told, *survey.macs[:4]))


def node_kind(node: Node) -> str:
    """Return the kind of a device or of an inferred node."""
    if node.device is not None:
        return node.device.survey.kind
    return node.inferred.kind if node.inferred else "other"


def _box(box: Box, look: MapLook) -> Markup:
    node, device, kind = box.node, box.node.device, node_kind(box.node)
    kind_text = kind_name(look.tongue, kind)
    name = node.name or kind_text
    second = _second_line(device, kind_text, name, look.tongue)
    change = _change(node, look)
    body = Markup(
        '<title>{}</title><rect class="face" width="{}" height="{}" rx="7"/>{}'
        '<text class="name" x="31" y="17.5">{}</text>'
        '<text class="more" x="31" y="33">{}</text>{}{}'
    ).format(
        " · ".join(
            filter(None, [change.told if change else "", name, kind_text, second])
        ),
        at.NODE_W,
        at.NODE_H,
        icon(kind),
        fitting(name, _BOLD if device else _INFERRED, _ROOM),
        fitting(second, SMALL, _ROOM),
        _badge(device),
        planned(change, at.NODE_W - 14, 3),
    )
    classes = " ".join(_classes(node, kind, look, change))
    place = f"translate({box.x:.1f} {box.y:.1f})"
    if device is None:
        return Markup('<g class="{}" transform="{}">{}</g>').format(
            classes, place, body
        )
    link = change.link if change else f"/switches/{device.id}"
    return Markup('<a class="{}" href="{}" transform="{}">{}</a>').format(
        classes, link, place, body
    )


def _change(node: Node, look: MapLook) -> Change | None:
    """Return what is done to a device, or to the port by which it hangs above."""
    if node.device is None:
        return None
    ends = (node.link.a, node.link.b) if node.link else ()
    ways = (look.lan.port_target(end) for end in ends)
    return look.change(f"device:{node.device.id}", *ways)


def _classes(node: Node, kind: str, look: MapLook, change: Change | None) -> list[str]:
    found = ["node", f"node-{kind.replace('_', '-')}"]
    if node.device is None:
        found.append("node-inferred")
    elif node.device.state == "down":
        found.append("node-silent")
    if look.hits(searched(node)):
        found.append("node-hit")
    if change is not None:
        found.append("node-plan")
    return found


def _second_line(device: Device | None, kind: str, name: str, tongue: Tongue) -> str:
    if device is None:
        return tongue.text("inferred") if kind == name else kind
    if device.state == "down":
        return tongue.text("silent")
    survey = device.survey
    links = [port.link == "up" for port in survey.ports if port.physical]
    ports = f"{sum(links)}/{len(links)}" if len(links) > 2 else ""
    return " · ".join(filter(None, [ports, shown(survey.model, 40) or kind]))


def _badge(device: Device | None) -> Markup:
    """Return the mark of a device that is silent or has a finding."""
    if device is None:
        return Markup("")
    worst = "critical" if device.state == "down" else device.worst
    if worst not in {"critical", "warning"}:
        return Markup("")
    return warning(at.NODE_W - 9, -5, worst)

"""The machines on the map: a chip for each, with port, name and state. Pure."""

from collections.abc import Sequence

from markupsafe import Markup

from collector.device_book import DeviceState
from collector.topology.shapes import Attachment
from collector.topology.sureness import sureness
from collector.web.lan import map_layout as at
from collector.web.lan.links import sureness_name
from collector.web.lan.map_layout import Box, Chip
from collector.web.lan.map_look import SMALL, MapLook, planned, short_port
from collector.web.lan.tree import Node
from collector.web.lan.words import fitting, kind_name, shown, width_of

_NAME = 11.5
_DEVICE_STATES: dict[DeviceState, str] = {
    "up": "fresh",
    "down": "silent",
    "unknown": "off",
}


def draw_chip(chip: Chip, look: MapLook) -> Markup:
    """Return one chip: a machine, or how many more there are."""
    place = f"translate({chip.x:.1f} {chip.y:.1f})"
    return _more(chip, place, look) if chip.index < 0 else _machine(chip, place, look)


def draw_twig(box: Box, tops: Sequence[float]) -> Markup:
    """Return the thin line from a box to its band of machines."""
    first, last = min(tops), max(tops) + at.CHIP_H
    x = box.x + at.NODE_W
    edge = x + at.CHIPS_LEFT - 6
    near = min(max(box.middle, first), last)
    path = (
        f"M{x:.1f} {box.middle:.1f}H{x + at.TRUNK:.1f}V{near:.1f}H{edge:.1f}"
        f"M{edge:.1f} {first:.1f}V{last:.1f}"
    )
    return Markup('<path class="twig" d="{}"/>').format(path)


def heap(name: str, one: Attachment) -> str:
    """Return by what a search finds a machine."""
    return "\n".join((name, one.mac, one.address, one.name))


def _more(chip: Chip, place: str, look: MapLook) -> Markup:
    if len(chip.node.attached) == chip.more:
        told = look.tongue.plural("{n} machine", "{n} machines", chip.more)
    else:
        told = look.tongue.plural("{n} more", "{n} more", chip.more)
    body = Markup(
        '<rect class="face" width="{:.1f}" height="{}" rx="4"/>'
        '<text class="name" x="8" y="14.5">{}</text>'
    ).format(chip.width, at.CHIP_H, told)
    if chip.node.device is None:
        return Markup('<g class="chip chip-more" transform="{}">{}</g>').format(
            place, body
        )
    return Markup(
        '<a class="chip chip-more" href="/switches/{}" tabindex="-1" transform="{}">{}</a>'
    ).format(chip.node.device.id, place, body)


def _machine(chip: Chip, place: str, look: MapLook) -> Markup:
    lan, node = look.lan, chip.node
    port, one = node.attached[chip.index]
    name, state = lan.attached_name(one), _state(one, look)
    classes = ["chip", f"chip-{sureness(one.confidence)}"]
    if not state:
        classes.append("chip-unknown")
    if look.hits(heap(name, one)):
        classes.append("chip-hit")
    change = look.change(f"machine:{one.agent}", lan.port_target(one.at))
    if change is not None:
        classes.append("chip-plan")
    label = fitting(_port_label(port, node), SMALL, 40)
    left = 6 + (max(14.0, width_of(label, SMALL)) + 3 if label else 1)
    body = Markup(
        '<title>{}</title><rect class="face" width="{:.1f}" height="{}" rx="4"/>'
        '<text class="port" x="6" y="14.5">{}</text>'
        '<text class="name" x="{:.1f}" y="14.5">{}</text>{}{}'
    ).format(
        " · ".join(
            filter(None, [change.told if change else "", _told(port, one, node, look)])
        ),
        chip.width,
        at.CHIP_H,
        label,
        left,
        fitting(name, _NAME, chip.width - left - (15 if state else 5)),
        _dot(state, chip.width),
        planned(change, chip.width - 2, 3),
    )
    link = change.link if change else lan.attached_link(one)
    return Markup('<a class="{}" href="{}" tabindex="-1" transform="{}">{}</a>').format(
        " ".join(classes), link, place, body
    )


def _state(one: Attachment, look: MapLook) -> str:
    """Return the state of a machine or device, empty of what has none."""
    device = look.lan.devices.get(one.device)
    if device is not None:
        return _DEVICE_STATES[device.state]
    machine = look.lan.machines.get(one.agent)
    return machine.state if machine else ""


def _told(port: str, one: Attachment, node: Node, look: MapLook) -> str:
    lan, tongue = look.lan, look.tongue
    device = lan.devices.get(one.device)
    parts = (
        lan.attached_name(one),
        kind_name(tongue, device.survey.kind) if device else "",
        f"{node.name} {port}".strip(),
        shown(one.address, 60),
        shown(one.mac, 40),
        sureness_name(tongue, one.confidence),
    )
    return " · ".join(part for part in parts if part)


def _port_label(port: str, node: Node) -> str:
    """Return a port's last number alone where that names it on this device."""
    if node.device is None:
        return ""
    short = short_port(port)
    stem = short.rstrip("0123456789")
    same = all(
        short_port(name).rstrip("0123456789") == stem for name, _one in node.attached
    )
    return short[len(stem) :] or short if same else short


def _dot(state: str, width: float) -> Markup:
    """Return the small shape of a state, as elsewhere on the pages."""
    x, y = width - 8, at.CHIP_H / 2
    if state == "fresh":
        return Markup(
            '<circle class="dot dot-fresh" cx="{:.1f}" cy="{}" r="3.4"/>'
        ).format(x, y)
    if state in {"silent", "late", "quarantined"}:
        return Markup(
            '<path class="dot dot-silent" d="M{:.1f} {:.1f}l4.4 7.6h-8.8z"/>'
        ).format(x, y - 4.2)
    if state:
        return Markup('<circle class="dot dot-off" cx="{:.1f}" cy="{}" r="3"/>').format(
            x, y
        )
    return Markup("")

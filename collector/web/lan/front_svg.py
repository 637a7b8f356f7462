"""The picture of a switch's front: each port a link to its row. Pure.

Colour never tells alone: a port without a link is hollow, one that is switched off is
crossed out, a blocked one barred; speed is written on it, load is the length of a bar.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from collector.web.i18n import Tongue
from collector.web.lan.front import Block, Member, Place
from collector.web.lan.ports import PortRow
from collector.web.lan.words import fitting

CELL_W, CELL_H, GAP = 40, 38, 4
_TRAY = 7  # around a block
_BETWEEN = 14  # blocks
_LEFT = 34  # for the number of a stack member
_EVERY = 6  # columns, then a small gap: how people count ports
_SMALL_GAP = 8
_WRAP_W = 1330  # blocks that go beyond stand below
_ROOT_PX = 16


def draw_front(
    members: Sequence[Member], rows: Mapping[int, PortRow], tongue: Tongue, title: str
) -> Markup | None:
    """Return the picture as ``svg``, or None of a device without physical ports.

    *rows* are by ifIndex; a port that has none is left out.
    """
    parts: list[Markup] = []
    y, width = 0.0, 0.0
    numbered = len(members) > 1
    for member in members:
        right, bottom, drawn = _member(member, rows, tongue, y, numbered=numbered)
        if drawn:
            width, y = max(width, right), bottom + 12
            parts += drawn
    if not parts:
        return None
    height = y - 12
    return Markup(
        '<svg class="front" width="{}rem" height="{}rem" viewBox="0 0 {:.0f} {:.0f}" '
        'role="group" aria-label="{}">{}</svg>'
    ).format(
        round(width / _ROOT_PX, 3),
        round(height / _ROOT_PX, 3),
        width,
        height,
        title,
        Markup("").join(parts),
    )


def _member(
    member: Member,
    rows: Mapping[int, PortRow],
    tongue: Tongue,
    top: float,
    *,
    numbered: bool,
) -> tuple[float, float, list[Markup]]:
    """Return right edge, lower edge and drawing of one box that begins at *top*."""
    left = _LEFT if numbered else 10
    x, y, right, tallest = float(left), top + 8, 0.0, 0.0
    inner: list[Markup] = []
    for block in member.blocks:
        known = [place for place in block.places if place.port.index in rows]
        if not known:
            continue
        width, height = _size(block)
        if x > left and x + width > _WRAP_W:
            x, y, tallest = float(left), y + tallest + 8, 0.0
        inner.append(_tray(block, x, y, width, height))
        inner += [_port(p, rows[p.port.index], x, y, tongue) for p in known]
        right, tallest = max(right, x + width), max(tallest, height)
        x += width + _BETWEEN
    if not inner:
        return 0.0, top, []
    right, bottom = right + 10, y + tallest + 8
    body = Markup(
        '<rect class="body" x="0.5" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="6"/>'
    ).format(top + 0.5, right - 1, bottom - top - 1)
    if numbered:
        told = "–" if member.number is None else str(member.number)
        body += Markup(
            '<text class="member" x="17" y="{:.1f}" text-anchor="middle">{}</text>'
        ).format((top + bottom) / 2 + 5, fitting(told, 14, 28))
    return right, bottom, [body, *inner]


def _column(column: int) -> float:
    return column * (CELL_W + GAP) + (column // _EVERY) * _SMALL_GAP


def _size(block: Block) -> tuple[float, float]:
    return (
        _column(block.columns - 1) + CELL_W + 2 * _TRAY,
        block.rows * (CELL_H + GAP) - GAP + 2 * _TRAY,
    )


def _tray(block: Block, x: float, y: float, width: float, height: float) -> Markup:
    return Markup(
        '<rect class="tray{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="4"/>'
    ).format(" tray-up" if block.uplink else "", x, y, width, height)


def _port(place: Place, row: PortRow, x: float, y: float, tongue: Tongue) -> Markup:
    left = x + _TRAY + _column(place.column)
    top = y + _TRAY + place.row * (CELL_H + GAP)
    classes = f"port port-{row.state}" + (f" load-{row.load}" if row.load else "")
    told = summary(row, tongue)
    marks = Markup("").join(_marks(row))
    return Markup(
        '<a class="{}" href="#{}" data-row="{}" aria-label="{}" '
        'transform="translate({:.1f} {:.1f})"><title>{}</title>'
        '<rect class="face" x="0.75" y="0.75" width="{}" height="{}" rx="3"/>{}'
        '<text class="number" x="4.5" y="13">{}</text>'
        '<text class="rate" x="4.5" y="26.5">{}</text></a>'
    ).format(
        classes,
        row.anchor,
        row.anchor,
        told,
        left,
        top,
        told,
        CELL_W - 1.5,
        CELL_H - 1.5,
        marks,
        fitting(place.label, 12, 26 if row.erring or row.uplink else CELL_W - 8),
        row.short_speed,
    )


def _marks(row: PortRow) -> list[Markup]:
    found = []
    if row.state == "off":
        found.append(Markup('<path class="cross" d="M10 17l20 16M30 17l-20 16"/>'))
    if row.state == "blocked":
        found.append(Markup('<path class="bar-over" d="M6 31h28"/>'))
    load = row.use.load
    if row.load and load is not None:
        width = max(1.0, min(load, 1.0) * (CELL_W - 8))
        found.append(
            Markup(
                '<rect class="load-ground" x="4" y="30.5" width="32" height="4"/>'
                '<rect class="load" x="4" y="30.5" width="{:.1f}" height="4"/>'
            ).format(width)
        )
    if row.erring:
        found.append(
            Markup(
                '<g class="mark mark-{}" transform="translate(27 3)">'
                '<path d="M5 0l5.4 9.6H-.4z"/><path class="ink" d="M5 3.4v3M5 7.7v.4"/></g>'
            ).format(row.troubled or "warning")
        )
    elif row.uplink:
        found.append(Markup('<path class="up" d="M32 12V4M28.5 7.2L32 3.6l3.5 3.6"/>'))
    if row.poe_on:
        found.append(
            Markup('<path class="bolt" d="M33.4 15.5l-4 6.2h2.8l-1 4.8 4-6.4h-2.8z"/>')
        )
    return found


def summary(row: PortRow, tongue: Tongue) -> str:
    """Return one port in a sentence, for a tooltip and for who does not see it."""
    _, formats = tongue.text, tongue.formats
    parts = [f"{_('Port')} {row.name}" + (f" ({row.alias})" if row.alias else "")]
    parts.append(" ".join(filter(None, [row.state_text, row.speed, row.duplex])))
    if row.uplink:
        parts.append(_("uplink"))
    if row.load and row.use.load is not None:
        parts.append(_("load {share}").format(share=formats.percent(row.use.load)))
    if row.vlan:
        parts.append(f"VLAN {row.vlan}")
    if row.poe:
        parts.append(f"PoE {row.poe}")
    if row.things:
        names = [thing.name for thing in row.things[:3]]
        more = len(row.things) - len(names) + row.more_things
        parts.append(", ".join(names) + (f" +{more}" if more else ""))
    if row.erring:
        parts.append(_("look at its findings or errors"))
    if row.changed:
        parts.append(_("unchanged for {span}").format(span=row.changed))
    return " · ".join(parts)

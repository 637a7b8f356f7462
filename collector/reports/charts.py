"""Small charts as SVG, the same in PDF and HTML. Texts from outside are escaped."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from collector.reports.glyphs import printed

WIDTH = 640
COLOURS = ("#1f4e6b", "#c9822b", "#7d9c81")
_INK, _GRID = "#222222", "#d4d8db"
_SIZE = 14
_LONGEST = 34  # letters of a label


class Bar(NamedTuple):
    """One bar: what it stands for, and the values that lie on each other."""

    label: str
    values: tuple[float, ...]


class Point(NamedTuple):
    """One point of a curve; ``strong`` marks the one that matters."""

    x: float
    y: float
    label: str
    strong: bool = False


def columns(
    bars: Sequence[Bar], names: Sequence[str], write: Callable[[float], str]
) -> str:
    """Return upright stacked bars with a legend; *write* puts values into words."""
    height, left, right, top, bottom = 250, 64, 10, 40, 30
    most = _top(max((sum(bar.values) for bar in bars), default=0))
    scale = (height - top - bottom) / most
    parts = [*_legend(names)]
    for step in range(5):
        y = height - bottom - step * most / 4 * scale
        parts.append(_line(left, y, WIDTH - right, y, _GRID))
        parts.append(_text(left - 6, y + 5, write(step * most / 4), "end"))
    room = (WIDTH - left - right) / max(1, len(bars))
    wide = min(70, room * 0.6)
    for index, bar in enumerate(bars):
        x = left + room * index + (room - wide) / 2
        y = float(height - bottom)
        for place, value in enumerate(bar.values):
            y -= value * scale
            parts.append(_box(x, y, wide, value * scale, COLOURS[place % 3]))
        whole = sum(bar.values)
        if whole:
            parts.append(_text(x + wide / 2, y - 5, write(whole), "middle", bold=True))
        parts.append(_text(x + wide / 2, height - 10, bar.label, "middle"))
    parts.append(_line(left, height - bottom, WIDTH - right, height - bottom, _INK))
    return _svg(height, parts)


def rows(
    bars: Sequence[Bar], names: Sequence[str], write: Callable[[float], str]
) -> str:
    """Return lying stacked bars with a legend, one line for each."""
    left, right, top, step = 230, 60, 36, 27
    height = top + step * len(bars) + 6
    most = max((sum(bar.values) for bar in bars), default=0) or 1
    scale = (WIDTH - left - right) / most
    parts = [*_legend(names)]
    for index, bar in enumerate(bars):
        y, x = top + step * index, float(left)
        parts.append(_text(left - 8, y + 16, _short(bar.label), "end"))
        for place, value in enumerate(bar.values):
            parts.append(_box(x, y + 2, value * scale, 18, COLOURS[place % 3]))
            x += value * scale
        parts.append(_text(x + 6, y + 16, write(sum(bar.values)), "start", bold=True))
    return _svg(height, parts)


def curve(
    points: Sequence[Point],
    axes: tuple[str, str],
    writes: tuple[Callable[[float], str], Callable[[float], str]],
) -> str:
    """Return a line through *points*; *axes* name x and y, *writes* say their values."""
    height, left, right, top, bottom = 260, 64, 30, 34, 52
    low, high = min(p.x for p in points), max(p.x for p in points)
    most = _top(max(p.y for p in points))
    across = (WIDTH - left - right - 40) / ((high - low) or 1)
    up = (height - top - bottom) / most
    parts = [_text(left - 54, 18, axes[1], "start")]
    for step in range(5):
        y = height - bottom - step * most / 4 * up
        parts.append(_line(left, y, WIDTH - right, y, _GRID))
        parts.append(_text(left - 6, y + 5, writes[1](step * most / 4), "end"))
    places = [
        (left + 20 + (p.x - low) * across, height - bottom - p.y * up, p)
        for p in sorted(points)
    ]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    parts.append(
        f'<polyline points="{way}" fill="none" stroke="{COLOURS[0]}" stroke-width="2"/>'
    )
    for x, y, point in places:
        colour = COLOURS[1] if point.strong else COLOURS[0]
        size = 6 if point.strong else 4
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>')
        parts.append(_text(x, y - 11, point.label, "middle", bold=point.strong))
        parts.append(_text(x, height - bottom + 18, writes[0](point.x), "middle"))
    parts.append(_line(left, height - bottom, WIDTH - right, height - bottom, _INK))
    parts.append(_text((WIDTH + left) / 2, height - 10, axes[0], "middle"))
    return _svg(height, parts)


def _top(value: float) -> float:
    """Return a round number above *value*, that four steps lead to."""
    if value <= 0:
        return 1.0
    size = 1.0
    while size * 10 <= value:
        size *= 10
    while size > value:
        size /= 10
    for factor in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10):
        if factor * size >= value * 1.02:
            return factor * size
    return 12 * size


def _legend(names: Sequence[str]) -> Iterator[str]:
    x = 10.0
    for index, name in enumerate(names):
        yield _box(x, 8, 12, 12, COLOURS[index % 3])
        yield _text(x + 18, 19, name, "start")
        x += 40 + 7.2 * len(name)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _box(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" '
        f'height="{max(high, 0):.1f}" fill="{colour}"/>'
    )


def _line(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke="{colour}" stroke-width="1"/>'
    )


def _text(x: float, y: float, text: str, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_INK}"{weight}>'
        f"{escape(printed(text))}</text>"
    )


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        "font-family=\"'Liberation Serif', 'Times New Roman', serif\" "
        f'font-size="{_SIZE}">{"".join(parts)}</svg>'
    )

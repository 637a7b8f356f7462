"""Points over time drawn as SVG: axes, units, gaps where there is no data."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

Point = tuple[float, float | None]

WIDTH, HEIGHT = 620, 210
LEFT, RIGHT, TOP, BOTTOM = 80, 8, 12, 30
_DRAWN_FROM, _DRAWN_TO = 1e-100, 1e100
_TICK_STEPS_S = (300, 600, 1800, 3600, 7200, 10800, 86400, 172_800, 345_600)
_COLUMNS = 96  # places that answer when pointed at: a quarter of an hour of a day


@dataclass(frozen=True)
class Line:
    """One curve: its name in the legend and its points, oldest first."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Frame:
    """What all lines of one chart share.

    ``most`` fixes the top of the scale (1 for a ratio); ``gap_s``: points further
    apart are not joined, since nobody knows what was between them.
    """

    title: str
    start: float
    end: float
    write: Callable[[float], str]
    write_time: Callable[[float], str]
    gap_s: float
    most: float | None = None
    base: int = 1000
    least: float = 0.0  # the scale is never finer than this


def nice_top(value: float, base: int = 1000) -> float:
    """Return the next round number at or above *value*: 1, 2, 4, 5, 8 times a power.

    With *base* 1024 the round numbers are those of binary sizes (2 GB, not 1.86).
    """
    if not _DRAWN_FROM < value < _DRAWN_TO:  # beyond that, floats give out
        return _DRAWN_TO if value >= _DRAWN_TO else 1.0
    unit = 1.0
    if base == 1024:
        while value >= 1024 * unit:
            unit *= 1024
    power = 10.0 ** math.floor(math.log10(value / unit)) * unit
    for step in (1, 2, 4, 5, 8, 10):
        if value <= step * power * (1 + 1e-9):
            return step * power
    return 10 * power


def segments(points: Sequence[Point], gap_s: float) -> list[list[tuple[float, float]]]:
    """Split *points* where a value is missing or the next one is too far away."""
    parts: list[list[tuple[float, float]]] = []
    last: float | None = None
    for time, value in points:
        if value is None or not math.isfinite(value) or not math.isfinite(time):
            last = None
            continue
        if last is None or time - last > gap_s:
            parts.append([])
        parts[-1].append((time, value))
        last = time
    return parts


def known(lines: Sequence[Line], frame: Frame) -> list[tuple[float, float]]:
    """Return all values that the chart shows."""
    return [
        (time, value)
        for line in lines
        for time, value in line.points
        if value is not None and math.isfinite(value) and _inside(time, frame)
    ]


def _inside(time: float, frame: Frame) -> bool:
    return frame.start <= time <= frame.end


def draw(lines: Sequence[Line], frame: Frame) -> Markup | None:
    """Return the chart as an ``svg`` element, or None where there is nothing to draw."""
    values = known(lines, frame)
    if not values or frame.end <= frame.start:
        return None
    highest = max(*(value for _, value in values), frame.least)
    top = frame.most or nice_top(highest, frame.base)
    parts = [_grid(frame, top)]
    for number, line in enumerate(lines):
        parts.append(_curve(line, frame, top, number))
    parts.append(_answers(lines, frame))
    return Markup(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, frame.title, Markup("").join(parts))


def _x(time: float, frame: Frame) -> float:
    share = (time - frame.start) / (frame.end - frame.start)
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(value: float, top: float) -> float:
    share = min(max(value / top, 0.0), 1.0)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(frame: Frame, top: float) -> Markup:
    parts = []
    for quarter in range(5):
        value = top * quarter / 4
        y = _y(value, top)
        kind = "axis" if quarter == 0 else "rule"
        parts.append(f'<path class="{kind}" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        if quarter % 2 == 0:
            parts.append(
                f'<text class="tick" x="{LEFT - 8}" y="{y + 5:.1f}" '
                f'text-anchor="end">{escape(frame.write(value))}</text>'
            )
    base = HEIGHT - BOTTOM
    for time in _time_ticks(frame):
        x = _x(time, frame)
        parts.append(f'<path class="rule" d="M{x:.1f} {TOP}V{base}"/>')
        parts.append(f'<path class="axis" d="M{x:.1f} {base}v4"/>')
        parts.append(
            f'<text class="tick" x="{x:.1f}" y="{base + 22}" '
            f'text-anchor="middle">{escape(frame.write_time(time))}</text>'
        )
    return Markup("".join(parts))  # noqa: S704 - every text in it was escaped


def _time_ticks(frame: Frame) -> list[float]:
    """Return round hours, about seven of them, not too near the edges."""
    length = frame.end - frame.start
    step = next((s for s in _TICK_STEPS_S if length / s <= 8), _TICK_STEPS_S[-1])
    shift = 7 * 3600  # the ticks fall on round hours of the offices' day
    first = math.ceil((frame.start + shift) / step) * step - shift
    margin = length * 0.02
    ticks = [first + step * n for n in range(int(length // step) + 1)]
    return [t for t in ticks if frame.start + margin <= t <= frame.end - margin]


def _curve(line: Line, frame: Frame, top: float, number: int) -> Markup:
    points = [p for p in line.points if _inside(p[0], frame)]
    strokes, areas, dots = [], [], []
    base = f"{HEIGHT - BOTTOM:.1f}"
    for part in segments(points, frame.gap_s):
        places = [f"{_x(t, frame):.1f} {_y(v, top):.1f}" for t, v in part]
        if len(part) == 1:
            x, y = places[0].split()
            dots.append(f'<circle cx="{x}" cy="{y}" r="3"/>')
            continue
        path = "M" + "L".join(places)
        strokes.append(path)
        left, right = (f"{_x(part[i][0], frame):.1f}" for i in (0, -1))
        areas.append(f"{path}L{right} {base}L{left} {base}Z")
    return Markup(  # noqa: S704 - numbers only
        f'<g class="line line-{number + 1}">'
        f'<path class="area" d="{"".join(areas)}"/>'
        f'<path class="stroke" d="{"".join(strokes)}"/>{"".join(dots)}</g>'
    )


def _answers(lines: Sequence[Line], frame: Frame) -> Markup:
    """Return columns that say time and values when the pointer rests on them."""
    width = (frame.end - frame.start) / _COLUMNS
    most: dict[int, list[float | None]] = {}
    for number, line in enumerate(lines):
        for time, value in line.points:
            if value is None or not math.isfinite(value) or not _inside(time, frame):
                continue
            column = min(int((time - frame.start) / width), _COLUMNS - 1)
            row = most.setdefault(column, [None] * len(lines))
            seen = row[number]
            row[number] = value if seen is None else max(seen, value)
    step = (WIDTH - LEFT - RIGHT) / _COLUMNS
    parts = []
    for column, row in sorted(most.items()):
        told = " · ".join(
            f"{line.name} {frame.write(value)}"
            if len(lines) > 1
            else frame.write(value)
            for line, value in zip(lines, row, strict=True)
            if value is not None
        )
        when = frame.write_time(frame.start + column * width)
        parts.append(
            f'<rect class="hit" x="{LEFT + column * step:.1f}" y="{TOP}" '
            f'width="{step:.1f}" height="{HEIGHT - TOP - BOTTOM}">'
            f"<title>{escape(when)}: {escape(told)}</title></rect>"
        )
    return Markup("".join(parts))  # noqa: S704 - every text in it was escaped

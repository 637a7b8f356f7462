"""The charts of a machine's last 24 hours, from the points of its signals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from collector.web.charts import Frame, Line, Point, draw, known
from collector.web.formats import Formats
from collector.web.i18n import N_, Tongue

DAY_S = 86400.0
BUCKETS = 288  # five minutes each
GAP_S = 2.5 * DAY_S / BUCKETS  # longer than that, nobody knows what was between
Points = Mapping[str, Sequence[Point]]


@dataclass(frozen=True)
class _Plan:
    """Which signals share a chart, and how their values are written."""

    title: str
    lines: tuple[tuple[str, str], ...]  # signal, its name in the legend
    write: Callable[[Formats, float], str]
    most: float | None = None
    least: float = 0.0
    base: int = 1000


@dataclass(frozen=True)
class ChartLine:
    """One entry of a legend, with what the curve amounts to."""

    name: str
    mean: str
    highest: str
    highest_at: str
    mean_text: str


@dataclass(frozen=True)
class Chart:
    """One chart; ``svg`` is None while there is nothing to draw."""

    title: str
    svg: Markup | None
    lines: Sequence[ChartLine]


PLANS: tuple[_Plan, ...] = (
    _Plan(N_("CPU busy"), (("cpu_busy_ratio", ""),), Formats.percent, most=1.0),
    _Plan(N_("Memory used"), (("memory_used_ratio", ""),), Formats.percent, most=1.0),
    _Plan(
        N_("Pages read back from disk per second"),
        (("hard_faults_per_second", ""),),
        Formats.short,
        least=20.0,
    ),
    _Plan(N_("Disk busy"), (("disk_busy_ratio", ""),), Formats.percent, most=1.0),
    _Plan(
        N_("Time per disk operation"),
        (
            ("disk_read_seconds_per_operation", N_("read")),
            ("disk_write_seconds_per_operation", N_("write")),
        ),
        Formats.short_seconds,
        least=0.005,
    ),
    _Plan(
        N_("Network"),
        (
            ("network_receive_bytes_per_second", N_("in")),
            ("network_transmit_bytes_per_second", N_("out")),
        ),
        Formats.bits,
        least=12_500.0,
    ),
)
SIGNALS: tuple[str, ...] = tuple(name for plan in PLANS for name, _ in plan.lines)


def charts(points: Points, tongue: Tongue, *, now: float) -> list[Chart]:
    """Return all charts of the 24 hours until *now*."""
    return [_chart(plan, points, tongue, now=now) for plan in PLANS]


def _chart(plan: _Plan, points: Points, tongue: Tongue, *, now: float) -> Chart:
    title = tongue.text(plan.title)
    lines = [
        Line(tongue.text(name) if name else title, list(points.get(signal, ())))
        for signal, name in plan.lines
    ]
    formats = tongue.formats
    frame = Frame(
        title=tongue.text("{title}, last 24 hours").format(title=title),
        start=now - DAY_S,
        end=now,
        write=lambda value: plan.write(formats, value),
        write_time=formats.clock,
        gap_s=GAP_S,
        most=plan.most,
        base=plan.base,
        least=plan.least,
    )
    told = [entry for line in lines if (entry := _told(line, frame, tongue))]
    return Chart(title, draw(lines, frame), told)


def _told(line: Line, frame: Frame, tongue: Tongue) -> ChartLine | None:
    """Return what a curve amounts to, or None for one without values."""
    values = known([line], frame)
    if not values:
        return None
    mean = sum(value for _, value in values) / len(values)
    time, highest = max(values, key=lambda pair: pair[1])
    return ChartLine(
        name=line.name,
        mean=frame.write(mean),
        highest=frame.write(highest),
        highest_at=frame.write_time(time),
        mean_text=tongue.text("mean {mean}, highest {highest} at {time}").format(
            mean=frame.write(mean),
            highest=frame.write(highest),
            time=frame.write_time(time),
        ),
    )

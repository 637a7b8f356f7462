"""The charts of a machine's last 24 hours, from the points of its signals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from collector.web.charts import Frame, Line, Point, draw, known
from collector.web.formats import Formats
from collector.web.i18n import N_, Tongue

DAY_S = 86400.0
Points = Mapping[str, Sequence[Point]]


@dataclass(frozen=True)
class Window:
    """The time that charts show: how long, and in how many points."""

    name: str
    length_s: float
    buckets: int

    @property
    def gap_s(self) -> float:
        """Points further apart are not joined: nobody knows what was between."""
        return 2.5 * self.length_s / self.buckets


DAY = Window(N_("Last 24 hours"), DAY_S, 288)
_WINDOWS = (
    Window(N_("Last hour"), 3600.0, 60),
    Window(N_("Last 6 hours"), 6 * 3600.0, 180),
    DAY,
)


def window(first: float | None, now: float) -> Window:
    """Return a day; less while the machine is so new that a day would look empty.

    *first* is the time of the first report of the last 24 hours.
    """
    if first is None:
        return DAY
    return next((w for w in _WINDOWS if now - first <= w.length_s), DAY)


@dataclass(frozen=True)
class Plan:
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


PLANS: tuple[Plan, ...] = (
    Plan(N_("CPU busy"), (("cpu_busy_ratio", ""),), Formats.percent, most=1.0),
    Plan(N_("Memory used"), (("memory_used_ratio", ""),), Formats.percent, most=1.0),
    Plan(
        N_("Pages read back from disk per second"),
        (("hard_faults_per_second", ""),),
        Formats.short,
        least=20.0,
    ),
    Plan(N_("Disk busy"), (("disk_busy_ratio", ""),), Formats.percent, most=1.0),
    Plan(
        N_("Time per disk operation"),
        (
            ("disk_read_seconds_per_operation", N_("read")),
            ("disk_write_seconds_per_operation", N_("write")),
        ),
        Formats.short_seconds,
        least=0.005,
    ),
    Plan(
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


def charts(
    points: Points, tongue: Tongue, *, now: float, window: Window = DAY
) -> list[Chart]:
    """Return all charts of the *window* until *now*."""
    return [draw_plan(plan, points, tongue, now, window) for plan in PLANS]


def draw_plan(
    plan: Plan, points: Points, tongue: Tongue, now: float, window: Window
) -> Chart:
    """Return one chart of the *window* until *now*."""
    title = tongue.text(plan.title)
    lines = [
        Line(tongue.text(name) if name else title, list(points.get(signal, ())))
        for signal, name in plan.lines
    ]
    formats = tongue.formats
    frame = Frame(
        title=f"{title}, {tongue.text(window.name).lower()}",
        start=now - window.length_s,
        end=now,
        write=lambda value: plan.write(formats, value),
        write_time=formats.clock,
        gap_s=window.gap_s,
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

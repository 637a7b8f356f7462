"""The charts of a line's month: round-trip time, loss, use, and use by hour. Pure."""

from collections.abc import Callable, Iterable
from functools import partial

from collector.line_reader import HOUR_S
from collector.lines.use import DOWN, UP
from collector.web.charts import Frame, Line, draw
from collector.web.formats import Formats
from collector.web.i18n import N_, Tongue
from collector.web.lines.data import LineMonth
from collector.web.views_charts import Chart, ChartLine

_GAP_S = 2.5 * HOUR_S
_LEAST_DAYS_S = 2 * 86400.0  # ticks below are hours of the day, above days
Write = Callable[[Formats, float], str]
_MONTH: tuple[tuple[str, tuple[tuple[str, str], ...], Write, float], ...] = (
    (
        N_("Latency"),
        (("line_rtt_seconds", N_("round trip")), ("line_jitter_seconds", N_("jitter"))),
        Formats.short_seconds,
        0.01,
    ),
    (N_("Lost probes"), (("line_loss_ratio", ""),), Formats.percent, 0.01),
    (
        N_("Use of the contract"),
        ((DOWN, N_("down")), (UP, N_("up"))),
        Formats.percent,
        0.1,
    ),
)


def line_charts(month: LineMonth, tongue: Tongue, now: float) -> list[Chart]:
    """Return the charts of *month* until *now*; each point is the mean of an hour."""
    formats = tongue.formats
    start, end = month.period.begin, min(month.period.end, now)
    short = end - start < _LEAST_DAYS_S
    found = []
    for title, signals, write, least in _MONTH:
        name = tongue.text(title)
        lines = [
            Line(tongue.text(one) if one else name, list(_points(month, signal)))
            for signal, one in signals
        ]
        frame = Frame(
            title=name,
            start=start,
            end=max(end, start + HOUR_S),
            write=partial(write, formats),
            write_time=formats.clock if short else partial(_day, formats),
            gap_s=_GAP_S,
            least=least,
        )
        told = [
            _told(one.name, signal, month, frame, tongue)
            for one, (signal, _name) in zip(lines, signals, strict=True)
            if one.points
        ]
        found.append(Chart(name, draw(lines, frame), told))
    return found


def day_chart(month: LineMonth, tongue: Tongue) -> Chart:
    """Return the mean use by hour of a working day."""
    midnight = month.period.begin
    title = tongue.text("Use by hour of a working day")
    lines = [
        Line(
            tongue.text(name),
            [
                (midnight + (hour + 0.5) * HOUR_S, both[way])
                for hour, both in enumerate(month.use.by_hour)
            ],
        )
        for way, name in enumerate((N_("down"), N_("up")))
    ]
    frame = Frame(
        title=title,
        start=midnight,
        end=midnight + 24 * HOUR_S,
        write=tongue.formats.percent,
        write_time=tongue.formats.clock,
        gap_s=_GAP_S,
        least=0.1,
    )
    texts = [ChartLine(one.name, "", "", "", one.name) for one in lines]
    return Chart(title, draw(lines, frame), texts)


def _day(formats: Formats, unix: float) -> str:
    """Return day and month: the year stands above."""
    return formats.date(unix)[:-5]


def _points(month: LineMonth, signal: str) -> Iterable[tuple[float, float | None]]:
    for hour, sketches in sorted(month.hours.items()):
        if signal in sketches:
            yield (hour + 0.5) * HOUR_S, sketches[signal].mean


def _told(
    name: str, signal: str, month: LineMonth, frame: Frame, tongue: Tongue
) -> ChartLine:
    """Return the legend: mean and 95th percentile of all readings."""
    spread = month.quality.signals.get(signal)
    if spread is None:  # of the edge's port
        p95 = month.use.p95_down if signal == DOWN else month.use.p95_up
        text = tongue.text("95 % of working time below {p95}").format(
            p95=frame.write(p95 or 0.0)
        )
        return ChartLine(name, "", "", "", text)
    text = tongue.text("mean {mean}, 95 % below {p95}").format(
        mean=frame.write(spread.mean), p95=frame.write(spread.p95)
    )
    return ChartLine(name, frame.write(spread.mean), "", "", text)

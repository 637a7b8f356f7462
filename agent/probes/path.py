"""The ways that the work rests on: gateway, collector, resolvers, broadband lines."""

from collections.abc import Iterator
from typing import ClassVar, Protocol

from agent.paths.track import Row
from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample

_WAY = ("target", "target_role", "line", "method")

PROBES = Metric(
    "hatang_path_probes_total",
    "counter",
    "Small probes sent since the agent was started.",
    _WAY,
)
LOST = Metric(
    "hatang_path_probes_lost_total",
    "counter",
    "Probes that nobody answered within 1.5 seconds.",
    _WAY,
)
RTT = Metric(
    "hatang_path_rtt_seconds",
    "gauge",
    "Round-trip time of the probes since the last reading (RFC 2681); statistic is min, "
    "median, p95 or max.",
    (*_WAY, "statistic"),
)
JITTER = Metric(
    "hatang_path_jitter_seconds",
    "gauge",
    "Mean absolute difference between consecutive round-trip times (RFC 3393).",
    _WAY,
)
UP = Metric(
    "hatang_path_up",
    "gauge",
    "Whether the target answers; 0 during an outage of five seconds and more.",
    _WAY,
)
WATCHED = Metric(
    "hatang_path_watched_seconds_total",
    "counter",
    "Time in which the target was watched; none while the machine slept.",
    _WAY,
)
OUTAGES = Metric(
    "hatang_path_outages_total",
    "counter",
    "Outages of five seconds and more since the agent was started.",
    _WAY,
)
OUTAGE_SECONDS = Metric(
    "hatang_path_outage_seconds_total",
    "counter",
    "Time of the outages; a part of the watched time.",
    _WAY,
)


class Rows(Protocol):
    """Who watches the targets."""

    def rows(self) -> list[Row]:
        """Return what was seen since the last call."""
        ...


class PathProbe:
    """Reads what the watchers saw."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        *(PROBES, LOST, RTT, JITTER, UP, WATCHED, OUTAGES, OUTAGE_SECONDS),
    )

    def __init__(self, *, paths: Rows | None = None) -> None:
        self._paths = paths

    def read(self) -> Iterator[Sample]:
        """Yield the figures of each target.

        Raises:
            NoData: nothing is watched.
        """
        rows = self._paths.rows() if self._paths is not None else []
        if not rows:
            raise NoData("no way is watched")
        for row in rows:
            yield from _samples(row)


def _samples(row: Row) -> Iterator[Sample]:
    target = row.target
    way = {
        "target": target.host,
        "target_role": target.role,
        "line": target.line,
        "method": row.method,
    }
    figures = row.figures
    jitter_s = None
    if figures is not None and figures.jitter_s is not None:
        jitter_s = round(figures.jitter_s, 7)
    pairs: list[tuple[Metric, float | None]] = [
        (PROBES, row.probes),
        (LOST, row.lost),
        (JITTER, jitter_s),
        (UP, row.up),
        (WATCHED, round(row.totals.watched_s, 3)),
        (OUTAGES, row.totals.outages),
        (OUTAGE_SECONDS, round(row.totals.outage_s, 3)),
    ]
    yield from known(pairs, **way)
    if figures is None:
        return
    for statistic, seconds in (
        ("min", figures.minimum_s),
        ("median", figures.median_s),
        ("p95", figures.p95_s),
        ("max", figures.maximum_s),
    ):
        yield RTT.sample(round(seconds, 7), **way, statistic=statistic)

"""What was measured of a line in a period, beside what is agreed and what law asks. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from collector.lines.outages import Outage
from collector.planning.shapes.facts import Fact, Norms
from collector.planning.shapes.records import Line
from collector.sketch import Sketch

LEAST_TESTS = 5
LEAST_WATCHED_S = 86400.0
Verdict = Literal["kept", "broken", "too_few"]
_NORMS = {
    "throughput": "line_least_throughput_ratio",
    "international": "line_least_throughput_ratio",
    "availability": "line_least_availability_ratio",
    "latency": "line_most_latency_seconds",
}


class Period(NamedTuple):
    """Whole local days; ``begin`` and ``end`` are their Unix seconds."""

    first: dt.date
    last: dt.date
    begin: float
    end: float


class Spread(msgspec.Struct, frozen=True):
    """A signal over the period."""

    count: int
    mean: float
    median: float
    p95: float


class Criterion(msgspec.Struct, frozen=True):
    """One thing that is promised: measured value, limit and its source, kept or not.

    ``count`` is of tests or readings; ``too_few`` of them judge nothing.
    """

    name: str
    measured: float | None
    limit: float
    at_least: bool
    unit: str
    count: int
    verdict: Verdict
    document: str
    effective_from: str
    example: bool


class Quality(msgspec.Struct, frozen=True):
    """A line in a period. ``watched_s`` is how long anybody could have seen an outage."""

    line: Line
    first: str
    last: str
    watched_s: float
    period_s: float
    outages: tuple[Outage, ...]
    criteria: tuple[Criterion, ...]
    signals: dict[str, Spread]
    tests: tuple[tuple[int, float], ...]

    @property
    def outage_s(self) -> float:
        """How long the line was out while it was watched."""
        return sum(one.seconds for one in self.outages)

    @property
    def availability(self) -> float | None:
        """The share of the watched time in which it was there."""
        if self.watched_s <= 0:
            return None
        return max(0.0, 1.0 - self.outage_s / self.watched_s)


def quality(
    line: Line,
    period: Period,
    hours: Mapping[int, Mapping[str, Sketch]],
    outages: Sequence[Outage],
    norms: Norms,
) -> Quality:
    """Return what *hours* (roll-ups, by hour since 1970) and *outages* say of *line*."""
    whole: dict[str, Sketch] = {}
    for sketches in hours.values():
        for name, sketch in sketches.items():
            whole.setdefault(name, Sketch()).merge(sketch)
    watched = whole.pop("line_watched_seconds", None)
    watched_s = watched.sum if watched is not None else 0.0
    signals = {name: _spread(one) for name, one in sorted(whole.items()) if one.count}
    tests = tuple(
        (hour, found.sum / found.count)
        for hour, sketches in sorted(hours.items())
        if (found := sketches.get("line_throughput_ratio")) is not None and found.count
    )
    made = Quality(
        line=line,
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        watched_s=min(watched_s, period.end - period.begin),
        period_s=period.end - period.begin,
        outages=tuple(outages),
        criteria=(),
        signals=signals,
        tests=tests,
    )
    criteria = tuple(_criteria(made, norms, period.last))
    return msgspec.structs.replace(made, criteria=criteria)


def _criteria(made: Quality, norms: Norms, day: dt.date) -> list[Criterion]:
    throughput = made.signals.get("line_throughput_ratio")
    abroad = made.signals.get("line_international_ratio")
    rtt = made.signals.get("line_rtt_seconds")
    enough_tests = throughput.count if throughput else 0
    watched = round(made.watched_s)
    rows: list[tuple[str, float | None, int, int]] = [
        (
            "throughput",
            throughput.mean if throughput else None,
            enough_tests,
            LEAST_TESTS,
        ),
        ("availability", made.availability, watched, round(LEAST_WATCHED_S)),
        ("latency", rtt.mean if rtt else None, rtt.count if rtt else 0, 1440),
    ]
    if made.line.international_mbps:
        count = abroad.count if abroad else 0
        value = abroad.mean if abroad else None
        rows.insert(1, ("international", value, count, LEAST_TESTS))
    found = []
    for name, value, count, least in rows:
        fact = norms.of(_NORMS[name], day)
        if fact is not None:
            found.append(_criterion(name, value, (count, least), fact))
    return found


def _criterion(
    name: str, value: float | None, counts: tuple[int, int], fact: Fact
) -> Criterion:
    count, least = counts
    limit, at_least = float(fact.value), name != "latency"
    verdict: Verdict = "too_few"
    if value is not None and count >= least:
        kept = value >= limit if at_least else value <= limit
        verdict = "kept" if kept else "broken"
    return Criterion(
        name=name,
        measured=value,
        limit=limit,
        at_least=at_least,
        unit="seconds" if name == "latency" else "ratio",
        count=count,
        verdict=verdict,
        document=fact.document,
        effective_from=fact.effective_from.isoformat(),
        example=fact.example,
    )


def _spread(sketch: Sketch) -> Spread:
    middle, most = sketch.quantile(0.5), sketch.quantile(0.95)
    return Spread(sketch.count, sketch.sum / sketch.count, middle or 0.0, most or 0.0)

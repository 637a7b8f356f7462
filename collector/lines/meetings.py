"""How many calls fit on a line at once, as it was measured. Pure.

What a call takes and endures are facts of ``norms.toml``. What is free is the measured
rate less what the office uses already in all but its fullest twentieth.
"""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from collector.lines.quality import LEAST_TESTS, Quality
from collector.lines.use import Use
from collector.planning.shapes.facts import Norms
from collector.planning.shapes.records import Department, Line

_FACTS = (
    "call_down_mbps",
    "call_up_mbps",
    "call_most_jitter_seconds",
    "call_most_loss_ratio",
)


class Call(NamedTuple):
    """What one call takes, and the worst line that it endures."""

    down_mbps: float
    up_mbps: float
    most_jitter_s: float
    most_loss_ratio: float
    document: str
    example: bool


class Meetings(msgspec.Struct, frozen=True):
    """Calls that fit at once. ``calls`` is 0 where the line is too poor for any.

    ``by_rate`` is what the rate alone carries; ``poor`` names the signals beyond what a
    call endures, ``unknown`` what nobody measured and was taken as agreed or idle.
    ``heads`` are the people at the line's site; 0: nobody entered them.
    """

    calls: int
    by_rate: int
    heads: int
    poor: tuple[str, ...]
    unknown: tuple[str, ...]
    call_down_mbps: float
    call_up_mbps: float
    document: str
    example: bool

    @property
    def ratio(self) -> float | None:
        """Calls for each person; None where nobody entered how many there are."""
        return self.calls / self.heads if self.heads else None


def call_of(norms: Norms, day: dt.date) -> Call | None:
    """Return what a call takes by the facts of *day*; None: a file does not say."""
    facts = [norms.of(name, day) for name in _FACTS]
    values: list[float] = []
    for fact in facts:
        value = fact.value if fact is not None else None
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            return None
        values.append(float(value))
    known = [fact for fact in facts if fact is not None]
    documents = dict.fromkeys(fact.document for fact in known)
    example = any(fact.example for fact in known)
    down, up, jitter, loss = values
    return Call(down, up, jitter, loss, "; ".join(documents), example)


def heads_at(line: Line, departments: Iterable[Department]) -> int:
    """Return how many people work at the site of *line*."""
    return sum(one.heads for one in departments if one.site == line.site)


def meetings(made: Quality, use: Use, call: Call, heads: int) -> Meetings:
    """Return how many calls fit on the line of *made* beside its *use*."""
    line, signals = made.line, made.signals
    unknown, poor = [], []
    tests = signals.get("line_throughput_ratio")
    share = min(1.0, tests.median) if tests and tests.count >= LEAST_TESTS else None
    if share is None:
        unknown.append("throughput")
    if use.p95_down is None or use.p95_up is None:
        unknown.append("use")
    for name, signal, most in (
        ("jitter", "line_jitter_seconds", call.most_jitter_s),
        ("loss", "line_loss_ratio", call.most_loss_ratio),
    ):
        spread = signals.get(signal)
        if spread is None:
            unknown.append(name)
        elif spread.p95 > most:
            poor.append(name)
    rate = 1.0 if share is None else share
    by_rate = min(
        _fit(line.down_mbps * (rate - (use.p95_down or 0.0)), call.down_mbps),
        _fit(line.up_mbps * (rate - (use.p95_up or 0.0)), call.up_mbps),
    )
    return Meetings(
        calls=0 if poor else by_rate,
        by_rate=by_rate,
        heads=heads,
        poor=tuple(poor),
        unknown=tuple(unknown),
        call_down_mbps=call.down_mbps,
        call_up_mbps=call.up_mbps,
        document=call.document,
        example=call.example,
    )


def _fit(free_mbps: float, each_mbps: float) -> int:
    return max(0, int(free_mbps / each_mbps + 1e-9))

"""What was measured of one target in a window of days, out of its day roll-ups. Pure."""

import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from collector.planning.shapes.estate import Measured
from collector.rollup_row import decode_rollup
from collector.sketch import Sketch, SketchError
from collector.store.planning import DayRollup

log = logging.getLogger(__name__)

_NOT_PLANNED_BY = ("load_per_cpu", "network_", "port_broadcast_ratio")


class Seen(NamedTuple):
    """The signals of one target, on how many days and hours it was on, and until when."""

    signals: Mapping[str, Measured]
    days: int
    hours: int
    last_day: int


@lru_cache(maxsize=65536)
def is_planned_by(signal: str) -> bool:
    """Return whether plans read *signal*; the others are not even decoded."""
    return not signal.startswith(_NOT_PLANNED_BY)


class _Signal:
    """One signal while its days come in."""

    __slots__ = ("days", "hours", "p5", "p95", "whole")

    def __init__(self) -> None:
        self.whole = Sketch()
        self.days: list[int] = []
        self.p95: list[float] = []
        self.p5: list[float] = []
        self.hours = 0

    def measured(self) -> Measured:
        return Measured(
            self.whole, tuple(self.days), self.hours, tuple(self.p95), tuple(self.p5)
        )


def seen_of(rows: Iterable[DayRollup], *, least_hours: int) -> Seen:
    """Return what *rows*, the days of one target in order, say together.

    A day counts with *least_hours*; the values of all days do. A row that cannot be
    read is named in the log and left out.
    """
    found: dict[str, _Signal] = {}
    days = hours = last = 0
    for row in rows:
        try:
            sketches = decode_rollup(row.packed, is_planned_by).sketches
        except SketchError as err:
            log.warning("day %d of %s is left out: %s", row.day, row.owner, err)
            continue
        counts = row.hours >= least_hours
        days += counts
        hours += row.hours
        if row.hours:
            last = row.day
        for name, sketch in sketches.items():
            signal = found.get(name)
            if signal is None:
                signal = found[name] = _Signal()
            _add(signal, row, sketch, counts=counts)
    return Seen(
        {name: signal.measured() for name, signal in sorted(found.items())},
        days,
        hours,
        last,
    )


def _add(signal: _Signal, row: DayRollup, sketch: Sketch, *, counts: bool) -> None:
    high, low = sketch.quantile(0.95), sketch.quantile(0.05)
    if high is None or low is None:
        return
    signal.whole.merge(sketch)
    signal.hours += row.hours
    if counts:
        signal.days.append(row.day)
        signal.p95.append(high)
        signal.p5.append(low)


def scaled(seen: Measured, factor: float) -> Measured:
    """Return *seen* with all values times *factor* > 0."""
    return Measured(
        seen.sketch.scaled(factor),
        seen.days,
        seen.hours,
        tuple(value * factor for value in seen.daily_p95),
        tuple(value * factor for value in seen.daily_p5),
    )

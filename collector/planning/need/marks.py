"""One thing that was seen of a target, before it is compared with the fleet."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from collector.planning.need.scale import clipped, position
from collector.planning.need.states import severity
from collector.planning.shapes.estate import Measured
from collector.planning.shapes.facts import Policy, Threshold
from collector.planning.shapes.need import Dimension

Basis = str
"""Where a mark is from: ``measured``, ``worked`` (a fact that matters only where people
work) or ``fact``."""


_LEAST_DAYS = 3  # on which it happens


class Mark(NamedTuple):
    """A value beside its thresholds. ``place`` is its position, ``raw`` that clipped.

    Only what is ``measured`` is shrunk. ``days`` and ``hours`` are those with values.
    """

    dimension: Dimension
    signal: str
    unit: str
    raw: float
    place: float
    value: float | None = None
    threshold: Threshold | None = None
    basis: Basis = "fact"
    days: int = 0
    hours: int = 0


class Judge:
    """Makes marks by one policy. A signal without a threshold there is not judged."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def threshold(self, name: str) -> Threshold | None:
        """Return the thresholds *name*, None where they are missing or no numbers."""
        found = self.policy.thresholds.get(name)
        if found is None or not math.isfinite(found.warn + found.critical):
            return None
        return found

    def warn(self, name: str, otherwise: float) -> float:
        """Return where the warning of *name* begins."""
        found = self.threshold(name)
        return otherwise if found is None else found.warn

    def value(
        self, dimension: Dimension, name: str, value: float | None, unit: str
    ) -> Iterator[Mark]:
        """Yield the mark of a fact's *value* under the thresholds *name*, if any."""
        threshold = self.threshold(name)
        if value is None or not math.isfinite(value) or threshold is None:
            return
        place = position(value, threshold)
        yield Mark(dimension, name, unit, clipped(place), place, value, threshold)

    def measured(
        self,
        dimension: Dimension,
        name: str,
        seen: Measured | None,
        value: float | None,
        unit: str,
    ) -> Iterator[Mark]:
        """Yield the mark of *value*, which was measured on the days of *seen*."""
        if seen is not None:
            for mark in self.value(dimension, name, value, unit):
                yield mark._replace(
                    basis="measured", days=len(seen.days), hours=seen.hours
                )

    def state(self, dimension: Dimension, name: str) -> Mark:
        """Return the mark of the state *name*."""
        raw = severity(self.policy, name)
        return Mark(dimension, name, "", raw, raw)


def quantile(seen: Measured | None, q: float) -> float | None:
    """Return the quantile *q* of what was *seen*; None of nothing."""
    return seen.sketch.quantile(q) if seen is not None else None


def lasting(seen: Measured | None, q: float) -> float | None:
    """Return the quantile *q*, but no worse than what comes on several days.

    Two days of work on a large report are more than 5 % of a month, and no need: what
    counts is reached on three days at least, and on a tenth of them. *q* is 0.95, or
    0.05 of what is bad when it is low.
    """
    value = quantile(seen, q)
    if seen is None or value is None:
        return value
    days = seen.daily_p95 if q > 0.5 else seen.daily_p5
    most = max(_LEAST_DAYS, math.ceil(len(days) / 10))
    if len(days) < most:
        return value
    if q > 0.5:
        return min(value, sorted(days, reverse=True)[most - 1])
    return max(value, sorted(days)[most - 1])


def mean(seen: Measured | None) -> float | None:
    """Return the mean of what was *seen*; None of nothing."""
    return seen.sketch.mean if seen is not None else None


def labelled(
    signals: Mapping[str, Measured], name: str, label: str
) -> dict[str, Measured]:
    """Return the signals *name* by the value of their *label* (``port``)."""
    start, end = f'{name}{{{label}="', '"}'
    return {
        key.removeprefix(start).removesuffix(end): seen
        for key, seen in sorted(signals.items())
        if key.startswith(start) and key.endswith(end)
    }


def worst(marks: Iterable[Mark]) -> list[Mark]:
    """Return one mark for each signal, that of the highest place, in their order."""
    found: dict[str, Mark] = {}
    for mark in marks:
        if mark.signal not in found or mark.place > found[mark.signal].place:
            found[mark.signal] = mark
    return list(found.values())

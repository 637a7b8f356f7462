"""From the marks of all targets to their pressures: enough days, shrinkage, confidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from collector.planning.need.marks import Mark, worst
from collector.planning.need.scale import confidence, coverage, median, shrunk
from collector.planning.shapes.estate import Window
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Coverage, Dimension, Pressure


@dataclass(frozen=True)
class Judged:
    """The pressures of one target: ``by_signal`` all, ``worst`` one a dimension."""

    enough: bool
    coverage: Coverage
    by_signal: Mapping[str, Pressure] = field(default_factory=dict)
    worst: Mapping[str, Pressure] = field(default_factory=dict)

    def severity(self, dimension: Dimension) -> float:
        """Return the severity of *dimension*; 0 of what is not measured."""
        found = self.worst.get(dimension)
        return found.severity if found is not None else 0.0

    def of(self, *signals: str) -> float:
        """Return the highest severity of *signals*."""
        found = (self.by_signal[name] for name in signals if name in self.by_signal)
        return max((pressure.severity for pressure in found), default=0.0)


class Fleet:
    """Targets of one sort, by whose median severities single ones are judged."""

    def __init__(
        self, everybody: Iterable[Sequence[Mark]], policy: Policy, window: Window
    ) -> None:
        self._policy, self._window = policy, window
        self._middle = _middles(everybody, policy)

    def judged(self, marks: Iterable[Mark], *, days: int, hours: int) -> Judged:
        """Return the pressures of one target that was seen so many *days* and *hours*.

        What is measured on too few days has the severity 0, and so has what matters
        only where people work, on a target with too few days: they are shown, but
        nothing is bought for them.
        """
        seen = coverage(self._window, days=days, hours=hours)
        by_signal: dict[str, Pressure] = {}
        best: dict[Dimension, tuple[tuple[float, float], Pressure]] = {}
        for mark in worst(marks):
            pressure = self._pressure(mark, seen)
            by_signal[mark.signal] = pressure
            rank = (pressure.severity, min(mark.place, 1.0))  # of equals the first
            if mark.dimension not in best or rank > best[mark.dimension][0]:
                best[mark.dimension] = rank, pressure
        enough = seen.days >= self._policy.least_days
        most = {dimension: pressure for dimension, (_, pressure) in best.items()}
        return Judged(enough, seen, by_signal, dict(sorted(most.items())))

    def _pressure(self, mark: Mark, seen: Coverage) -> Pressure:
        policy, severity, covered, sure = self._policy, mark.raw, Coverage(), 1.0
        if mark.basis == "worked":
            covered = seen
        elif mark.basis == "measured":
            covered = coverage(self._window, days=mark.days, hours=mark.hours)
            severity = shrunk(
                mark.raw,
                self._middle.get(mark.signal, mark.raw),
                days=covered.days,
                shrink_days=policy.shrink_days,
            )
        if mark.basis != "fact":
            sure = confidence(covered, policy)
            if min(covered.days, seen.days) < policy.least_days:
                severity = 0.0
        threshold = mark.threshold
        return Pressure(
            mark.dimension,
            severity,
            mark.raw,
            mark.signal,
            mark.value,
            threshold.warn if threshold else None,
            threshold.critical if threshold else None,
            mark.unit,
            covered,
            sure,
        )


def _middles(
    everybody: Iterable[Sequence[Mark]], policy: Policy
) -> Mapping[str, float]:
    """Return the median severity by signal, of all with enough days."""
    found: dict[str, list[float]] = defaultdict(list)
    for marks in everybody:
        for mark in worst(marks):
            if mark.basis == "measured" and mark.days >= policy.least_days:
                found[mark.signal].append(mark.raw)
    middles = ((name, median(values)) for name, values in found.items())
    return {name: middle for name, middle in middles if middle is not None}

"""From a measured value to a severity, and how far one may trust it."""

import math
from collections.abc import Sequence

from collector.planning.shapes.estate import Window
from collector.planning.shapes.facts import Policy, Threshold
from collector.planning.shapes.need import Coverage

_FARTHEST = 1e6


def position(value: float, threshold: Threshold) -> float:
    """Return where *value* stands: 0 at the warning, 1 at the critical threshold.

    It is below 0 for what is in order and over 1 for what is worse than critical. Where
    both thresholds are the same one step leads over them. Not finite: -1e6, far
    from any pressure.
    """
    warn, critical = threshold.warn, threshold.critical
    if not all(map(math.isfinite, (value, warn, critical))):
        return -_FARTHEST
    span = critical / 2 - warn / 2  # halves do not overflow
    if not span:
        return 1.0 if value >= critical else -_FARTHEST
    return max(-_FARTHEST, min((value / 2 - warn / 2) / span, _FARTHEST))


def clipped(value: float) -> float:
    """Return *value*, at least 0 and at most 1."""
    return min(max(0.0, value), 1.0)


def shrunk(raw: float, middle: float, *, days: int, shrink_days: float) -> float:
    """Return the severity *raw* drawn towards the fleet's *middle*, the less the longer.

    (n x + k mu) / (n + k), but never over what was measured: few days make no
    need, they only make one doubtful.
    """
    weight = days + shrink_days
    if weight <= 0:
        return raw
    return min(raw, (days * raw + shrink_days * middle) / weight)


def coverage(window: Window, *, days: int, hours: int) -> Coverage:
    """Return *days* and *hours* with their share of the working time."""
    share = clipped(hours / window.work_hours) if window.work_hours > 0 else 0.0
    return Coverage(max(0, days), max(0, hours), share)


def confidence(seen: Coverage, policy: Policy) -> float:
    """Return how sure a measurement is: 0 to 1, full after ``full_days``."""
    return min(1.0, seen.days / policy.full_days) * seen.share


def median(values: Sequence[float]) -> float | None:
    """Return the middle one of *values*, of two their mean; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2

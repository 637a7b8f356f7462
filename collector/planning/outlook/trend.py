"""Robust trends of daily values: Theil-Sen slopes that Kendall's test believes."""

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

LEAST_DAYS = 15
MOST_DAYS = 120  # the newest; pairs grow with the square
_CERTAIN = 2.576  # standard deviations: one false trend in a hundred
_FARTHEST = 12
"""How many times as far as was looked back one may look forward."""


class Trend(NamedTuple):
    """A straight line: *level* on the last day (an ordinal), *slope* per day."""

    last_day: int
    span_days: int
    level: float
    slope: float

    def reaches(self, limit: float) -> float | None:
        """Return after how many days it is at *limit*; None if it is not on the way.

        Nor is it said if that is too far off for what was seen.
        """
        way = limit - self.level
        if way * self.slope <= 0:
            return None
        days = way / self.slope
        return days if days <= _FARTHEST * self.span_days else None


def trend(days: Sequence[int], values: Sequence[float]) -> Trend | None:
    """Return the trend of *values* by day, None where there is none.

    There is one if at least 15 days show it with a certainty of 99 % (Kendall's tau,
    with ties), and either half of them shows the same direction: a single step, as of
    one large copy, is no trend.
    """
    points = sorted(
        (day, value)
        for day, value in zip(days, values, strict=False)
        if math.isfinite(value)
    )[-MOST_DAYS:]
    if len({day for day, _ in points}) < LEAST_DAYS or not _certain(points):
        return None
    slope = _slope(points)
    half = len(points) // 2
    halves = _slope(points[:half]), _slope(points[-half:])
    if not slope or any(part * slope <= 0 for part in halves):
        return None
    last = points[-1][0]
    level = median(value + slope * (last - day) for day, value in points)
    return Trend(last, last - points[0][0], level, slope)


def _slope(points: Sequence[tuple[int, float]]) -> float:
    slopes = [(w - v) / (b - a) for (a, v), (b, w) in combinations(points, 2) if b != a]
    return median(slopes) if slopes else 0.0


def _certain(points: Sequence[tuple[int, float]]) -> bool:
    """Return whether the order of the values is no chance (normal approximation)."""
    count = len(points)
    balance = sum((w > v) - (w < v) for (_, v), (_, w) in combinations(points, 2))
    ties: dict[float, int] = {}
    for _, value in points:
        ties[value] = ties.get(value, 0) + 1
    spread = count * (count - 1) * (2 * count + 5) - sum(
        t * (t - 1) * (2 * t + 5) for t in ties.values()
    )
    if spread <= 0 or not balance:
        return False
    return (abs(balance) - 1) / math.sqrt(spread / 18) >= _CERTAIN

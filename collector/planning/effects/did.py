"""Difference in differences of one machine against its like, with an interval. Pure.

Whoever suffers most is chosen first, and would have suffered less afterwards by chance
alone: so a machine is compared with those that suffered as much before and that nobody
touched, and what happened to all of them (a new program, a hot month) falls out.

Where its like were not quite as badly off, the difference falls back by itself. How much
is told by all that nobody touched: by how much those who were worse before became better
(Abadie and Imbens, Journal of Business & Economic Statistics 29, 2011).

The interval is the wider of two. Days follow each other: the variance of Newey and West,
Econometrica 55, 1987. And machines change on their own, which nobody can tell from one
machine: it is taken from the spread of the changes of the controls, to which nothing was
done (Conley and Taber, Review of Economics and Statistics 93, 2011), by Student's interval
for one more draw beside k known ones (Donald and Lang, Review of Economics and
Statistics 89, 2007): t(0.95; k - 1) s √(1 + 1/k).
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import NamedTuple

LEAST_DAYS = 10  # on each side
LEAST_CONTROLS = 4
MOST_CONTROLS = 10
LEAST_SLOPE = 8  # machines, to tell how differences fall back
_T95 = (2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833)
"""Student's t, one-sided 95 %, with 3 to 9 degrees of freedom (4 to 10 controls)."""
_Z = statistics.NormalDist().inv_cdf(0.95)  # of an interval of 90 %

Series = Mapping[int, float]
"""Severity by local day."""


class Estimate(NamedTuple):
    """How much severity went, 0.2 of 1 say, with the interval's ends."""

    relief: float
    low: float
    high: float
    before_days: int
    after_days: int
    controls: tuple[str, ...]


def sides(series: Series, done: int) -> tuple[list[int], list[int]]:
    """Return the days before and after the day *done*, which itself counts in neither."""
    days = sorted(series)
    return [day for day in days if day < done], [day for day in days if day > done]


def enough(series: Series, done: int) -> bool:
    """Return whether both sides have enough days."""
    return all(len(side) >= LEAST_DAYS for side in sides(series, done))


def matched(treated: Series, others: Mapping[str, Series], done: int) -> list[str]:
    """Return who suffered as the treated one did before *done*, the most like first.

    What came afterwards plays no part in it.
    """
    level = _mean_before(treated, done)
    usable = {name: one for name, one in others.items() if enough(one, done)}
    return sorted(
        usable, key=lambda name: (abs(_mean_before(usable[name], done) - level), name)
    )[:MOST_CONTROLS]


def _slope(others: Mapping[str, Series], done: int) -> float:
    """Return how much of each difference before goes by itself: -1 (all) to 0."""
    levels, changes = [], []
    for one in others.values():
        if enough(one, done):
            before, after = (
                statistics.fmean(one[day] for day in side) for side in sides(one, done)
            )
            levels.append(before)
            changes.append(after - before)
    if len(levels) < LEAST_SLOPE or min(levels) == max(levels):
        return 0.0
    slope = statistics.linear_regression(levels, changes).slope
    return min(max(slope, -1.0), 0.0)


def _mean_before(series: Series, done: int) -> float:
    before, _after = sides(series, done)
    return statistics.fmean(series[day] for day in before)


def estimate(
    treated: Series, others: Mapping[str, Series], done: int
) -> Estimate | None:
    """Return the relief of *treated* since *done*; None: too few days or controls."""
    if not enough(treated, done):
        return None
    names = matched(treated, others, done)
    if len(names) < LEAST_CONTROLS:
        return None
    controls = [others[name] for name in names]
    apart = _apart(treated, controls)
    before, after = sides(apart, done)
    if min(len(before), len(after)) < LEAST_DAYS:
        return None
    relief, spread = _difference(apart, before, after)
    relief += _slope(others, done) * statistics.fmean(apart[day] for day in before)
    half = max(
        _half_width(spread, len(before) + len(after)), _chance(treated, controls, done)
    )
    return Estimate(
        relief, relief - half, relief + half, len(before), len(after), tuple(names)
    )


def _apart(treated: Series, controls: Sequence[Series]) -> dict[int, float]:
    """Return by day how much worse the treated one was than its controls' mean."""
    found = {}
    for day, value in treated.items():
        others = [one[day] for one in controls if day in one]
        if len(others) >= min(LEAST_CONTROLS, len(controls)):
            found[day] = value - statistics.fmean(others)
    return found


def _difference(
    apart: Series, before: Sequence[int], after: Sequence[int]
) -> tuple[float, float]:
    """Return the relief, and the standard error of its two means."""
    first, second = [apart[day] for day in before], [apart[day] for day in after]
    relief = statistics.fmean(first) - statistics.fmean(second)
    return relief, math.sqrt(_variance_of_mean(first) + _variance_of_mean(second))


def _variance_of_mean(values: Sequence[float]) -> float:
    """Return the variance of the mean of values in order, by Newey and West."""
    count = len(values)
    mean = statistics.fmean(values)
    parts = [value - mean for value in values]
    total = sum(part * part for part in parts)
    lags = math.floor(4 * (count / 100) ** (2 / 9))
    for lag in range(1, min(lags, count - 1) + 1):
        weight = 1 - lag / (lags + 1)
        pairs = zip(parts[lag:], parts, strict=False)
        total += 2 * weight * sum(a * b for a, b in pairs)
    return max(total, 0.0) / (count * max(count - 1, 1))


def _half_width(spread: float, days: int) -> float:
    """Return half the interval; wider for few days, as Student's distribution is."""
    freedom = max(days - 2, 1)
    return spread * (_Z + (_Z**3 + _Z) / (4 * freedom))


def _chance(treated: Series, controls: Sequence[Series], done: int) -> float:
    """Return half the interval that the controls' own changes make likely."""
    changes = []
    for one in controls:
        apart = {day: one[day] for day in treated if day in one}
        before, after = sides(apart, done)
        if before and after:
            changes.append(_difference(apart, before, after)[0])
    count = len(changes)
    if count < LEAST_CONTROLS:
        return math.inf
    factor = _T95[min(count - LEAST_CONTROLS, len(_T95) - 1)]
    return factor * statistics.stdev(changes) * math.sqrt(1 + 1 / count)

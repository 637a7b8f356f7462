"""When free space falls so fast that something must be wrong: a function of readings."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

WINDOW_S = 3600.0
LEAST_SPAN_S = 1500.0
LEAST_READINGS = 5
WARNING_S = 12 * 3600.0
CRITICAL_S = 3 * 3600.0
CALM_S = 3 * WARNING_S
LEAST_FALL_RATIO = 0.01
MOST_SINGLE_STEP_RATIO = 0.6

Level = Literal["calm", "warning", "critical"]


class Reading(NamedTuple):
    """The free space of one file system at one uptime."""

    uptime_s: float
    free: int


def seconds_until_full(readings: Sequence[Reading], size: int) -> float | None:
    """Return after how long the space of the window's *readings* is used up.

    None if it is not falling: too few readings, hardly a change, or a fall that was
    one single step (a large file, a snapshot) and not a stream.
    """
    if len(readings) < LEAST_READINGS or size <= 0:
        return None
    first, last = readings[0], readings[-1]
    span = last.uptime_s - first.uptime_s
    fall = first.free - last.free
    if span < LEAST_SPAN_S or fall < size * LEAST_FALL_RATIO:
        return None
    steps = [one.free - other.free for one, other in zip(readings, readings[1:])]  # noqa: B905, RUF007 - the last has no successor
    if max(steps) > fall * MOST_SINGLE_STEP_RATIO or steps[-1] <= 0:
        return None
    return last.free * span / fall


def level(before: Level, left_s: float | None) -> Level:
    """Return how bad it is; it calms down only well beyond where it began."""
    if left_s is not None and left_s < CRITICAL_S:
        return "critical"
    if left_s is not None and left_s < WARNING_S:
        return "critical" if before == "critical" else "warning"
    if left_s is None or left_s > CALM_S:
        return "calm"
    return before


def worse(before: Level, now: Level) -> bool:
    """Return whether *now* is to be told after *before*."""
    order: tuple[Level, ...] = ("calm", "warning", "critical")
    return order.index(now) > order.index(before)

"""What a way was like since the last reading: losses, round-trip times, jitter. Pure."""

from typing import NamedTuple

MOST_TIMES = 4000
"""An hour of probes a second; more than are read at once, when reports come late."""


class Figures(NamedTuple):
    """Of the answered probes: times in seconds, by RFC 2681 and RFC 3393.

    ``jitter_s`` is the mean absolute difference between consecutive answers.
    """

    minimum_s: float
    median_s: float
    p95_s: float
    maximum_s: float
    jitter_s: float | None


class Window:
    """Takes answers until somebody reads it."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._differences = 0.0
        self._pairs = 0
        self._last: float | None = None

    def add(self, rtt_s: float | None) -> None:
        """Take one probe; None: it was lost. A loss breaks the chain of differences."""
        if rtt_s is None:
            self._last = None
            return
        if self._last is not None:
            self._differences += abs(rtt_s - self._last)
            self._pairs += 1
        self._last = rtt_s
        if len(self._times) < MOST_TIMES:
            self._times.append(rtt_s)

    def take(self) -> Figures | None:
        """Return the figures since the last call; None if nothing was answered."""
        times, self._times = sorted(self._times), []
        jitter_s = self._differences / self._pairs if self._pairs else None
        self._differences, self._pairs = 0.0, 0
        if not times:
            return None
        return Figures(
            times[0], quantile(times, 0.5), quantile(times, 0.95), times[-1], jitter_s
        )


def quantile(ordered: list[float], q: float) -> float:
    """Return the quantile *q* of *ordered* values, the lower of two neighbours."""
    return ordered[min(len(ordered) - 1, int(q * len(ordered)))]

"""When a way was lost, and when it was there again. Pure.

An outage begins with the last answered probe before the silence and ends with the first
answered one after it, so both are known to within one probe. One or two lost probes are
loss, not an outage. While nobody probed (the machine slept, was suspended, or had no
time for us) nothing is known: that is not watched, and no outage.
"""

from typing import NamedTuple

LEAST_S = 5.0
LEAST_LOST = 3
MOST_PAUSE_S = 10.0
"""More between two probes, and more than three intervals: nobody watched."""


class Lost(NamedTuple):
    """The way is lost since ``since_s``."""

    since_s: float


class Restored(NamedTuple):
    """The way is there again at ``at_s``, after ``seconds``."""

    at_s: float
    seconds: float


class Totals(NamedTuple):
    """What was seen since the start; seconds that were not watched are in none."""

    watched_s: float = 0.0
    outages: int = 0
    outage_s: float = 0.0


class Outages:
    """The outages of one way; times are on the uptime clock."""

    def __init__(self, interval_s: float) -> None:
        self._pause_s = max(MOST_PAUSE_S, 3 * interval_s)
        self._last_probe_s: float | None = None
        self._answered_s: float | None = None
        self._lost = 0
        self._since_s: float | None = None
        self._counted_s = 0.0  # until when the running outage is in the totals
        self.totals = Totals()

    @property
    def up(self) -> bool | None:
        """Whether the way is there; None before anything is known."""
        if self._since_s is not None:
            return False
        return True if self._answered_s is not None else None

    @property
    def doubtful(self) -> bool:
        """Whether the last probe was lost: then it is worth asking more often."""
        return self._lost > 0

    def probe(self, at_s: float, *, answered: bool) -> Lost | Restored | None:
        """Take one probe that was sent at *at_s*; return what it shows."""
        paused = self._watch(at_s)
        if answered:
            return self._answer(at_s, paused=paused)
        self._lost += 1
        if self._since_s is not None:
            self._count(at_s)
            return None
        since_s = self._answered_s
        if since_s is None or self._lost < LEAST_LOST or at_s - since_s < LEAST_S:
            return None
        self._since_s = self._counted_s = since_s
        self.totals = self.totals._replace(outages=self.totals.outages + 1)
        self._count(at_s)
        return Lost(since_s)

    def _watch(self, at_s: float) -> bool:
        """Count watched time; return whether nobody watched until now."""
        last_s, self._last_probe_s = self._last_probe_s, at_s
        if last_s is None:
            return False
        if at_s - last_s > self._pause_s:
            self._lost = 0
            self._counted_s += at_s - last_s
            if self._since_s is None:
                self._answered_s = None
            return True
        watched_s = self.totals.watched_s + max(0.0, at_s - last_s)
        self.totals = self.totals._replace(watched_s=watched_s)
        return False

    def _answer(self, at_s: float, *, paused: bool) -> Restored | None:
        since_s = self._since_s
        self._lost, self._answered_s, self._since_s = 0, at_s, None
        if since_s is None:
            return None
        if not paused:  # when it came back during a pause, nobody knows when
            self._count(at_s)
        return Restored(at_s, at_s - since_s)

    def _count(self, until_s: float) -> None:
        more_s = max(0.0, until_s - self._counted_s)
        self._counted_s = max(self._counted_s, until_s)
        self.totals = self.totals._replace(outage_s=self.totals.outage_s + more_s)

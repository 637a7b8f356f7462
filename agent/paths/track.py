"""One target through the time: what was asked, what came back, what it means. Pure."""

import threading
from typing import NamedTuple

from agent.paths.outages import Lost, Outages, Restored, Totals
from agent.paths.targets import Target
from agent.paths.window import Figures, Window


class Row(NamedTuple):
    """What a reading says of one target; ``figures`` are since the last reading."""

    target: Target
    method: str
    probes: int
    lost: int
    figures: Figures | None
    up: bool | None
    totals: Totals


class Track:
    """Takes probes in one thread and is read in another."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._lock = threading.Lock()
        self._window = Window()
        self._outages = Outages(target.interval_s)
        self._probes = self._lost = 0

    def probe(self, at_s: float, rtt_s: float | None) -> Lost | Restored | None:
        """Take the answer to the probe that was sent at *at_s* (uptime)."""
        with self._lock:
            self._probes += 1
            self._lost += rtt_s is None
            self._window.add(rtt_s)
            return self._outages.probe(at_s, answered=rtt_s is not None)

    @property
    def doubtful(self) -> bool:
        """Whether the last probe was lost."""
        return self._outages.doubtful

    def row(self, method: str) -> Row | None:
        """Return what there is to read; None before the first probe."""
        with self._lock:
            if not self._probes:
                return None
            return Row(
                self.target,
                method,
                self._probes,
                self._lost,
                self._window.take(),
                self._outages.up,
                self._outages.totals,
            )

"""Signs of loss: free space that falls so fast that it is soon used up."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import ClassVar, Literal

from agent.facts.free_space import (
    WINDOW_S,
    Level,
    Reading,
    level,
    seconds_until_full,
    worse,
)
from agent.probe import NoData
from agent.shared.clock import Clock, SystemClock
from agent.shared.data_safety import Plan
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Event, Scalar
from agent.sources import system
from agent.sources.shapes import Filesystem

MOST_READINGS = 60

UNTIL_FULL = Metric(
    "hatang_filesystem_until_full_seconds",
    "gauge",
    "When free space is used up if it falls on as in this hour; left out otherwise.",
    labels=("mountpoint",),
)

_SEVERITY: dict[Level, Literal["info", "warning", "critical"]] = {
    "calm": "info",
    "warning": "warning",
    "critical": "critical",
}


class LossProbe:
    """Keeps an hour of free space of each local file system, and compares."""

    metrics: ClassVar[tuple[Metric, ...]] = (UNTIL_FULL,)

    def __init__(
        self,
        *,
        plan: Plan | None = None,
        clock: Clock | None = None,
        read: Callable[[], list[Filesystem]] = system.filesystems,
    ) -> None:
        del plan  # needs nothing of it
        self._uptime = (clock or SystemClock()).uptime
        self._read = read
        self._readings: dict[str, deque[Reading]] = {}
        self._levels: dict[str, Level] = {}

    def read(self) -> Iterator[Sample | Event]:
        """Yield how long the space of each falling file system lasts.

        Raises:
            NoData: no local file system answers.
        """
        filesystems = [one for one in self._read() if not one.read_only]
        if not filesystems:
            raise NoData("no local file system answers")
        for gone in set(self._readings) - {one.mountpoint for one in filesystems}:
            del self._readings[gone]
            self._levels.pop(gone, None)
        for one in filesystems:
            yield from self._judge(one)

    def _judge(self, one: Filesystem) -> Iterator[Sample | Event]:
        place, now = one.mountpoint, self._uptime()
        readings = self._readings.setdefault(place, deque(maxlen=MOST_READINGS))
        readings.append(Reading(now, one.available))
        while readings[0].uptime_s < now - WINDOW_S:
            readings.popleft()
        left_s = seconds_until_full(tuple(readings), one.size)
        before = self._levels.get(place, "calm")
        self._levels[place] = new = level(before, left_s)
        if left_s is None:
            return
        if worse(before, new):
            attributes: dict[str, Scalar] = {
                "mountpoint": place,
                "hours_left": round(left_s / 3600, 1),
            }
            severity = _SEVERITY[new]
            yield Event("free_space_falling", 0.0, severity, attributes)
        yield UNTIL_FULL.sample(round(left_s), mountpoint=place)

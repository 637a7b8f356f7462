"""When the machine was started."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData
from agent.shared.metric import Metric, Sample
from agent.sources import system

BOOT = Metric(
    "hatang_boot_timestamp_seconds",
    "gauge",
    "When the machine was started, by its own wall clock (Unix time); the uptime is the"
    " time since then.",
)


class BootProbe:
    """Reads the time of the last start."""

    metrics: ClassVar[tuple[Metric, ...]] = (BOOT,)

    def __init__(self, *, read: Callable[[], float | None] = system.boot_time) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the time of the last start.

        Raises:
            NoData: the operating system does not know it.
        """
        moment = self._read()
        if moment is None:
            raise NoData("the operating system does not say when it was started")
        yield BOOT.sample(moment)

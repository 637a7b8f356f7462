"""How long work waited for processor, memory and disk (Linux only)."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system

WAITING = Metric(
    "hatang_pressure_waiting_seconds_total",
    "counter",
    "Seconds in which at least one task waited for the resource (Linux /proc/pressure, some).",
    labels=("resource",),
)
STALLED = Metric(
    "hatang_pressure_stalled_seconds_total",
    "counter",
    "Seconds in which all tasks waited for the resource and nothing was done (Linux /proc/pressure, full).",
    labels=("resource",),
)


class PressureProbe:
    """Reads the kernel's pressure stall information."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        WAITING,
        STALLED,
    )

    def __init__(
        self, *, read: Callable[[], dict[str, dict[str, float]]] = system.pressure
    ) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the stall times of each resource.

        Raises:
            NoData: the kernel keeps no stall times.
        """
        stalls = self._read()
        if not stalls:
            raise NoData("only Linux from 4.20 on keeps stall times, if switched on")
        for resource, seconds in stalls.items():
            full = None if resource == "cpu" else seconds.get("full")  # means nothing
            yield from known(
                ((WAITING, seconds.get("some")), (STALLED, full)), resource=resource
            )

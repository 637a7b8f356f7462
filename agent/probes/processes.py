"""How many processes the machine runs, and how many of them wait for a disk."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Processes

COUNT = Metric(
    "hatang_processes",
    "gauge",
    "Processes that exist (Linux /proc, Windows GetPerformanceInfo).",
)
THREADS = Metric(
    "hatang_threads",
    "gauge",
    "Threads that exist (Linux /proc/loadavg, Windows GetPerformanceInfo).",
)
BLOCKED = Metric(
    "hatang_processes_blocked",
    "gauge",
    "Processes that wait for input or output (Linux procs_blocked).",
)
STARTED = Metric(
    "hatang_processes_started_total",
    "counter",
    "Processes and threads started since boot (Linux /proc/stat).",
)


class ProcessesProbe:
    """Counts processes without opening one of them."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        COUNT,
        THREADS,
        BLOCKED,
        STARTED,
    )

    def __init__(self, *, read: Callable[[], Processes] = system.processes) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the counts.

        Raises:
            NoData: processes cannot be counted.
        """
        now = self._read()
        if now.count is None:
            raise NoData("the operating system does not list its processes")
        yield from known(
            (
                (COUNT, now.count),
                (THREADS, now.threads),
                (BLOCKED, now.blocked),
                (STARTED, now.started),
            )
        )

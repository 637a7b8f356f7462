"""How busy the processors are, and how long the queue before them is."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Cpu

SECONDS = Metric(
    "hatang_cpu_seconds_total",
    "counter",
    "Seconds that the processors spent in each mode, summed over the logical processors"
    " (Linux /proc/stat, Windows GetSystemTimes).",
    labels=("mode",),
)
COUNT = Metric(
    "hatang_cpus", "gauge", "Logical processors that the operating system uses."
)
FREQUENCY = Metric(
    "hatang_cpu_frequency_hertz",
    "gauge",
    "Present clock frequency, mean of the processors (cpufreq; Windows power"
    " information).",
)
MAX_FREQUENCY = Metric(
    "hatang_cpu_max_frequency_hertz",
    "gauge",
    "Highest clock frequency that the processor announces (cpufreq; Windows power"
    " information).",
)
LOAD = Metric(
    "hatang_load_average",
    "gauge",
    "Mean number of tasks that run or wait over so many minutes (Linux /proc/loadavg).",
    labels=("minutes",),
)
QUEUE = Metric(
    "hatang_cpu_queue_tasks",
    "gauge",
    "Tasks that run or wait for a processor (Linux procs_running), or threads that wait"
    " (Windows processor queue length).",
)
SWITCHES = Metric(
    "hatang_cpu_context_switches_total",
    "counter",
    "Times the processors went from one task to another since boot.",
)
INTERRUPTS = Metric(
    "hatang_cpu_interrupts_total",
    "counter",
    "Interrupts that the processors served since boot.",
)


class CpuProbe:
    """Reads the operating system's counters of processor time."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        SECONDS,
        COUNT,
        FREQUENCY,
        MAX_FREQUENCY,
        LOAD,
        QUEUE,
        SWITCHES,
        INTERRUPTS,
    )

    def __init__(self, *, read: Callable[[], Cpu] = system.cpu) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the time in each mode, then what else is known.

        Raises:
            NoData: the operating system says nothing about its processors.
        """
        now = self._read()
        if not now.seconds and now.count is None:
            raise NoData("the operating system does not count processor time")
        for mode, seconds in now.seconds.items():
            yield SECONDS.sample(seconds, mode=mode)
        for minutes, load in zip(("1", "5", "15"), now.load or (), strict=False):
            yield LOAD.sample(load, minutes=minutes)
        yield from known(
            (
                (COUNT, now.count),
                (FREQUENCY, now.hertz),
                (MAX_FREQUENCY, now.max_hertz),
                (QUEUE, now.queue),
                (SWITCHES, now.context_switches),
                (INTERRUPTS, now.interrupts),
            )
        )

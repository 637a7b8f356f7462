"""How much memory there is, how much is promised, and whether it is too little."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Memory

SIZE = Metric(
    "hatang_memory_size_bytes",
    "gauge",
    "Memory that the operating system can use; less than what is installed.",
)
AVAILABLE = Metric(
    "hatang_memory_available_bytes",
    "gauge",
    "Memory that programs can have without paging (Linux MemAvailable, Windows"
    " GlobalMemoryStatusEx).",
)
CACHED = Metric(
    "hatang_memory_cached_bytes",
    "gauge",
    "Memory that holds file contents (Linux Cached, Windows system cache).",
)
COMMITTED = Metric(
    "hatang_memory_committed_bytes",
    "gauge",
    "Memory promised to programs (Linux Committed_AS, Windows commit charge).",
)
COMMIT_LIMIT = Metric(
    "hatang_memory_commit_limit_bytes",
    "gauge",
    "Memory that can be promised (Linux CommitLimit, a rule only under strict"
    " overcommit; Windows commit limit: memory and page files).",
)
SWAP_SIZE = Metric(
    "hatang_swap_size_bytes", "gauge", "Size of swap space or page files."
)
SWAP_USED = Metric(
    "hatang_swap_used_bytes", "gauge", "Swap space or page files in use."
)
HARD_FAULTS = Metric(
    "hatang_memory_hard_faults_total",
    "counter",
    "Page faults that had to read from a disk (Linux pgmajfault, Windows page reads,"
    " a 32-bit counter there).",
)
SWAPPED_IN = Metric(
    "hatang_swap_read_bytes_total",
    "counter",
    "Bytes read back from swap space since boot (Linux pswpin).",
)
SWAPPED_OUT = Metric(
    "hatang_swap_written_bytes_total",
    "counter",
    "Bytes written to swap space since boot (Linux pswpout).",
)


class MemoryProbe:
    """Reads the state of memory, commit charge and swap space."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        SIZE,
        AVAILABLE,
        CACHED,
        COMMITTED,
        COMMIT_LIMIT,
        SWAP_SIZE,
        SWAP_USED,
        HARD_FAULTS,
        SWAPPED_IN,
        SWAPPED_OUT,
    )

    def __init__(self, *, read: Callable[[], Memory] = system.memory) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield what is known.

        Raises:
            NoData: the operating system says nothing about its memory.
        """
        now = self._read()
        if now == Memory():
            raise NoData("the operating system says nothing about its memory")
        yield from known(
            (
                (SIZE, now.size),
                (AVAILABLE, now.available),
                (CACHED, now.cached),
                (COMMITTED, now.committed),
                (COMMIT_LIMIT, now.commit_limit),
                (SWAP_SIZE, now.swap_size),
                (SWAP_USED, now.swap_used),
                (HARD_FAULTS, now.hard_faults),
                (SWAPPED_IN, now.swapped_in),
                (SWAPPED_OUT, now.swapped_out),
            )
        )

"""How much the disks do, and how long each operation takes."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Disk

READ = Metric(
    "hatang_disk_read_bytes_total",
    "counter",
    "Bytes read from the disk since boot (Linux /proc/diskstats, Windows IOCTL_DISK_PERFORMANCE).",
    labels=("device",),
)
WRITTEN = Metric(
    "hatang_disk_written_bytes_total",
    "counter",
    "Bytes written to the disk since boot.",
    labels=("device",),
)
READS = Metric(
    "hatang_disk_reads_completed_total",
    "counter",
    "Read operations that the disk completed since boot.",
    labels=("device",),
)
WRITES = Metric(
    "hatang_disk_writes_completed_total",
    "counter",
    "Write operations that the disk completed since boot.",
    labels=("device",),
)
READ_S = Metric(
    "hatang_disk_read_seconds_total",
    "counter",
    "Seconds that all read operations took together, waiting included; divided by the operations it is the latency.",
    labels=("device",),
)
WRITE_S = Metric(
    "hatang_disk_write_seconds_total",
    "counter",
    "Seconds that all write operations took together, waiting included; divided by the operations it is the latency.",
    labels=("device",),
)
BUSY_S = Metric(
    "hatang_disk_busy_seconds_total",
    "counter",
    "Seconds in which the disk had at least one operation to do (Windows: uptime less idle time).",
    labels=("device",),
)


class DiskProbe:
    """Reads the counters of the whole disks."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        READ,
        WRITTEN,
        READS,
        WRITES,
        READ_S,
        WRITE_S,
        BUSY_S,
    )

    def __init__(self, *, read: Callable[[], list[Disk]] = system.disks) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the counters of each disk.

        Raises:
            NoData: no disk has counters.
        """
        disks = self._read()
        if not disks:
            raise NoData("the operating system counts for no disk")
        for disk in disks:
            yield from known(
                (
                    (READ, disk.read_bytes),
                    (WRITTEN, disk.written_bytes),
                    (READS, disk.reads),
                    (WRITES, disk.writes),
                    (READ_S, disk.read_s),
                    (WRITE_S, disk.write_s),
                    (BUSY_S, disk.busy_s),
                ),
                device=disk.name,
            )

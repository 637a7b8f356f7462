"""How full the local file systems are."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from agent.probe import NoData, known
from agent.shared.metric import Metric, Sample
from agent.sources import system
from agent.sources.shapes import Filesystem

INFO = Metric(
    "hatang_filesystem_info",
    "info",
    "What is mounted: the device and the kind of file system; mountpoint is the device"
    " where the place itself would name people (/home/..., /media/...).",
    labels=("mountpoint", "device", "fstype"),
)
SIZE = Metric(
    "hatang_filesystem_size_bytes",
    "gauge",
    "Size of the file system (Linux statvfs, Windows GetDiskFreeSpaceEx).",
    labels=("mountpoint",),
)
FREE = Metric(
    "hatang_filesystem_free_bytes",
    "gauge",
    "Free space, what is reserved for the administrator included.",
    labels=("mountpoint",),
)
AVAILABLE = Metric(
    "hatang_filesystem_available_bytes",
    "gauge",
    "Space that ordinary users can still fill.",
    labels=("mountpoint",),
)
FILES = Metric(
    "hatang_filesystem_files",
    "gauge",
    "Files that the file system can hold (inodes; Linux only).",
    labels=("mountpoint",),
)
FILES_FREE = Metric(
    "hatang_filesystem_files_free",
    "gauge",
    "Files that can still be made (inodes; Linux only).",
    labels=("mountpoint",),
)
READ_ONLY = Metric(
    "hatang_filesystem_read_only",
    "gauge",
    "1 if nothing can be written, 0 otherwise.",
    labels=("mountpoint",),
)


class FilesystemProbe:
    """Asks each local file system once, however often it is mounted."""

    metrics: ClassVar[tuple[Metric, ...]] = (
        INFO,
        SIZE,
        FREE,
        AVAILABLE,
        FILES,
        FILES_FREE,
        READ_ONLY,
    )

    def __init__(
        self, *, read: Callable[[], list[Filesystem]] = system.filesystems
    ) -> None:
        self._read = read

    def read(self) -> Iterator[Sample]:
        """Yield the sizes of each file system.

        Raises:
            NoData: no local file system answers.
        """
        filesystems = self._read()
        if not filesystems:
            raise NoData("no local file system answers")
        for one in filesystems:
            place = one.mountpoint
            yield INFO.sample(1, mountpoint=place, device=one.device, fstype=one.fstype)
            yield from known(
                (
                    (SIZE, one.size),
                    (FREE, one.free),
                    (AVAILABLE, one.available),
                    (FILES, one.files),
                    (FILES_FREE, one.files_free),
                    (READ_ONLY, int(one.read_only)),
                ),
                mountpoint=place,
            )

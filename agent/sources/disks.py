"""Whole disks of Linux: /proc/diskstats, and what /sys/block says is one."""

import re
from pathlib import Path

from agent.sources import text
from agent.sources.shapes import Disk

_SECTOR = 512  # the kernel's unit, whatever the disk's own is
_MOST = 32

# Not disks, or seen a second time below them: loop and RAM devices, optical and floppy
# drives, network block devices, device mapper, software RAID, ZFS volumes.
_NOT_DISKS = re.compile(r"(loop|ram|zram|sr|fd|nbd|dm-|md|zd|drbd)[0-9]")
_PARTITION = re.compile(r"((sd|vd|hd|xvd)[a-z]+[0-9]+|(nvme|mmcblk).*p[0-9]+)")


def parse_diskstats(content: str) -> list[Disk]:
    """Return a row for every device of /proc/diskstats that is well-formed."""
    found = {}
    for line in content.splitlines():
        words = line.split()
        numbers = [text.natural(word) for word in words[3:14]]
        if len(numbers) < 11 or None in numbers:
            continue
        reads, _, got, read_ms, writes, _, put, write_ms, _, busy_ms, _ = [
            value or 0 for value in numbers
        ]
        found[words[2]] = Disk(
            name=words[2],
            read_bytes=got * _SECTOR,
            written_bytes=put * _SECTOR,
            reads=reads,
            writes=writes,
            read_s=read_ms / 1000,
            write_s=write_ms / 1000,
            busy_s=busy_ms / 1000,
        )
    return list(found.values())


def is_whole_disk(name: str, blocks: frozenset[str]) -> bool:
    """Return whether *name* is a disk; *blocks* is /sys/block, empty if unreadable."""
    if _NOT_DISKS.match(name) or re.fullmatch(r"nvme\d+c\d+n\d+", name):
        return False
    return name in blocks if blocks else not _PARTITION.fullmatch(name)


def disks(*, root: Path = Path("/")) -> list[Disk]:
    """Return the counters of the whole disks."""
    try:
        blocks = frozenset(path.name for path in (root / "sys/block").iterdir())
    except OSError:
        blocks = frozenset()
    rows = parse_diskstats(text.read_or_none(root / "proc/diskstats") or "")
    return [row for row in rows if is_whole_disk(row.name, blocks)][:_MOST]

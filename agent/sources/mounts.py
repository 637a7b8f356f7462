"""Local file systems of Linux: which mounts count, and what statvfs says of them."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from agent.sources import text
from agent.sources.shapes import Filesystem

# File systems that live on a disk of this machine. Others are the kernel's own, on a
# server whose silence would hang us (NFS, CIFS), or never change (squashfs, iso9660).
LOCAL = frozenset(
    [
        "bcachefs",
        "btrfs",
        "exfat",
        "ext2",
        "ext3",
        "ext4",
        "f2fs",
        "fuseblk",
        "hfsplus",
        "jfs",
        "msdos",
        "ntfs",
        "ntfs3",
        "reiserfs",
        "vfat",
        "xfs",
        "zfs",
    ]
)
# Below these a mount point is named after a person, or after a stick of one.
_PERSONAL = re.compile(
    r"/(?:home|media|run/media|run/user|Users|export/home)/.+", re.DOTALL
)
_MOST = 20
_ESCAPE = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """One line of /proc/self/mounts."""

    device: str
    mountpoint: str
    fstype: str
    read_only: bool


def _plain(word: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), word)


def parse_mounts(content: str) -> list[Mount]:
    """Return the well-formed lines of a mount table."""
    rows = [line.split(" ") for line in content.splitlines()]
    return [
        Mount(_plain(row[0]), _plain(row[1]), row[2], "ro" in row[3].split(","))
        for row in rows
        if len(row) >= 4 and row[1].startswith("/")
    ]


def device_name(mount: Mount) -> str:
    """Return what the device of *mount* is called; of ZFS, the pool.

    A data set may be called like a person, as a mount point may.
    """
    if mount.fstype == "zfs":
        return mount.device.partition("/")[0]
    return mount.device.rpartition("/")[2]


def place_of(mount: Mount) -> str:
    """Return the mount point of *mount*, or its device where that would name people."""
    personal = _PERSONAL.fullmatch(mount.mountpoint)
    return device_name(mount) if personal else mount.mountpoint


def choose(mounts: list[Mount]) -> list[Mount]:
    """Return the mounts worth measuring: each local device once, at its shortest path.

    Where there is none, as in a container, the root alone.
    """
    best: dict[str, Mount] = {}
    for mount in mounts:
        if mount.fstype not in LOCAL or mount.device.startswith("/dev/loop"):
            continue
        other = best.get(mount.device)
        if other is None or len(mount.mountpoint) < len(other.mountpoint):
            best[mount.device] = mount
    chosen = list(best.values()) or [m for m in mounts if m.mountpoint == "/"][-1:]
    return sorted(chosen, key=lambda mount: mount.mountpoint)[:_MOST]


def filesystems(
    *,
    root: Path = Path("/"),
    statvfs: Callable[[str], os.stat_result | object] | None = None,
) -> list[Filesystem]:
    """Return the local file systems that answer."""
    ask = statvfs or os.statvfs
    table = text.read_or_none(root / "proc/self/mounts") or ""
    found: dict[str, Filesystem] = {}
    for mount in choose(parse_mounts(table)):
        try:
            now = ask(mount.mountpoint)
        except OSError:
            continue
        filesystem = measure(mount, now)
        if filesystem.size:
            found.setdefault(filesystem.mountpoint, filesystem)
    return list(found.values())


def measure(mount: Mount, now: object) -> Filesystem:
    """Return what the statvfs result *now* means; some have no limit of files."""
    values = {
        name: int(getattr(now, f"f_{name}"))
        for name in ("frsize", "blocks", "bfree", "bavail", "files", "ffree")
    }
    block = values["frsize"]
    return Filesystem(
        mountpoint=place_of(mount),
        device=device_name(mount) if mount.fstype == "zfs" else mount.device,
        fstype=mount.fstype,
        size=values["blocks"] * block,
        free=values["bfree"] * block,
        available=max(values["bavail"], 0) * block,
        read_only=mount.read_only,
        files=values["files"] or None,
        files_free=values["ffree"] if values["files"] else None,
    )

"""Volumes of Linux: which file systems stand on cipher text."""

import re

from agent.readers.errors import ReadError
from agent.readers.linux.block_tree import block_rows
from agent.readers.linux.lsblk import Block, Device, block_of, read_lsblk
from agent.sources.asking import Unanswered, ask, understand
from agent.sources.doors import Doors
from agent.sources.folder_tree import FolderTree
from agent.sources.mounts import Mount, choose, device_name, parse_mounts
from agent.sources.safety import Volume, unreadable
from agent.sources.text import read_or_none

# Newer lsblk knows all mount points and the version of LUKS, older ones neither.
_COLUMNS = (
    "NAME,PKNAME,TYPE,FSTYPE,FSVER,SIZE,RM,MOUNTPOINTS",
    "NAME,PKNAME,TYPE,FSTYPE,SIZE,RM,MOUNTPOINT",
)
# The firmware must read these, and no documents lie there.
_BOOT = re.compile(r"/(?:boot(?:/.*)?|efi)")
# Below these a mount point may be named after a person.
_PERSONAL = re.compile(r"/(?:home|media|mnt|run/media|run/user|Users|export/home)/.+")
_NO_MEASURE = "LUKS knows no part: a volume is encrypted or not"
_HIDDEN = "the drive below is not visible from here"


def read_volumes(doors: Doors) -> dict[str, Volume]:
    """Return the local file systems by mount point (by device, if that names people)."""
    table = read_or_none(doors.root / "proc/self/mounts")
    if table is None:
        return unreadable(Volume, "/proc/self/mounts cannot be read")
    block = _block(doors)
    removable = {d.name for d in block.devices if d.removable}
    found: dict[str, Volume] = {}
    for mount in choose(parse_mounts(table)):
        device = _device(block, mount)
        if _BOOT.fullmatch(mount.mountpoint) or (device and device.name in removable):
            continue
        key, volume = _key(mount), _volume(doors, mount, device, block)
        if key not in found or volume.encrypted is False:
            found[key] = volume
    return found


def _block(doors: Doors) -> Block:
    """Return the block devices by lsblk, else by /sys."""
    for columns in _COLUMNS:
        try:
            said = ask(doors, "lsblk", "--json", "--bytes", "--output", columns)
            block = understand(read_lsblk, said, "lsblk")
        except Unanswered:
            continue
        if block.devices:
            return block
    try:
        return block_of(block_rows(FolderTree(doors.root)))
    except ReadError:
        return Block()


def _device(block: Block, mount: Mount) -> Device | None:
    """Return the device below *mount*, by its name, else by the mount point."""
    name = mount.device.removeprefix("/dev/").removeprefix("mapper/")
    named = (d for d in block.devices if d.name.rpartition("/")[2] == name)
    placed = (d for d in block.devices if mount.mountpoint in d.mounts)
    return next(named, None) or next(placed, None)


def _key(mount: Mount) -> str:
    if not _PERSONAL.fullmatch(mount.mountpoint):
        return mount.mountpoint
    return device_name(mount)


def _volume(doors: Doors, mount: Mount, device: Device | None, block: Block) -> Volume:
    encrypted, method = (
        _dataset(doors, mount) if mount.fstype == "zfs" else (None, None)
    )
    if device is not None:
        same = [d for d in block.devices if d.name == device.name]
        encrypted = all(d.encrypted for d in same)
        method = device.method
    reasons = {
        "encryption_percent": _NO_MEASURE,
        "method": "not encrypted" if encrypted is False else "lsblk does not say",
    }
    return Volume(
        filesystem=mount.fstype,
        system=mount.mountpoint == "/",
        encrypted=encrypted,
        protection=None if encrypted is None else ("on" if encrypted else "off"),
        method=method if encrypted else None,
        reasons=dict.fromkeys(("encrypted", "protection"), _HIDDEN) | reasons,
    )


def _dataset(doors: Doors, mount: Mount) -> tuple[bool | None, str | None]:
    """Return whether a ZFS dataset is encrypted by itself, and how."""
    try:
        said = ask(doors, "zfs", "get", "-H", "-o", "value", "encryption", mount.device)
    except Unanswered:
        return None, None
    word = said.text.strip()
    if said.status != 0 or not re.fullmatch(r"[a-z0-9-]{2,30}", word):
        return None, None
    return (False, None) if word in {"off", "-"} else (True, f"ZFS {word}")

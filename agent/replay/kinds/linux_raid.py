"""Recordings of mdadm, /proc/mdstat, btrfs scrub and zpool status."""

from typing import Any

from agent.readers.errors import ReadError
from agent.readers.linux.mdadm import read_mdadm
from agent.readers.linux.mdstat import read_mdstat
from agent.readers.linux.scrub import read_btrfs_scrub, read_btrfs_status_file
from agent.readers.linux.zpool import read_zpool_status
from agent.replay.plain import plain

_KNOWN = (
    read_zpool_status,
    read_btrfs_scrub,
    read_btrfs_status_file,
    read_mdadm,
)


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return the state of the array; of several, the first, and all by ``arrays``."""
    try:
        arrays = read_mdstat(content)
    except ReadError:
        return _other(content)
    first = plain(arrays[0]) if arrays else {}
    return {**first, "arrays": plain(arrays)}


def _other(content: bytes) -> dict[str, Any]:
    for reader in _KNOWN:
        try:
            found = plain(reader(content))
        except ReadError:
            continue
        return found if isinstance(found, dict) else {"pools": found}
    raise ReadError("no output of mdadm, btrfs scrub status or zpool status")

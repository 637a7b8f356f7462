"""Arrays and scrubs of Linux: md, ZFS and btrfs."""

import re
from datetime import datetime, tzinfo

from agent.readers.errors import ReadError
from agent.readers.linux.mdadm import Array, read_mdadm
from agent.readers.linux.mdstat import read_mdstat
from agent.readers.linux.scrub import ScrubStatus, read_btrfs_status_file
from agent.readers.linux.tree import Tree
from agent.readers.linux.zpool import Pool, read_zpool_status
from agent.sources.asking import (
    NotInstalled,
    Unanswered,
    ask,
    refusal,
    understand,
    zone_of,
)
from agent.sources.doors import Doors
from agent.sources.folder_tree import FolderTree
from agent.sources.mounts import parse_mounts
from agent.sources.safety import Arrays, Raid, Scrub, unreadable, whole_minutes
from agent.sources.text import read_or_none

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NEVER = "it was never read through, or its tool does not say when"
_RAID_PROFILES = re.compile(r"raid\w+|dup|single")


def read_arrays(doors: Doors) -> Arrays:
    """Return all arrays and pools; a machine without any has two empty mappings."""
    raids: dict[str, Raid] = _software(doors)
    scrubs: dict[str, Scrub] = {}
    try:
        zone = zone_of(doors.root)
        for pool in _pools(doors):
            raids[pool.name] = _pool_raid(pool)
            scrubs[pool.name] = _pool_scrub(pool, zone)
    except Unanswered as why:
        raids |= unreadable(Raid, str(why))
        scrubs |= unreadable(Scrub, str(why))
    tree = FolderTree(doors.root)
    for uuid in filter(_UUID.fullmatch, tree.names("sys/fs/btrfs")):
        name = _btrfs_name(tree, uuid)
        scrubs[name] = _btrfs_scrub(doors, uuid)
        raid = _btrfs_raid(tree, uuid)
        if raid is not None:
            raids[name] = raid
    return Arrays(raids=raids, scrubs=scrubs)


def _software(doors: Doors) -> dict[str, Raid]:
    """Return the arrays of md; mdadm's own words on the state where it may be asked."""
    content = read_or_none(doors.root / "proc/mdstat")
    if content is None:
        return {}
    try:
        arrays = read_mdstat(content)
    except ReadError:
        return unreadable(Raid, "/proc/mdstat cannot be read")
    return {array.name or "": _raid(_detailed(doors, array)) for array in arrays}


def _detailed(doors: Doors, array: Array) -> Array:
    try:
        said = ask(doors, "mdadm", "--detail", f"/dev/{array.name}")
        found = understand(read_mdadm, said, "mdadm")
    except Unanswered:
        return array
    return found if found.state is not None else array


def _raid(array: Array) -> Raid:
    return Raid(
        level=array.level,
        state=array.state,
        degraded=array.degraded,
        devices=array.raid_devices,
        active_devices=array.active_devices,
        failed_devices=array.failed_devices,
        rebuild_percent=array.rebuild_percent,
        reasons={"rebuild_percent": "nothing is being rebuilt"},
    )


def _pools(doors: Doors) -> tuple[Pool, ...]:
    try:
        said = ask(doors, "zpool", "status")
    except NotInstalled:
        return ()
    if said.status != 0 and not said.stdout.strip():
        raise Unanswered(refusal(said, "zpool"))
    return understand(read_zpool_status, said, "zpool")


def _pool_raid(pool: Pool) -> Raid:
    return Raid(
        level=f"zfs {pool.level or 'single'}",
        state=pool.state,
        degraded=None if pool.state is None else pool.state != "ONLINE",
        devices=pool.devices,
        active_devices=pool.active_devices,
        failed_devices=pool.failed_devices,
        rebuild_percent=pool.resilver_percent,
        reasons={"rebuild_percent": "nothing is being rebuilt"},
    )


def _pool_scrub(pool: Pool, zone: tzinfo | None) -> Scrub:
    reason = _NEVER
    seconds = pool.scrubbed_seconds
    if seconds is None and pool.scrubbed_local is not None:
        seconds, reason = (
            _local(pool.scrubbed_local, zone),
            "the time zone is not known",
        )
    return Scrub(
        last_timestamp_seconds=whole_minutes(seconds),
        errors=pool.scrub_errors,
        reasons={"last_timestamp_seconds": reason, "errors": _NEVER},
    )


def _local(text: str, zone: tzinfo | None) -> float | None:
    if zone is None:
        return None
    try:
        moment = datetime.strptime(text, "%a %b %d %H:%M:%S %Y").replace(tzinfo=zone)
        return moment.timestamp()
    except (ValueError, OverflowError):
        return None


def _btrfs_name(tree: Tree, uuid: str) -> str:
    """Return where the file system is mounted, its shortest place, or a part of UUID."""
    devices = set(tree.names(f"sys/fs/btrfs/{uuid}/devices"))
    mapped = {d: tree.text(f"sys/block/{d}/dm/name") for d in devices}
    names = {f"/dev/{d}" for d in devices} | {
        f"/dev/mapper/{m}" for m in mapped.values()
    }
    table = parse_mounts(tree.text("proc/self/mounts") or "")
    places = [m.mountpoint for m in table if m.device in names]
    safe = [p for p in places if not re.match(r"/(?:home|media|mnt|run)/", p)]
    return min(safe, key=len, default=f"btrfs {uuid[:8]}")


def _btrfs_scrub(doors: Doors, uuid: str) -> Scrub:
    """Return the last finished scrub by btrfs' own file, which only root may read."""
    reason = _NEVER
    status = ScrubStatus()
    try:
        content = (doors.root / f"var/lib/btrfs/scrub.status.{uuid}").read_bytes()
        status = read_btrfs_status_file(content)
    except PermissionError:
        reason = "needs root: run the service as root"
    except (OSError, ReadError):
        pass
    finished = status.finished_seconds is not None
    return Scrub(
        last_timestamp_seconds=whole_minutes(status.finished_seconds),
        errors=status.errors if finished else None,
        reasons=dict.fromkeys(("last_timestamp_seconds", "errors"), reason),
    )


def _btrfs_raid(tree: Tree, uuid: str) -> Raid | None:
    """Return the state of a file system on several devices; None for one on one."""
    base = f"sys/fs/btrfs/{uuid}"
    devices = tree.names(f"{base}/devinfo")
    if len(devices) < 2:
        return None
    missing = [tree.text(f"{base}/devinfo/{d}/missing") for d in devices]
    gone = missing.count("1")
    levels = [
        n for n in tree.names(f"{base}/allocation/data") if _RAID_PROFILES.fullmatch(n)
    ]
    return Raid(
        level=f"btrfs {levels[0]}" if levels else "btrfs",
        state="degraded" if gone else "complete",
        degraded=bool(gone),
        devices=len(devices),
        active_devices=len(devices) - gone,
        failed_devices=gone,
        reasons={"rebuild_percent": "btrfs does not say in /sys"},
    )

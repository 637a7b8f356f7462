"""The health of all drives: smartctl's word, else that of Windows, else why none."""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from agent.readers.errors import ReadError
from agent.readers.smartctl.messages import meaning_of, why_unread
from agent.readers.smartctl.scan import Device
from agent.readers.smartctl.shapes import Drive
from agent.sources import smartctl_program, windows_disks, windows_drive_health
from agent.sources.doors import Doors
from agent.sources.drive_keys import behind_raid, keys_of
from agent.sources.inventory import Disk
from agent.sources.linux_disks import read_disks
from agent.sources.smartctl_program import Smartctl
from agent.sources.windows_doors import CIMV2, STORAGE, attempt

MOST_DRIVES = 32
_MOST_LATE = 2  # drives that do not answer in time, before the rest is not asked

_VIRTUAL_BUSES = frozenset({"virtio", "hyper-v", "xen", "virtual", "storage spaces"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one drive; ``why`` says in one word why no status was read."""

    source: Literal["smartctl", "windows", "none"] = "none"
    drive: Drive | None = None
    why: str = ""


def read_health(doors: Doors) -> dict[str, Found]:
    """Return what is known of each drive, by the keys of the ``disk`` facts.

    Each call that fails costs its own drive at most; nothing is raised for it.
    """
    if doors.platform == "win32":
        disks, told = _ask_windows(doors)
    else:
        disks, told = read_disks(doors.root), {}
    found = _ask_smartctl(doors, disks)
    for key, drive in told.items():
        said = drive.smart_passed is not None or drive.system_status is not None
        if said and not _read(found[key]):
            found[key] = Found(source="windows", drive=drive)
    return dict(sorted(found.items())[:MOST_DRIVES])


def _ask_smartctl(doors: Doors, disks: dict[str, Disk]) -> dict[str, Found]:
    """Return what smartctl says; every disk has an entry, be it only the reason."""
    found = {key: Found(why=_before_asking(disk)) for key, disk in disks.items()}
    try:
        tool = smartctl_program.find(doors)
    except FileNotFoundError:
        return {key: _because(one, "tool_missing") for key, one in found.items()}
    except (OSError, RuntimeError) as err:
        why = _why(err)
        return {key: _because(one, why) for key, one in found.items()}
    try:
        devices = smartctl_program.scan(doors, tool)
    except (OSError, RuntimeError):
        devices = []
    windows, late = doors.platform == "win32", 0
    for device in _all_devices(devices, disks, windows=windows)[:MOST_DRIVES]:
        one = ask_one(doors, tool, device) if late < _MOST_LATE else _late()
        late += one.why == "timeout"
        serial = one.drive.serial if one.drive else None
        for key in keys_of(device, serial, disks, windows=windows):
            if _says_more(one, found.get(key), behind_raid(device) or not disks):
                found[key] = one
    return found


def _all_devices(
    scanned: list[Device], disks: dict[str, Disk], *, windows: bool
) -> list[Device]:
    """Return the scanned devices, and the disks that the scan overlooked."""
    seen = {
        key for one in scanned for key in keys_of(one, None, disks, windows=windows)
    }
    devices = list(dict.fromkeys(scanned))
    for key, disk in disks.items():
        if key not in seen and disk.bus not in _VIRTUAL_BUSES:
            name = key.replace("PhysicalDrive", "pd") if windows else key
            devices.append(Device(f"/dev/{name}"))
    return devices


def ask_one(doors: Doors, tool: Smartctl, device: Device) -> Found:
    """Return what smartctl says of *device*, or why it says nothing."""
    if device.open_error:
        return Found(why=meaning_of(device.open_error) or "open_failed")
    try:
        drive = smartctl_program.ask(doors, tool, device)
    except ReadError:
        return Found(why="unreadable_output")
    except (OSError, RuntimeError) as err:
        return Found(why=_why(err))
    why = why_unread(drive) if drive.smart_passed is None else ""
    return Found(source="smartctl", drive=drive, why=why)


def _says_more(one: Found, than: Found | None, strange: bool) -> bool:  # noqa: FBT001
    """Return whether *one* is kept beside or instead of what is known of its key.

    What is no fixed drive (a memory stick) is kept if it has SMART; a *strange* one,
    which only smartctl can see, always.
    """
    if than is None:
        return strange or _read(one)
    if _read(than):
        return False
    return one.drive is not None or than.why == "not_asked"


def _read(found: Found) -> bool:
    return found.drive is not None and found.drive.smart_passed is not None


def _before_asking(disk: Disk) -> str:
    return "virtual_drive" if disk.bus in _VIRTUAL_BUSES else "not_asked"


def _because(one: Found, why: str) -> Found:
    return one if one.why == "virtual_drive" else Found(why=why)


def _late() -> Found:
    return Found(why="timeout")


def _why(err: Exception) -> str:
    if isinstance(err, TimeoutError):
        return "timeout"
    if isinstance(err, PermissionError):
        return "needs_root"
    return "tool_failed"


def _ask_windows(doors: Doors) -> tuple[dict[str, Disk], dict[str, Drive]]:
    """Return the disks, and what Windows itself says of their health."""
    wanted = windows_disks.PHYSICAL_DISK + windows_drive_health.PHYSICAL_DISK
    physical = _rows(doors, STORAGE, "MSFT_PhysicalDisk", wanted)
    old = _rows(doors, CIMV2, "Win32_DiskDrive", windows_disks.DISK_DRIVE)
    counted = _rows(
        doors,
        STORAGE,
        "MSFT_StorageReliabilityCounter",
        windows_drive_health.COUNTERS,
    )
    predicted = _rows(
        doors,
        windows_drive_health.WMI,
        "MSStorageDriver_FailurePredictStatus",
        windows_drive_health.PREDICTION,
    )
    disks = windows_disks.disks(physical, old)
    foretold = windows_drive_health.predictions(old, predicted)
    return disks, windows_drive_health.drives(disks, physical, counted, foretold)


def _rows(
    doors: Doors, namespace: str, class_name: str, properties: Sequence[str]
) -> list[dict[str, Any]]:
    none: list[dict[str, Any]] = []
    rows, _ = attempt(lambda: doors.wmi.query(namespace, class_name, properties), none)
    return rows

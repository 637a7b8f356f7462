"""Drives of Windows, from MSFT_PhysicalDisk, else from Win32_DiskDrive."""

import re

from agent.readers.windows import wmi_disks
from agent.readers.windows.wmi_disks import DISK_DRIVE as DISK_DRIVE
from agent.readers.windows.wmi_disks import PHYSICAL_DISK as PHYSICAL_DISK
from agent.sources.inventory import Disk
from agent.sources.windows_doors import Row, Rows, natural

_OLD = "this Windows does not say: MSFT_PhysicalDisk came with Windows 8"
_REASONS = {"serial": "the drive reports none", "media": "the drive does not say"}


def physical_disk(row: Row) -> Disk:
    """Return the drive of a row of MSFT_PhysicalDisk, with its label's serial number."""
    drive = wmi_disks.physical_disk(row)
    bus = (drive.bus or "").lower() or None
    return Disk(
        model=drive.model,
        serial=drive.label_serial,
        size_bytes=drive.size_bytes,
        media=drive.media,
        bus="virtual" if bus == "file backed virtual" else bus,
        reasons=_REASONS,
    )


def disk_drive(row: Row) -> Disk:
    """Return the drive of a row of Win32_DiskDrive, whose size is rounded down."""
    drive = wmi_disks.disk_drive(row)
    bus = {"USB": "usb", "IDE": "ata"}.get(drive.interface or "")
    return Disk(
        model=drive.model,
        serial=drive.serial,
        size_bytes=drive.size_bytes,
        media="SSD" if drive.nvme else None,
        bus="nvme" if drive.nvme else bus,
        reasons=_REASONS | {"media": _OLD, "bus": _OLD},
    )


def disks(physical: Rows, drives: Rows) -> dict[str, Disk]:
    """Return the fixed drives by the name that counters use (``PhysicalDrive0``)."""
    found: dict[str, Disk] = {}
    removable = set()
    for row in drives:
        drive = wmi_disks.disk_drive(row)
        number = drive.index
        if number is None:
            number = natural(re.sub(r"\D", "", drive.device or ""))
        name = f"PhysicalDrive{number}"
        if drive.removable:
            removable.add(name)
        elif drive.size_bytes:
            found[name] = disk_drive(row)
    for row in physical:
        name = f"PhysicalDrive{natural(row.get('DeviceId'))}"
        if name not in removable:
            found[name] = physical_disk(row)
    return found

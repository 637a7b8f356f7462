"""Drives of Windows, from MSFT_PhysicalDisk, else from Win32_DiskDrive."""

import re

from agent.sources.inventory import Disk
from agent.sources.smbios_words import clean
from agent.sources.windows_doors import Row, Rows, natural, text

PHYSICAL_DISK = (
    "DeviceId",
    "Model",
    "FriendlyName",
    "SerialNumber",
    "AdapterSerialNumber",
    "Size",
    "BusType",
    "MediaType",
)
DISK_DRIVE = (
    "DeviceID",
    "Index",
    "Model",
    "SerialNumber",
    "Size",
    "InterfaceType",
    "MediaType",
    "PNPDeviceID",
)
_BUSES = {
    1: "scsi",
    3: "ata",
    7: "usb",
    8: "raid",
    9: "iscsi",
    10: "sas",
    11: "sata",
    12: "sd",
    13: "mmc",
    14: "virtual",
    15: "virtual",
    16: "storage spaces",
    17: "nvme",
}
_MEDIA = {3: "HDD", 4: "SSD"}
_EUI_64 = re.compile(r"([0-9A-F]{4}_)+[0-9A-F]{4}\.?", re.IGNORECASE)
_OLD = "this Windows does not say: MSFT_PhysicalDisk came with Windows 8"
_REASONS = {"serial": "the drive reports none", "media": "the drive does not say"}


def physical_disk(row: Row) -> Disk:
    """Return the drive of a row of MSFT_PhysicalDisk.

    Of an NVMe drive the label's serial number is the adapter's; the other is its
    EUI-64 in groups.
    """
    serial = clean(text(row.get("SerialNumber")))
    adapter = clean((text(row.get("AdapterSerialNumber")) or "").partition(" ")[0])
    if adapter and (serial is None or _EUI_64.fullmatch(serial)):
        serial = adapter
    return Disk(
        model=clean(text(row.get("Model"))) or clean(text(row.get("FriendlyName"))),
        serial=serial,
        size_bytes=natural(row.get("Size")) or None,
        media=_MEDIA.get(natural(row.get("MediaType")) or 0),
        bus=_BUSES.get(natural(row.get("BusType")) or 0),
        reasons=_REASONS,
    )


def disk_drive(row: Row) -> Disk:
    """Return the drive of a row of Win32_DiskDrive, whose size is rounded down."""
    device = text(row.get("PNPDeviceID")) or ""
    bus = {"USB": "usb", "IDE": "ata"}.get(text(row.get("InterfaceType")) or "")
    nvme = "VEN_NVME" in device.upper()
    return Disk(
        model=clean(text(row.get("Model"))),
        serial=clean(text(row.get("SerialNumber"))),
        size_bytes=natural(row.get("Size")) or None,
        media="SSD" if nvme else None,
        bus="nvme" if nvme else bus,
        reasons=_REASONS | {"media": _OLD, "bus": _OLD},
    )


def disks(physical: Rows, drives: Rows) -> dict[str, Disk]:
    """Return the fixed drives by the name that counters use (``PhysicalDrive0``)."""
    found: dict[str, Disk] = {}
    removable = set()
    for row in drives:
        number = natural(row.get("Index"))
        if number is None:
            number = natural(re.sub(r"\D", "", text(row.get("DeviceID")) or ""))
        name = f"PhysicalDrive{number}"
        if "emovable" in (text(row.get("MediaType")) or ""):
            removable.add(name)
        elif natural(row.get("Size")):
            found[name] = disk_drive(row)
    for row in physical:
        name = f"PhysicalDrive{natural(row.get('DeviceId'))}"
        if name not in removable:
            found[name] = physical_disk(row)
    return found

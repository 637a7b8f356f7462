"""What Windows itself knows of its drives' health, where smartctl is not installed.

Three classes: MSFT_PhysicalDisk (Windows' opinion), MSFT_StorageReliabilityCounter (what
the drive counts; administrators only) and MSStorageDriver_FailurePredictStatus (the
drive's SMART status). Windows calls every drive healthy of which it knows nothing, so its
opinion alone is no evidence of health.
"""

from typing import Any

from agent.readers.smartctl.shapes import Drive, Media, Scsi, SystemStatus
from agent.readers.smartctl.wear import used
from agent.sources.inventory import Disk
from agent.sources.windows_doors import Row, Rows, flag, natural, text

WMI = r"root\wmi"
PHYSICAL_DISK = ("HealthStatus", "OperationalStatus")
COUNTERS = (
    "DeviceId",
    "Temperature",
    "Wear",
    "PowerOnHours",
    "ReadErrorsUncorrected",
    "WriteErrorsUncorrected",
)
PREDICTION = ("InstanceName", "PredictFailure")

_STATUS: dict[int, SystemStatus] = {0: "healthy", 1: "warning", 2: "unhealthy"}
_PREDICTIVE = 5  # OperationalStatus: predictive failure
_MOST_CELSIUS = 150


def drive_of(
    disk: Disk, physical: Row, counted: Row, *, predicted: bool | None
) -> Drive:
    """Return the drive of one row of each class; an empty row is one that is missing.

    Counters that are 0 together are those of a driver that fills in none.
    """
    numbers = {name: natural(counted.get(name)) for name in COUNTERS[1:]}
    says = any(numbers.values())
    celsius = numbers["Temperature"] or None
    hours = numbers["PowerOnHours"] if says else None
    wear = numbers["Wear"] if says and disk.media == "SSD" else None
    status = _STATUS.get(natural(physical.get("HealthStatus")) or 0)
    if physical.get("HealthStatus") is None or (status == "healthy" and not says):
        status = None
    if status == "warning" and _PREDICTIVE in _list(physical.get("OperationalStatus")):
        status = "predictive"
    return Drive(
        model=disk.model,
        serial=disk.serial,
        capacity_bytes=disk.size_bytes,
        media=_media(disk),
        smart_passed=None if predicted is None else not predicted,
        power_on_minutes=hours * 60 if hours else None,
        temperature_c=celsius if celsius and celsius <= _MOST_CELSIUS else None,
        scsi=Scsi(
            uncorrected_read=numbers["ReadErrorsUncorrected"],
            uncorrected_write=numbers["WriteErrorsUncorrected"],
            percentage_used=wear,
        ),
        life=None if wear is None else used(wear, "Windows wear"),
        system_status=status,
    )


def drives(
    disks: dict[str, Disk], physical: Rows, counters: Rows, foretold: dict[str, bool]
) -> dict[str, Drive]:
    """Return the drives by the keys of *disks*."""
    by_disk = {f"PhysicalDrive{natural(row.get('DeviceId'))}": row for row in physical}
    by_count = {f"PhysicalDrive{natural(row.get('DeviceId'))}": row for row in counters}
    return {
        key: drive_of(
            disk,
            by_disk.get(key, {}),
            by_count.get(key, {}),
            predicted=foretold.get(key),
        )
        for key, disk in disks.items()
    }


def predictions(old_drives: Rows, rows: Rows) -> dict[str, bool]:
    """Return whether each drive predicts its failure, by the keys of the disks.

    The instance is the device's PNP name and ``_0``; *old_drives* are the rows of
    Win32_DiskDrive, which know it beside the number.
    """
    stated = {}
    for row in rows:
        instance, fails = text(row.get("InstanceName")), flag(row.get("PredictFailure"))
        if instance and fails is not None:
            stated[instance.upper().rpartition("_")[0]] = fails
    found = {}
    for row in old_drives:
        name = (text(row.get("PNPDeviceID")) or "").upper()
        if name in stated:
            found[f"PhysicalDrive{natural(row.get('Index'))}"] = stated[name]
    return found


def _media(disk: Disk) -> Media | None:
    if disk.bus == "nvme":
        return "nvme"
    return "hdd" if disk.media == "HDD" else "ssd" if disk.media == "SSD" else None


def _list(value: Any) -> list[int | None]:
    if isinstance(value, (list, tuple)):
        return [natural(one) for one in value]
    return [natural(value)]

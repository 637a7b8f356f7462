"""Drives, partitions and volumes of Windows, from rows of their WMI classes.

``wmic``, COM and PowerShell give the same properties; words stand for the numbers.
"""

import re

import msgspec

from agent.readers.windows.values import Row, flag, named, natural, text, word

PHYSICAL_DISK = (
    "DeviceId",
    "Model",
    "FriendlyName",
    "SerialNumber",
    "AdapterSerialNumber",
    "FirmwareVersion",
    "Size",
    "BusType",
    "MediaType",
    "HealthStatus",
    "SpindleSpeed",
)
DISK_DRIVE = (
    "DeviceID",
    "Index",
    "Model",
    "SerialNumber",
    "FirmwareRevision",
    "Size",
    "InterfaceType",
    "MediaType",
    "PNPDeviceID",
    "Status",
)
BUSES = {
    1: "SCSI",
    2: "ATAPI",
    3: "ATA",
    4: "1394",
    5: "SSA",
    6: "Fibre Channel",
    7: "USB",
    8: "RAID",
    9: "iSCSI",
    10: "SAS",
    11: "SATA",
    12: "SD",
    13: "MMC",
    14: "Virtual",
    15: "File Backed Virtual",
    16: "Storage Spaces",
    17: "NVMe",
    18: "SCM",
    19: "UFS",
}
MEDIA = {3: "HDD", 4: "SSD", 5: "SCM"}
HEALTH = {0: "Healthy", 1: "Warning", 2: "Unhealthy"}
DRIVE_TYPES = {2: "removable", 3: "local disk", 4: "network", 5: "cd-rom"}
CONVERSIONS = {
    0: "fully_decrypted",
    1: "fully_encrypted",
    2: "encryption_in_progress",
    3: "decryption_in_progress",
    4: "encryption_paused",
    5: "decryption_paused",
}
PROTECTIONS = {0: "off", 1: "on"}
METHODS = {
    1: "AES_128_WITH_DIFFUSER",
    2: "AES_256_WITH_DIFFUSER",
    3: "AES_128",
    4: "AES_256",
    5: "HARDWARE_ENCRYPTION",
    6: "XTS_AES_128",
    7: "XTS_AES_256",
}
VOLUME_TYPES = {0: "system", 1: "fixed_data", 2: "portable_data"}
_EUI_64 = re.compile(r"([0-9A-F]{4}_)+[0-9A-F]{4}\.?", re.IGNORECASE)
_UNKNOWN_SPEED = 0xFFFFFFFF


class PhysicalDisk(msgspec.Struct, frozen=True):
    """A drive of MSFT_PhysicalDisk; the ``serial`` of an NVMe one is its EUI-64."""

    device: str | None
    model: str | None
    serial: str | None
    adapter_serial: str | None
    firmware: str | None
    size_bytes: int | None
    bus: str | None
    media: str | None
    health: str | None
    rotation_rpm: int | None

    @property
    def label_serial(self) -> str | None:
        """The serial number that stands on the drive's label."""
        adapter = word((self.adapter_serial or "").partition(" ")[0])
        if adapter and (self.serial is None or _EUI_64.fullmatch(self.serial)):
            return adapter
        return self.serial


class DiskDrive(msgspec.Struct, frozen=True):
    """A drive of Win32_DiskDrive, whose size is rounded down to whole cylinders."""

    device: str | None
    model: str | None
    serial: str | None
    firmware: str | None
    size_bytes: int | None
    interface: str | None
    media_type: str | None
    status: str | None
    index: int | None
    pnp_device_id: str | None

    @property
    def removable(self) -> bool:
        """Whether it is a memory stick, a card, or another removable medium."""
        return "emovable" in (self.media_type or "")

    @property
    def nvme(self) -> bool:
        """Whether it is an NVMe drive, all of which this class calls SCSI."""
        return "VEN_NVME" in (self.pnp_device_id or "").upper()


class Volume(msgspec.Struct, frozen=True):
    """A volume of Win32_LogicalDisk or Win32_Volume; only the latter says ``boot``."""

    letter: str | None
    label: str | None
    filesystem: str | None
    capacity_bytes: int | None
    free_bytes: int | None
    drive_type: int | None
    boot: bool | None = None


class EncryptableVolume(msgspec.Struct, frozen=True):
    """A volume that BitLocker knows; protection None: Windows cannot say (locked)."""

    letter: str | None
    conversion: str | None
    protection: str | None
    method: str | None
    volume_type: str | None
    device: str | None


class Partition(msgspec.Struct, frozen=True):
    """A partition of Win32_DiskPartition."""

    device: str | None
    disk: int | None
    index: int | None
    size_bytes: int | None
    offset_bytes: int | None
    type: str | None
    boot: bool | None
    primary: bool | None


def physical_disk(row: Row) -> PhysicalDisk:
    """Return the drive of a row of MSFT_PhysicalDisk (Windows 8 and newer)."""
    spindle = natural(row.get("SpindleSpeed"))
    number = natural(row.get("DeviceId"))
    return PhysicalDisk(
        device=text(row.get("DeviceId")) if number is None else str(number),
        model=word(row.get("Model")) or word(row.get("FriendlyName")),
        serial=word(row.get("SerialNumber")),
        adapter_serial=word(row.get("AdapterSerialNumber")),
        firmware=word(row.get("FirmwareVersion")),
        size_bytes=natural(row.get("Size")) or None,
        bus=named(row.get("BusType"), BUSES),
        media=named(row.get("MediaType"), MEDIA),
        health=named(row.get("HealthStatus"), HEALTH),
        rotation_rpm=None if spindle == _UNKNOWN_SPEED else spindle,
    )


def disk_drive(row: Row) -> DiskDrive:
    """Return the drive of a row of Win32_DiskDrive."""
    return DiskDrive(
        device=text(row.get("DeviceID")) or text(row.get("Name")),
        model=word(row.get("Model")) or word(row.get("Caption")),
        serial=word(row.get("SerialNumber")),
        firmware=word(row.get("FirmwareRevision")),
        size_bytes=natural(row.get("Size")) or None,
        interface=text(row.get("InterfaceType")),
        media_type=text(row.get("MediaType")),
        status=text(row.get("Status")),
        index=natural(row.get("Index")),
        pnp_device_id=text(row.get("PNPDeviceID")),
    )


def logical_disk(row: Row) -> Volume:
    """Return the volume of a row of Win32_LogicalDisk."""
    return Volume(
        letter=text(row.get("DeviceID")) or text(row.get("Name")),
        label=text(row.get("VolumeName")),
        filesystem=text(row.get("FileSystem")),
        capacity_bytes=natural(row.get("Size")),
        free_bytes=natural(row.get("FreeSpace")),
        drive_type=natural(row.get("DriveType")),
    )


def volume(row: Row) -> Volume:
    """Return the volume of a row of Win32_Volume, which may have no letter."""
    return Volume(
        letter=text(row.get("DriveLetter")),
        label=text(row.get("Label")),
        filesystem=text(row.get("FileSystem")),
        capacity_bytes=natural(row.get("Capacity")),
        free_bytes=natural(row.get("FreeSpace")),
        drive_type=natural(row.get("DriveType")),
        boot=flag(row.get("BootVolume")),
    )


def encryptable_volume(row: Row) -> EncryptableVolume:
    """Return the volume of a row of Win32_EncryptableVolume; Windows 7 says less."""
    return EncryptableVolume(
        letter=text(row.get("DriveLetter")),
        conversion=named(row.get("ConversionStatus"), CONVERSIONS),
        protection=named(row.get("ProtectionStatus"), PROTECTIONS),
        method=named(row.get("EncryptionMethod"), METHODS),
        volume_type=named(row.get("VolumeType"), VOLUME_TYPES),
        device=text(row.get("DeviceID")),
    )


def partition(row: Row) -> Partition:
    """Return the partition of a row of Win32_DiskPartition."""
    return Partition(
        device=text(row.get("DeviceID")) or text(row.get("Name")),
        disk=natural(row.get("DiskIndex")),
        index=natural(row.get("Index")),
        size_bytes=natural(row.get("Size")),
        offset_bytes=natural(row.get("StartingOffset")),
        type=text(row.get("Type")),
        boot=flag(row.get("BootPartition")),
        primary=flag(row.get("PrimaryPartition")),
    )

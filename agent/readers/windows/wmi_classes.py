"""Tells of which WMI class rows are: by what they say, else by their properties."""

import re
from collections import Counter

from agent.readers.windows.times import iso_utc, moment
from agent.readers.windows.values import Row, Rows, flag, items, text, whole

# Properties that tell a class from all others; those that it shares do not help.
_PROPERTIES = {
    "Win32_BIOS": "SMBIOSBIOSVersion BIOSVersion ReleaseDate SMBIOSPresent",
    "Win32_BaseBoard": "HostingBoard Product RequirementsDescription ConfigOptions",
    "Win32_SystemEnclosure": "ChassisTypes SMBIOSAssetTag LockPresent SecurityStatus",
    "Win32_ComputerSystemProduct": "IdentifyingNumber UUID Vendor SKUNumber",
    "Win32_ComputerSystem": "TotalPhysicalMemory PartOfDomain DomainRole PCSystemType"
    " SystemType NumberOfProcessors Workgroup SystemFamily UserName",
    "Win32_OperatingSystem": "BuildNumber LastBootUpTime OSArchitecture LocalDateTime"
    " TotalVisibleMemorySize OperatingSystemSKU ServicePackMajorVersion CSDVersion",
    "Win32_Processor": "NumberOfCores NumberOfLogicalProcessors MaxClockSpeed"
    " AddressWidth SocketDesignation ProcessorId L2CacheSize",
    "Win32_PhysicalMemory": "Capacity DeviceLocator BankLabel FormFactor"
    " SMBIOSMemoryType PositionInRow ConfiguredClockSpeed PartNumber MemoryType",
    "Win32_PhysicalMemoryArray": "MemoryDevices MaxCapacity MaxCapacityEx Use"
    " MemoryErrorCorrection",
    "Win32_DiskDrive": "InterfaceType FirmwareRevision TotalCylinders Partitions"
    " BytesPerSector MediaLoaded TotalHeads",
    "MSFT_PhysicalDisk": "BusType SpindleSpeed HealthStatus AdapterSerialNumber CanPool"
    " FirmwareVersion MediaType FriendlyName",
    "MSFT_Disk": "PartitionStyle IsBoot IsSystem NumberOfPartitions OfflineReason"
    " BusType ProvisioningType",
    "MSFT_NetAdapter": "InterfaceDescription PermanentAddress ConnectorPresent Virtual"
    " NdisPhysicalMedium MediaConnectState InterfaceOperationalStatus",
    "Win32_LogicalDisk": "VolumeName VolumeSerialNumber ProviderName FreeSpace Size"
    " DriveType MediaType VolumeDirty",
    "Win32_Volume": "Capacity BootVolume DriveLetter Label FreeSpace DriveType"
    " DirtyBitSet SystemVolume PageFilePresent",
    "Win32_EncryptableVolume": "ProtectionStatus ConversionStatus EncryptionMethod"
    " PersistentVolumeID IsVolumeInitializedForProtection VolumeType",
    "Win32_DiskPartition": "DiskIndex StartingOffset BootPartition PrimaryPartition"
    " RewritePartition",
    "Win32_NetworkAdapter": "NetConnectionID NetConnectionStatus PhysicalAdapter"
    " NetEnabled AdapterType AdapterTypeId TimeOfLastReset",
    "Win32_NetworkAdapterConfiguration": "IPAddress IPEnabled DHCPEnabled IPSubnet"
    " DefaultIPGateway DNSServerSearchOrder SettingID",
    "Win32_UserAccount": "PasswordRequired PasswordExpires Disabled Lockout FullName"
    " AccountType PasswordChangeable",
    "Win32_Group": "SID SIDType LocalAccount Domain",
    "Win32_VideoController": "AdapterRAM VideoProcessor CurrentHorizontalResolution"
    " AdapterDACType DriverVersion VideoModeDescription",
    "Win32_DesktopMonitor": "MonitorManufacturer MonitorType PixelsPerXLogicalInch"
    " ScreenWidth ScreenHeight",
    "Win32_Battery": "EstimatedChargeRemaining BatteryStatus DesignVoltage Chemistry"
    " EstimatedRunTime DesignCapacity FullChargeCapacity",
    "Win32_QuickFixEngineering": "HotFixID InstalledOn InstalledBy FixComments"
    " ServicePackInEffect",
    "Win32_Printer": "PortName PrintProcessor PrinterStatus DriverName WorkOffline",
    "Win32_CDROMDrive": "Drive MediaLoaded CompressionMethod DriveIntegrity"
    " MfrAssignedRevisionLevel",
}
_SIGNATURES = {name: frozenset(words.split()) for name, words in _PROPERTIES.items()}
_KNOWN = {name.lower(): name for name in _SIGNATURES}
_SAYS_SO = ("__CLASS", "CreationClassName", "CimClass", "ClassName", "CimClassName")
_IN_NAME = re.compile(r"(?:Win32|MSFT|CIM|Msvm)_[A-Za-z_]+", re.IGNORECASE)
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+")


def class_of(rows: Rows, name: str = "") -> str | None:
    """Return the class of *rows*, None if it is unknown; *name* is only a last hint."""
    said = [said for row in rows[:1] for said in _said(row)]
    for found in said:
        if found.lower() in _KNOWN:
            return _KNOWN[found.lower()]
    return _by_properties(rows) or (said[0] if said else None) or _by_name(name)


def _said(row: Row) -> list[str]:
    found = []
    for key in _SAYS_SO:
        value = row.get(key)
        if isinstance(value, dict):
            value = value.get("CimClassName")
        written = (text(value) or "").rpartition(":")[2]
        if written:
            found.append(written)
    return found


def _by_properties(rows: Rows) -> str | None:
    names = {name for row in rows[:1] for name in row}
    counts = Counter({k: len(names & known) for k, known in _SIGNATURES.items()})
    (first, most), (_, next_most) = counts.most_common(2)
    return first if most >= 2 and most > next_most else None


def _by_name(name: str) -> str | None:
    found = _IN_NAME.search(name)
    return _KNOWN.get(found[0].lower(), found[0]) if found else None


def snake_case(name: str) -> str:
    """Return the name of a property as our names are written: ``NumberOfCores``."""
    return "_".join(_WORDS.findall(name)).lower() or name


def plain(row: Row) -> dict[str, object]:
    """Return a row of a class that nobody shaped: names in our style, values typed."""
    return {snake_case(name): _typed(value) for name, value in row.items()}


def _typed(value: object) -> object:
    written = text(value)
    if not isinstance(value, str) or written is None:
        return value if not isinstance(value, str) else None
    for found in (flag(written), whole(written), iso_utc(moment(written))):
        if found is not None:
            return found
    return items(written) if written.startswith(('{"', "{}")) else written

"""Processors, memory, graphics and names of Windows machines, from WMI rows."""

from agent.sources.inventory import Cpu, Gpu
from agent.sources.smbios import Product, Smbios
from agent.sources.smbios_memory import Memory, Module
from agent.sources.smbios_words import MEMORY_TYPES, clean
from agent.sources.windows_doors import Row, Rows, natural, text

PROCESSOR = ("Name", "Manufacturer", "NumberOfCores", "NumberOfLogicalProcessors")
COMPUTER_SYSTEM = ("Manufacturer", "Model", "SystemFamily", "TotalPhysicalMemory")
MEMORY_ARRAY = ("Use", "MemoryDevices", "MaxCapacity", "MaxCapacityEx")
PHYSICAL_MEMORY = (
    "DeviceLocator",
    "BankLabel",
    "Capacity",
    "SMBIOSMemoryType",
    "FormFactor",
    "Speed",
    "ConfiguredClockSpeed",
    "Manufacturer",
    "PartNumber",
    "SerialNumber",
)
RAW_TABLES = ("SMBiosData", "SmbiosMajorVersion", "SmbiosMinorVersion")
VIDEO_CONTROLLER = ("DeviceID", "Name", "PNPDeviceID")
_SYSTEM_MEMORY = 3
_OLD = "this Windows does not count cores: install its hotfix or a newer Windows"
# Win32_PhysicalMemory numbers form factors by CIM, not by SMBIOS.
_CIM_FORM_FACTORS = {
    2: "SIP",
    3: "DIP",
    4: "ZIP",
    7: "SIMM",
    8: "DIMM",
    9: "TSOP",
    11: "RIMM",
    12: "SODIMM",
    13: "SRIMM",
}


def cpu(rows: Rows, *, architecture: str | None = None) -> Cpu:
    """Return the processors of rows of Win32_Processor, one a socket.

    Old systems list an instance per logical processor and count no cores: then
    sockets and cores are unknown.
    """
    names = [" ".join(name.split()) for row in rows if (name := text(row.get("Name")))]
    cores = [natural(row.get("NumberOfCores")) for row in rows]
    threads = [natural(row.get("NumberOfLogicalProcessors")) for row in rows]
    counted = bool(rows) and all(cores)
    return Cpu(
        model=names[0] if names else None,
        vendor=text(rows[0].get("Manufacturer")) if rows else None,
        sockets=len(rows) if counted else None,
        cores=sum(c or 0 for c in cores) if counted else None,
        threads=sum(t or 0 for t in threads) if rows and all(threads) else None,
        architecture=architecture,
        reasons={"sockets": _OLD, "cores": _OLD, "threads": _OLD},
    )


def memory(modules: Rows, arrays: Rows) -> Memory:
    """Return the memory of rows of Win32_PhysicalMemory and …Array."""
    system = [r for r in arrays if natural(r.get("Use")) == _SYSTEM_MEMORY]
    found = [_module(row) for row in modules]
    slots = sum(natural(row.get("MemoryDevices")) or 0 for row in system)
    empty = [Module(size_bytes=0)] * min(max(0, slots - len(found)), 256)
    maximum = sum(
        natural(r.get("MaxCapacityEx")) or natural(r.get("MaxCapacity")) or 0
        for r in system
    )
    return Memory((*found, *empty), maximum * 1024 or None)


def _module(row: Row) -> Module:
    return Module(
        locator=clean(text(row.get("DeviceLocator"))),
        bank=clean(text(row.get("BankLabel"))),
        size_bytes=natural(row.get("Capacity")),
        memory_type=MEMORY_TYPES.get(natural(row.get("SMBIOSMemoryType")) or 0) or None,
        form_factor=_CIM_FORM_FACTORS.get(natural(row.get("FormFactor")) or 0),
        speed_mts=natural(row.get("Speed")) or None,
        configured_speed_mts=natural(row.get("ConfiguredClockSpeed")) or None,
        manufacturer=clean(text(row.get("Manufacturer"))),
        part_number=clean(text(row.get("PartNumber"))),
        serial=clean(text(row.get("SerialNumber"))),
    )


def names(rows: Rows, found: Memory) -> Smbios:
    """Return what WMI knows of the firmware's names, where the table is not there."""
    row = rows[0] if rows else {}
    product = Product(
        manufacturer=clean(text(row.get("Manufacturer"))),
        product=clean(text(row.get("Model"))),
        version=clean(text(row.get("SystemFamily"))),
        family=clean(text(row.get("SystemFamily"))),
    )
    return Smbios(system=product, memory=found)


def gpus(rows: Rows) -> dict[str, Gpu]:
    """Return the graphics cards of rows of Win32_VideoController."""
    reasons = {"driver": "not read on Windows"}
    return {
        text(row.get("DeviceID")) or str(index): Gpu(
            model=clean(text(row.get("Name"))), reasons=reasons
        )
        for index, row in enumerate(rows)
    }


def raw_table(row: Row) -> bytes:
    """Return the table of a row of MSSMBios_RawSMBiosTables as the kernel gives it.

    Eight bytes (of which versions and length are set) stand before the structures.
    """
    data = row.get("SMBiosData")
    if not isinstance(data, (bytes, bytearray, list, tuple)):
        return b""
    try:
        table = bytes(data)
        major = natural(row.get("SmbiosMajorVersion")) or 3
        minor = natural(row.get("SmbiosMinorVersion")) or 0
        return bytes((0, major, minor, 0)) + len(table).to_bytes(4, "little") + table
    except (ValueError, TypeError, OverflowError):
        return b""

"""Processors and memory of Windows machines, from rows of their WMI classes."""

import msgspec

from agent.readers.windows.values import Row, Rows, natural, text, word

PROCESSOR = (
    "DeviceID",
    "Name",
    "Manufacturer",
    "NumberOfCores",
    "NumberOfLogicalProcessors",
    "MaxClockSpeed",
    "AddressWidth",
    "SocketDesignation",
)
MEMORY_ARRAY = ("Use", "MemoryDevices", "MaxCapacity", "MaxCapacityEx")
PHYSICAL_MEMORY = (
    "DeviceLocator",
    "BankLabel",
    "Capacity",
    "MemoryType",
    "SMBIOSMemoryType",
    "FormFactor",
    "Speed",
    "ConfiguredClockSpeed",
    "Manufacturer",
    "PartNumber",
    "SerialNumber",
)
_SYSTEM_MEMORY = 3
_KIB = 1024
# Win32_PhysicalMemory numbers form factors and old types by CIM, not by SMBIOS.
_FORM_FACTORS = {
    2: "SIP",
    3: "DIP",
    4: "ZIP",
    5: "SOJ",
    7: "SIMM",
    8: "DIMM",
    9: "TSOP",
    10: "PGA",
    11: "RIMM",
    12: "SODIMM",
    13: "SRIMM",
    21: "BGA",
}
_TYPES = {
    2: "DRAM",
    17: "SDRAM",
    19: "RDRAM",
    20: "DDR",
    21: "DDR2",
    24: "DDR3",
    26: "DDR4",
}
_NOT_RAM = range(10, 15)  # ROM, Flash, EEPROM, FEPROM, EPROM
_SMBIOS_TYPES = {
    0x0F: "SDRAM",
    0x11: "RDRAM",
    0x12: "DDR",
    0x13: "DDR2",
    0x14: "DDR2 FB-DIMM",
    0x18: "DDR3",
    0x1A: "DDR4",
    0x1B: "LPDDR",
    0x1C: "LPDDR2",
    0x1D: "LPDDR3",
    0x1E: "LPDDR4",
    0x22: "DDR5",
    0x23: "LPDDR5",
}
_SMBIOS_NOT_RAM = range(0x08, 0x0D)


class Processor(msgspec.Struct, frozen=True):
    """One instance of Win32_Processor; before Vista it may be a thread of a socket.

    ``cores`` and ``logical`` are of this instance; ``max_speed_hz`` is at times absurd.
    """

    device_id: str | None
    name: str | None
    manufacturer: str | None
    cores: int | None
    logical: int | None
    max_speed_hz: int | None
    address_width_bits: int | None
    socket: str | None


class MemoryModule(msgspec.Struct, frozen=True):
    """One module of Win32_PhysicalMemory, which lists no empty slots."""

    locator: str | None
    bank: str | None
    size_bytes: int | None
    type: str | None
    form_factor: str | None
    speed_mts: int | None
    configured_speed_mts: int | None
    manufacturer: str | None
    part_number: str | None
    serial: str | None


class MemoryArray(msgspec.Struct, frozen=True):
    """All slots of the system's memory together."""

    slots_total: int | None
    max_capacity_bytes: int | None


def processor(row: Row) -> Processor:
    """Return the processor of a row of Win32_Processor."""
    megahertz = natural(row.get("MaxClockSpeed"))
    return Processor(
        device_id=text(row.get("DeviceID")),
        name=" ".join((text(row.get("Name")) or "").split()) or None,
        manufacturer=text(row.get("Manufacturer")),
        cores=natural(row.get("NumberOfCores")) or None,
        logical=natural(row.get("NumberOfLogicalProcessors")) or None,
        max_speed_hz=megahertz * 1_000_000 if megahertz else None,
        address_width_bits=natural(row.get("AddressWidth")),
        socket=word(row.get("SocketDesignation")),
    )


def is_ram(row: Row) -> bool:
    """Return whether a row of Win32_PhysicalMemory is memory, not a firmware's store."""
    smbios = natural(row.get("SMBIOSMemoryType"))
    cim = natural(row.get("MemoryType"))
    return smbios not in _SMBIOS_NOT_RAM and cim not in _NOT_RAM


def memory_module(row: Row) -> MemoryModule:
    """Return the module of a row of Win32_PhysicalMemory."""
    smbios = _SMBIOS_TYPES.get(natural(row.get("SMBIOSMemoryType")) or 0)
    return MemoryModule(
        locator=word(row.get("DeviceLocator")),
        bank=word(row.get("BankLabel")),
        size_bytes=natural(row.get("Capacity")),
        type=smbios or _TYPES.get(natural(row.get("MemoryType")) or 0),
        form_factor=_FORM_FACTORS.get(natural(row.get("FormFactor")) or 0),
        speed_mts=natural(row.get("Speed")) or None,
        configured_speed_mts=natural(row.get("ConfiguredClockSpeed")) or None,
        manufacturer=word(row.get("Manufacturer")),
        part_number=word(row.get("PartNumber")),
        serial=word(row.get("SerialNumber")),
    )


def memory_modules(rows: Rows) -> list[MemoryModule]:
    """Return the modules of all rows of Win32_PhysicalMemory."""
    return [memory_module(row) for row in rows if is_ram(row)]


def memory_array(rows: Rows) -> MemoryArray:
    """Return what the rows of Win32_PhysicalMemoryArray say of the system's memory."""
    system = [row for row in rows if natural(row.get("Use")) == _SYSTEM_MEMORY]
    slots = [natural(row.get("MemoryDevices")) or 0 for row in system]
    sizes = [
        natural(row.get("MaxCapacityEx")) or natural(row.get("MaxCapacity")) or 0
        for row in system
    ]
    return MemoryArray(sum(slots) or None, sum(sizes) * _KIB or None)

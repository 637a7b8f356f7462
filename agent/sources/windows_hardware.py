"""Processors, memory, graphics and names of Windows machines, from WMI rows."""

from agent.readers.windows import wmi_devices, wmi_hardware, wmi_system
from agent.readers.windows.wmi_hardware import MEMORY_ARRAY as MEMORY_ARRAY
from agent.readers.windows.wmi_hardware import PHYSICAL_MEMORY as PHYSICAL_MEMORY
from agent.readers.windows.wmi_hardware import PROCESSOR as PROCESSOR
from agent.readers.windows.wmi_system import COMPUTER_SYSTEM as COMPUTER_SYSTEM
from agent.sources.inventory import Cpu, Gpu
from agent.sources.smbios import Product, Smbios
from agent.sources.smbios_memory import Memory, Module
from agent.sources.windows_doors import Row, Rows, natural, text

RAW_TABLES = ("SMBiosData", "SmbiosMajorVersion", "SmbiosMinorVersion")
VIDEO_CONTROLLER = ("DeviceID", "Name", "PNPDeviceID")
_OLD = "this Windows does not count cores: install its hotfix or a newer Windows"


def cpu(rows: Rows, *, architecture: str | None = None) -> Cpu:
    """Return the processors of rows of Win32_Processor, one a socket.

    Old systems list an instance per logical processor and count no cores: then
    sockets and cores are unknown.
    """
    found = [wmi_hardware.processor(row) for row in rows]
    counted = bool(found) and all(each.cores for each in found)
    threaded = bool(found) and all(each.logical for each in found)
    return Cpu(
        model=next((each.name for each in found if each.name), None),
        vendor=found[0].manufacturer if found else None,
        sockets=len(found) if counted else None,
        cores=sum(each.cores or 0 for each in found) if counted else None,
        threads=sum(each.logical or 0 for each in found) if threaded else None,
        architecture=architecture,
        reasons={"sockets": _OLD, "cores": _OLD, "threads": _OLD},
    )


def memory(modules: Rows, arrays: Rows) -> Memory:
    """Return the memory of rows of Win32_PhysicalMemory and …Array."""
    array = wmi_hardware.memory_array(arrays)
    found = [_module(each) for each in wmi_hardware.memory_modules(modules)]
    missing = max(0, (array.slots_total or 0) - len(found))
    empty = [Module(size_bytes=0)] * min(missing, 256)
    return Memory((*found, *empty), array.max_capacity_bytes)


def _module(found: wmi_hardware.MemoryModule) -> Module:
    return Module(
        locator=found.locator,
        bank=found.bank,
        size_bytes=found.size_bytes,
        memory_type=found.type,
        form_factor=found.form_factor,
        speed_mts=found.speed_mts,
        configured_speed_mts=found.configured_speed_mts,
        manufacturer=found.manufacturer,
        part_number=found.part_number,
        serial=found.serial,
    )


def names(rows: Rows, found: Memory) -> Smbios:
    """Return what WMI knows of the firmware's names, where the table is not there."""
    machine = wmi_system.computer_system(rows[0] if rows else {})
    product = Product(
        manufacturer=machine.manufacturer,
        product=machine.model,
        version=machine.family,
        family=machine.family,
    )
    return Smbios(system=product, memory=found)


def gpus(rows: Rows) -> dict[str, Gpu]:
    """Return the graphics cards of rows of Win32_VideoController."""
    reasons = {"driver": "not read on Windows"}
    return {
        text(row.get("DeviceID")) or str(index): Gpu(
            model=wmi_devices.shaped(row, wmi_devices.VIDEO_CONTROLLER)["name"],
            reasons=reasons,
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

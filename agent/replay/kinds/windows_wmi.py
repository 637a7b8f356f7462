"""Rows of one WMI class, as ``wmic path CLASS get /format:list`` prints them."""

from collections.abc import Callable, Mapping
from typing import Any

from agent.readers.windows import wmi_devices, wmi_disks, wmi_hardware, wmi_network
from agent.readers.windows import wmi_system as system
from agent.readers.windows.rows import read_rows
from agent.readers.windows.values import Row, Rows
from agent.readers.windows.wmi_classes import class_of, plain
from agent.readers.windows.wmi_devices import Field, shaped

Shape = Callable[[Rows], dict[str, Any]]


def read(content: bytes, name: str) -> dict[str, Any]:
    """Return the object for the class of the rows; of an unknown class, all of them."""
    rows = read_rows(content)
    class_name = class_of(rows, name)
    return {"class": class_name, **(shape(class_name, rows) or _plain(rows))}


def shape(class_name: str | None, rows: Rows) -> dict[str, Any]:
    """Return the object for *rows* of a class; nothing for a class without a shape."""
    shaped_by = _SHAPES.get(class_name or "")
    return shaped_by(rows) if shaped_by else {}


def _plain(rows: Rows) -> dict[str, Any]:
    return {"instances": [plain(row) for row in rows]}


def _each(key: str, read_row: Callable[[Row], Any]) -> Shape:
    return lambda rows: {key: [read_row(row) for row in rows]}


def _fields(key: str, fields: Mapping[str, Field]) -> Shape:
    return _each(key, lambda row: shaped(row, fields))


def _one(read_row: Callable[[Row], Any]) -> Shape:
    return lambda rows: _members(read_row(rows[0]))


def _members(found: Any) -> dict[str, Any]:
    if isinstance(found, dict):
        return found
    return {name: getattr(found, name) for name in found.__struct_fields__}


def _one_of(fields: Mapping[str, Field]) -> Shape:
    return _one(lambda row: shaped(row, fields))


def _volumes(read_row: Callable[[Row], Any]) -> Shape:
    meaning = {str(code): word for code, word in wmi_disks.DRIVE_TYPES.items()}
    return lambda rows: {
        "volumes": [read_row(row) for row in rows],
        "drive_type_meaning": meaning,
    }


def _memory(rows: Rows) -> dict[str, Any]:
    modules = wmi_hardware.memory_modules(rows)
    return {
        "modules": modules,
        "installed_bytes": sum(m.size_bytes or 0 for m in modules) or None,
    }


def _addresses(rows: Rows) -> dict[str, Any]:
    """Leave out what is no card: it has no address of its own."""
    found = [wmi_network.adapter_configuration(row) for row in rows]
    return {"adapters": [adapter for adapter in found if adapter.mac]}


def _accounts(rows: Rows) -> dict[str, Any]:
    local = [row for row in rows if system.is_local(row)]
    return {"local_accounts": [system.account(row) for row in local]}


def _updates(rows: Rows) -> dict[str, Any]:
    updates = [shaped(row, wmi_devices.UPDATE) for row in rows]
    days = [update["installed_on"] for update in updates if update["installed_on"]]
    newest = max(days, default=None)
    return {"updates": updates, "count": len(updates), "newest": newest}


_SHAPES: dict[str, Shape] = {
    "Win32_BIOS": _one_of(wmi_devices.BIOS),
    "Win32_BaseBoard": _one_of(wmi_devices.BASE_BOARD),
    "Win32_SystemEnclosure": _one_of(wmi_devices.ENCLOSURE),
    "Win32_ComputerSystemProduct": _one_of(wmi_devices.PRODUCT),
    "Win32_ComputerSystem": _one(system.computer_system),
    "Win32_OperatingSystem": _one(system.windows_system),
    "Win32_Processor": _each("instances", wmi_hardware.processor),
    "Win32_PhysicalMemory": _memory,
    "Win32_PhysicalMemoryArray": lambda rows: _members(wmi_hardware.memory_array(rows)),
    "Win32_DiskDrive": _each("disks", wmi_disks.disk_drive),
    "MSFT_PhysicalDisk": _each("disks", wmi_disks.physical_disk),
    "MSFT_NetAdapter": _each("adapters", wmi_network.net_adapter),
    "Win32_LogicalDisk": _volumes(wmi_disks.logical_disk),
    "Win32_Volume": _volumes(wmi_disks.volume),
    "Win32_EncryptableVolume": _each("volumes", wmi_disks.encryptable_volume),
    "Win32_DiskPartition": _each("partitions", wmi_disks.partition),
    "Win32_NetworkAdapter": _each("adapters", wmi_network.network_adapter),
    "Win32_NetworkAdapterConfiguration": _addresses,
    "Win32_UserAccount": _accounts,
    "Win32_Group": _each("groups", system.group),
    "Win32_VideoController": _fields("gpus", wmi_devices.VIDEO_CONTROLLER),
    "Win32_DesktopMonitor": _fields("monitors", wmi_devices.MONITOR),
    "Win32_Battery": _fields("batteries", wmi_devices.BATTERY),
    "Win32_QuickFixEngineering": _updates,
    "Win32_Printer": _fields("printers", wmi_devices.PRINTER),
    "Win32_CDROMDrive": _fields("drives", wmi_devices.CD_DRIVE),
}

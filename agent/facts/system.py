"""Facts of the machine as a whole: system, board, chassis, firmware, processors."""

from agent.facts.items import item
from agent.shared.wire import Item
from agent.sources.inventory import Machine

_LAPTOPS = frozenset(
    {
        "Portable",
        "Laptop",
        "Notebook",
        "Hand Held",
        "Sub Notebook",
        "Tablet",
        "Convertible",
        "Detachable",
    }
)


def system_item(machine: Machine) -> Item:
    """Return who made the machine and what people call it."""
    tables = machine.firmware_tables
    values = {
        "manufacturer": tables.vendor,
        "model": tables.model,
        "product": tables.system.product,
        "serial": tables.serial,
        "uuid": tables.system.uuid,
        "sku": tables.system.sku,
        "family": tables.system.family,
    }
    return item(values, {}, otherwise=machine.firmware_reason)


def baseboard_item(machine: Machine) -> Item:
    """Return the board."""
    board = machine.firmware_tables.baseboard
    values = {
        "manufacturer": board.manufacturer,
        "product": board.product,
        "serial": board.serial,
    }
    return item(values, {}, otherwise=machine.firmware_reason)


def chassis_item(machine: Machine) -> Item:
    """Return the case, and whether one carries it about."""
    chassis = machine.firmware_tables.chassis
    portable = None if chassis.kind is None else chassis.kind in _LAPTOPS
    values = {"kind": chassis.kind, "portable": portable, "serial": chassis.serial}
    return item(values, {}, otherwise=machine.firmware_reason)


def firmware_item(machine: Machine) -> Item:
    """Return BIOS or UEFI."""
    firmware = machine.firmware_tables.firmware
    values = {
        "mode": machine.firmware_mode,
        "vendor": firmware.vendor,
        "version": firmware.version,
        "date": firmware.release_date,
    }
    return item(values, {}, otherwise=machine.firmware_reason)


def cpu_item(machine: Machine) -> Item:
    """Return the processors; the firmware helps where the system is silent."""
    cpu = machine.cpu
    described = machine.firmware_tables.processors
    values = {
        "model": cpu.model or next((p.name for p in described if p.name), None),
        "vendor": cpu.vendor,
        "architecture": cpu.architecture,
        "sockets": cpu.sockets or len(described) or None,
        "cores": cpu.cores or sum(p.cores or 0 for p in described) or None,
        "threads": cpu.threads or sum(p.threads or 0 for p in described) or None,
        "threads_per_core": cpu.threads_per_core,
    }
    return item(values, cpu.reasons, otherwise="neither system nor firmware says")

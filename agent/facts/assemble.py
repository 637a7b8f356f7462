"""All facts of one reading of a machine."""

from agent.facts.items import item, row_item
from agent.facts.memory import memory_item, module_items
from agent.facts.system import (
    baseboard_item,
    chassis_item,
    cpu_item,
    firmware_item,
    system_item,
)
from agent.shared.wire import Facts, Item
from agent.sources.inventory import Machine


def facts_of(machine: Machine) -> Facts:
    """Return what is known of *machine*, by kind and key; single things have key "".

    Nothing in it changes by mere use (no free space, temperature or time), but where
    the machine is reached: its addresses.
    """
    return {
        **firmware_facts(machine),
        "disk": _keyed({k: row_item(v) for k, v in machine.disks.items()}),
        "network_interface": _keyed(
            {k: row_item(v) for k, v in machine.interfaces.items()}
        ),
        "gpu": _keyed({k: row_item(v) for k, v in machine.gpus.items()}),
        "display": _keyed({k: row_item(v) for k, v in machine.displays.items()}),
        "operating_system": {"": row_item(machine.operating_system)},
        "security": {"": row_item(machine.security)},
        "performance": {"": row_item(machine.performance)},
    }


def firmware_facts(machine: Machine) -> Facts:
    """Return what is known of *machine* mainly by its firmware."""
    facts: Facts = {
        "system": {"": system_item(machine)},
        "baseboard": {"": baseboard_item(machine)},
        "chassis": {"": chassis_item(machine)},
        "firmware": {"": firmware_item(machine)},
        "cpu": {"": cpu_item(machine)},
        "memory": {"": memory_item(machine)},
        "memory_module": module_items(machine),
    }
    if not facts["memory_module"]:
        reason = machine.firmware_reason
        facts["memory_module"] = {"": item({"size_bytes": None}, {}, otherwise=reason)}
    return facts


def _keyed(items: dict[str, Item]) -> dict[str, Item]:
    return {key[:200]: items[key] for key in sorted(items)}

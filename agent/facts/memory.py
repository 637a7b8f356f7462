"""Facts of the memory: how much, in which slots, and how much more fits."""

from collections import Counter
from collections.abc import Iterable, Sequence

from agent.facts.items import item
from agent.shared.wire import Item
from agent.sources.inventory import Machine
from agent.sources.smbios_memory import Module

_MOST_MTS = 20_000
_NOT_BELOW_MODULES = "the firmware names a maximum that is less than what is installed"


def memory_item(machine: Machine) -> Item:
    """Return the memory as a whole; from the system where no module is described."""
    memory = machine.firmware_tables.memory
    installed = memory.installed_bytes
    slots = len(memory.slots) or None
    source = "firmware" if installed else "operating system"
    maximum = memory.maximum_bytes
    reasons = {}
    if maximum and maximum < (installed or machine.usable_memory_bytes or 0):
        maximum = None
        reasons["maximum_bytes"] = _NOT_BELOW_MODULES
    total = installed or machine.usable_memory_bytes
    values = {
        "installed_bytes": total,
        "source": source if total else None,
        "slots": slots,
        "slots_empty": empty_slots(memory.slots) if installed else None,
        "maximum_bytes": maximum,
        "generation": generation(memory.modules),
        "largest_module_bytes": max(
            (m.size_bytes or 0 for m in memory.slots), default=0
        )
        or None,
        "upgrade_room_bytes": upgrade_room(memory.slots, maximum),
    }
    return item(values, reasons, otherwise=machine.firmware_reason)


def generation(modules: Sequence[Module]) -> str | None:
    """Return what kind of module fits (``DDR4``); None if mixed or not said."""
    kinds = {m.memory_type for m in modules if m.memory_type}
    return kinds.pop() if len(kinds) == 1 else None


def upgrade_room(slots: Sequence[Module], maximum_bytes: int | None) -> int | None:
    """Return how many bytes can be added into free slots, nothing taken out.

    That is free slots times the largest module that a slot takes: an equal share of
    the board's maximum, else the largest module that is in use. Never more than the
    maximum leaves. None where no module is described.
    """
    installed = sum(slot.size_bytes or 0 for slot in slots)
    if not installed:
        return None
    largest = max(slot.size_bytes or 0 for slot in slots)
    if maximum_bytes:
        share = maximum_bytes // len(slots)
        largest = max(largest, share)
    room = empty_slots(slots) * largest
    return min(room, max(0, maximum_bytes - installed)) if maximum_bytes else room


def empty_slots(slots: Iterable[Module]) -> int:
    """Return how many slots hold nothing."""
    return sum(1 for slot in slots if slot.size_bytes == 0)


def module_items(machine: Machine) -> dict[str, Item]:
    """Return the slots by name, the empty ones too; none if no module is described."""
    memory = machine.firmware_tables.memory
    if not memory.modules:
        return {}
    return {
        name: _module_item(module, machine.firmware_reason)
        for name, module in named_slots(memory.slots).items()
    }


def named_slots(slots: Sequence[Module]) -> dict[str, Module]:
    """Return the slots by a name that no other has: slot, bank, then a number."""
    short = Counter(slot.locator for slot in slots)
    named: dict[str, Module] = {}
    for slot in slots:
        name = slot.locator or slot.bank or "slot"
        if short[slot.locator] > 1 and slot.locator and slot.bank:
            name = f"{slot.locator} {slot.bank}"
        number, candidate = 1, name
        while candidate in named:
            number += 1
            candidate = f"{name} #{number}"
        named[candidate] = slot
    return named


def _module_item(module: Module, otherwise: str) -> Item:
    if module.size_bytes == 0:
        return Item({"empty": True})
    values = {
        name: getattr(module, name)
        for name in module.__struct_fields__
        if name != "locator"
    }
    reasons = {}
    for name in ("speed_mts", "configured_speed_mts"):
        speed = values[name]
        if speed and speed > _MOST_MTS:
            values[name] = None
            reasons[name] = f"the firmware says {speed} MT/s, which cannot be"
    return item(values, reasons, otherwise=otherwise)

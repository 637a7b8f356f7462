"""Facts of the memory."""

import pytest

from agent.facts.memory import (
    generation,
    memory_item,
    module_items,
    upgrade_room,
)
from agent.sources.inventory import Machine
from agent.sources.smbios import Smbios
from agent.sources.smbios_memory import Memory, Module
from tests.support.machines import GIB, office_machine


def test_the_firmware_counts_what_is_installed():
    """What the system can use is less than what is installed."""
    known = memory_item(office_machine()).attributes
    assert known["installed_bytes"] == 8 * GIB
    assert known["source"] == "firmware"
    assert (known["slots"], known["slots_empty"]) == (2, 1)


def test_the_system_answers_where_the_firmware_is_silent():
    """The total then says its source, and the slots are unknown."""
    made = memory_item(Machine(usable_memory_bytes=GIB, firmware_reason="no table"))
    assert made.attributes == {"installed_bytes": GIB, "source": "operating system"}
    assert made.unknown["slots_empty"] == "no table"


def test_a_maximum_below_what_is_installed_is_not_believed():
    """Boards exist whose firmware says so."""
    memory = Memory((Module(locator="A", size_bytes=16 * GIB),), 8 * GIB)
    made = memory_item(Machine(firmware_tables=Smbios(memory=memory)))
    assert "maximum_bytes" in made.unknown


def test_an_impossible_speed_is_unknown():
    """The reason quotes what the firmware said."""
    made = module_items(office_machine())["DIMM 1"]
    assert made.attributes["speed_mts"] == 2400
    assert "33560" in made.unknown["configured_speed_mts"]


def test_an_empty_slot_is_listed_as_one():
    """What can be upgraded is seen; without any module the slots are not believed."""
    assert module_items(office_machine())["DIMM 2"].attributes == {"empty": True}
    bare = Memory((Module(locator="A", size_bytes=0),), GIB)
    assert not module_items(Machine(firmware_tables=Smbios(memory=bare)))


def test_slots_of_one_name_are_told_apart():
    """By their bank, else by a number; always in the same way."""
    slots = (
        Module(locator="DIMM 1", bank="CHANNEL A", size_bytes=GIB),
        Module(locator="DIMM 1", bank="CHANNEL B", size_bytes=GIB),
        Module(size_bytes=GIB),
        Module(size_bytes=GIB),
    )
    machine = Machine(firmware_tables=Smbios(memory=Memory(slots)))
    names = ["DIMM 1 CHANNEL A", "DIMM 1 CHANNEL B", "slot", "slot #2"]
    assert list(module_items(machine)) == names


@pytest.mark.parametrize(
    ("sizes", "maximum", "room"),
    [
        ((8, 0), 32, 16),  # a slot takes half of the maximum
        ((8, 0, 0, 0), 32, 24),
        ((4, 4), 16, 0),  # no free slot: a module must go before another comes
        ((8, 0), None, 8),  # the maximum is not known: as large as the other
        ((16, 0), 20, 4),  # the board takes no more
        ((0, 0), 32, None),  # no module is described: the slots are not believed
    ],
)
def test_upgrade_room_is_what_free_slots_take(sizes, maximum, room):
    """Free slots times the largest module, never more than the board takes."""
    slots = [Module(locator=str(n), size_bytes=s * GIB) for n, s in enumerate(sizes)]
    found = upgrade_room(slots, maximum and maximum * GIB)
    assert found == (room if room is None else room * GIB)


def test_the_generation_is_that_of_all_modules():
    """What cannot be mixed is not guessed."""
    one = Module(memory_type="DDR4", size_bytes=GIB)
    assert generation([one, Module(size_bytes=GIB)]) == "DDR4"
    assert generation([one, Module(memory_type="DDR3", size_bytes=GIB)]) is None

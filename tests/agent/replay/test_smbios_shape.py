"""The firmware's tables as one object."""

from agent.replay.smbios_shape import shape
from agent.sources.smbios import Smbios
from tests.support.machines import office_machine


def test_a_silent_firmware_says_nothing_anywhere():
    """Every key is there; no value is made up."""
    found = shape(Smbios())
    assert found["memory"]["installed_bytes"] is None
    assert found["best_serial"] is None
    assert found["cpus"] == []


def test_modules_are_the_populated_slots():
    """The empty ones are counted only."""
    memory = shape(office_machine().firmware_tables)["memory"]
    assert (memory["slots_total"], memory["slots_populated"]) == (2, 1)
    assert memory["modules"][0]["type"] == "DDR4"

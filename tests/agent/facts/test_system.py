"""Facts of the machine as a whole."""

from agent.facts.system import (
    baseboard_item,
    chassis_item,
    cpu_item,
    firmware_item,
    system_item,
)
from agent.sources.inventory import Cpu, Machine
from agent.sources.smbios import Processor, Smbios
from tests.support.machines import office_machine


def test_the_machine_is_called_what_people_call_it():
    """Maker, model and serial number are the best known ones."""
    machine = office_machine()
    known = system_item(machine).attributes
    assert (known["manufacturer"], known["model"]) == ("Dell Inc.", "OptiPlex 3070")
    assert baseboard_item(machine).attributes["serial"] == "CN123"
    assert chassis_item(machine).attributes["portable"] is False
    assert firmware_item(machine).attributes["mode"] == "UEFI"


def test_without_a_table_everything_has_the_reason():
    """What needs rights says what to do."""
    machine = Machine(firmware_reason="needs root: run the service as root")
    made = system_item(machine)
    assert not made.attributes
    assert set(made.unknown.values()) == {machine.firmware_reason}


def test_the_firmware_counts_cores_where_the_system_does_not():
    """A 32-bit system often does not say."""
    tables = Smbios(processors=(Processor(name="i5", cores=4, threads=4),))
    machine = Machine(cpu=Cpu(threads=4), firmware_tables=tables)
    known = cpu_item(machine).attributes
    assert (known["model"], known["sockets"], known["cores"]) == ("i5", 1, 4)

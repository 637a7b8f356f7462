"""One reading of a whole Windows machine."""

import pytest

from agent.facts.assemble import facts_of
from agent.sources.windows_doors import CIMV2, STORAGE
from agent.sources.windows_machine import read_machine
from tests.support.windows_pc import FailingAt, Pc
from tests.support.wmi_text import RecordedRegistry, RecordedWmi, Refusing, read_wmi


class RecordedKernel:
    """A kernel with a recorded table."""

    def __init__(self, raw):
        self._raw = raw

    def firmware_table(self):
        """Return the table behind Windows' header."""
        table = self._raw[0x20:]
        return b"\0\x02\x08\0" + len(table).to_bytes(4, "little") + table

    def firmware_mode(self):
        """Return UEFI."""
        return "UEFI"


def test_a_machine_that_answers_is_known(shared):
    """Table, classes and registry come together."""
    folder = shared / "host-fixtures"
    wmi = RecordedWmi(
        MSFT_PhysicalDisk=read_wmi(
            folder / "windows-wmi/latitude-7480-MSFT_PhysicalDisk.wmi"
        ),
        Win32_Processor=read_wmi(folder / "windows-wmi/7-Win32_Processor.wmi"),
    )
    raw = min((folder / "smbios-raw").glob("*.bin")).read_bytes()
    machine = read_machine(
        wmi=wmi,
        registry=RecordedRegistry(ProductName="Windows 10 Pro", CurrentBuild="19045"),
        kernel=RecordedKernel(raw),
        architecture="AMD64",
    )
    facts = facts_of(machine)
    assert facts["system"][""].attributes["manufacturer"]
    assert facts["disk"]["PhysicalDrive0"].attributes["media"] == "SSD"
    assert facts["cpu"][""].attributes["cores"] == 4
    assert facts["operating_system"][""].attributes["build"] == "19045"
    assert facts["firmware"][""].attributes["mode"] == "UEFI"


def test_a_machine_that_refuses_everything_is_unknown_with_reasons():
    """No refusal ends the reading; rights that are missing are named."""
    machine = read_machine(
        wmi=Refusing(), registry=Refusing(), kernel=Refusing(), architecture="AMD64"
    )
    facts = facts_of(machine)
    assert "administrator" in facts["security"][""].unknown["tpm_version"]
    assert "Windows did not answer" in facts["system"][""].unknown["serial"]


def test_without_a_table_wmi_answers(shared):
    """Modules and names then come from WMI's copies."""
    folder = shared / "host-fixtures/windows-wmi"
    wmi = RecordedWmi(
        Win32_PhysicalMemory=read_wmi(folder / "7-Win32_PhysicalMemory.wmi"),
        Win32_PhysicalMemoryArray=read_wmi(folder / "7-Win32_PhysicalMemoryArray.wmi"),
    )
    machine = read_machine(
        wmi=wmi, registry=Refusing(), kernel=Refusing(), architecture="AMD64"
    )
    known = facts_of(machine)["memory"][""].attributes
    assert known["installed_bytes"] == 4 << 30
    assert (known["slots"], known["slots_empty"]) == (4, 2)


def test_without_the_kernel_the_cim_class_has_the_table(shared):
    """MSSMBios_RawSMBiosTables holds the same bytes as GetSystemFirmwareTable."""
    raw = min((shared / "host-fixtures/smbios-raw").glob("*.bin")).read_bytes()
    row = {"SMBiosData": list(raw[0x20:]), "SmbiosMajorVersion": 2}
    machine = read_machine(
        wmi=RecordedWmi(MSSMBios_RawSMBiosTables=[row | {"SmbiosMinorVersion": 8}]),
        registry=Refusing(),
        kernel=Refusing(),
        architecture="AMD64",
    )
    by_kernel = read_machine(
        wmi=Refusing(),
        registry=Refusing(),
        kernel=RecordedKernel(raw),
        architecture="AMD64",
    )
    assert machine.firmware_tables == by_kernel.firmware_tables
    assert machine.firmware_tables.memory.modules


def a_pc():
    """Return a PC made by hand that also tells its hardware."""
    pc = Pc()
    pc.classes |= {
        (CIMV2, "Win32_ComputerSystem"): [
            {"Manufacturer": "Dell Inc.", "TotalPhysicalMemory": "8451469312"}
        ],
        (CIMV2, "Win32_Processor"): [
            {
                "Name": "Intel Core i5-9500",
                "NumberOfCores": 6,
                "NumberOfLogicalProcessors": 6,
            }
        ],
        (STORAGE, "MSFT_PhysicalDisk"): [
            {"DeviceId": "0", "Model": "PC300", "MediaType": 4, "BusType": 17}
        ],
        (CIMV2, "Win32_OperatingSystem"): [{"BuildNumber": "19045"}],
    }
    return pc


def known(doors):
    """Return how many facts of the hardware behind *doors* are known."""
    machine = read_machine(
        wmi=doors.wmi,
        registry=doors.registry,
        kernel=doors.kernel,
        architecture=doors.architecture,
    )
    facts = facts_of(machine).values()
    return sum(len(i.attributes) for items in facts for i in items.values())


def calls():
    """Return how many calls one reading makes."""
    noting = FailingAt(-1, OSError())
    known(noting.doors(a_pc().doors()))
    return len(noting.calls)


@pytest.mark.parametrize("error", [OSError("x"), RuntimeError("x"), PermissionError()])
@pytest.mark.parametrize("position", range(calls()))
def test_a_call_that_fails_costs_its_own_part_alone(position, error):
    """Each call of each door in turn: most is still known, nothing is raised."""
    failing = FailingAt(position, error)
    left = known(failing.doors(a_pc().doors()))
    assert len(failing.calls) > position
    assert left >= known(a_pc().doors()) - 6

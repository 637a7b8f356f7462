"""The tables by dmidecode's text: the same facts as by the raw table."""

from agent.readers.dmidecode import read_dmidecode
from agent.sources.smbios import decode
from agent.sources.smbios_table import from_dump
from agent.sources.smbios_text import tables_of


def without_addresses(tables):
    """Return what both forms say of *tables*."""
    return (
        tables.firmware,
        tables.system.manufacturer,
        tables.model,
        tables.chassis.kind,
        tables.processors,
        tables.sockets,
        tables.memory,
        tables.placeholders,
    )


def test_text_and_table_of_one_machine_say_the_same(shared):
    """Each recorded pair, every field."""
    folder = shared / "host-fixtures/smbios-raw"
    pairs = list(folder.glob("*.bin"))
    assert pairs
    for path in pairs:
        table, version = from_dump(path.read_bytes())
        text = path.with_name(path.name.replace(".smbios.bin", ".dmidecode.txt"))
        by_text = tables_of(read_dmidecode(text.read_bytes()))
        by_table = decode(table, version=version)
        assert without_addresses(by_text) == without_addresses(by_table), path.name


def test_a_module_whose_size_is_not_said_is_not_an_empty_slot():
    """``Unknown`` is not ``No Module Installed``."""
    content = b"""Handle 0x1, DMI type 17, 34 bytes
Memory Device
\tSize: Unknown
\tLocator: A
\tSpeed: 1 ns

Handle 0x2, DMI type 17, 34 bytes
Memory Device
\tSize: No Module Installed
\tLocator: B
"""
    unknown, empty = tables_of(read_dmidecode(content)).memory.slots
    assert (unknown.size_bytes, unknown.speed_mts) == (None, None)
    assert empty.size_bytes == 0


def test_a_processor_of_an_unknown_type_is_a_processor():
    """Only the types that name another use do not count as sockets."""
    text = "".join(
        f"Handle 0x000{n}, DMI type 4, 32 bytes\nProcessor Information\n"
        f"\tSocket Designation: CPU{n}\n\tType: {kind}\n\n"
        for n, kind in enumerate(
            ["<OUT OF SPEC>", "Central Processor", "DSP Processor"]
        )
    )
    found = tables_of(read_dmidecode(text.encode()))
    assert [p.socket for p in found.processors] == ["CPU0", "CPU1"]
    assert found.sockets == 2


def test_the_labels_of_the_first_versions_of_dmidecode_are_known():
    """Version 1 printed other labels for the same fields."""
    text = """
Handle 0x0000
\tDMI type 0, 20 bytes.
\tBIOS Information Block
\t\tVendor: Example
\t\tVersion: 1.30
\t\tRelease: 06/22/2001
Handle 0x0001
\tDMI type 1, 25 bytes.
\tSystem Information Block
\t\tVendor: Example
\t\tProduct: Server 1
\t\tSerial Number: A1
Handle 0x0003
\tDMI type 3, 13 bytes.
\tChassis Information Block
\t\tVendor: Example
\t\tChassis Type: Tower
Handle 0x0004
\tDMI type 4, 32 bytes.
\tProcessor
\t\tSocket Designation: CPU1
\t\tProcessor Type: Central Processor
\t\tProcessor Version: Example III
"""
    found = tables_of(read_dmidecode(text.encode()))
    assert found.firmware.release_date == "2001-06-22"
    assert (found.vendor, found.model, found.serial) == ("Example", "Server 1", "A1")
    assert found.chassis.kind == "Tower"
    assert [p.name for p in found.processors] == ["Example III"]

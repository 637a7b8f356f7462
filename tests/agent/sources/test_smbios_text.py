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

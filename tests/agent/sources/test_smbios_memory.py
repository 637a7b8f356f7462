"""Which memory devices are RAM."""

from agent.sources.smbios_memory import decode_memory
from agent.sources.smbios_table import structures

ARRAY = b"\x10\x0f\x10\x00\x03\x03\x03\x00\x00\x00\x01\xfe\xff\x02\x00\0\0"


def device(size, kind, array=0x10):
    """Return a memory device of *size* MiB and type *kind*."""
    body = array.to_bytes(2, "little") + b"\xfe\xff" + b"\x40\0\x40\0"
    body += size.to_bytes(2, "little") + b"\x09\0\x01\0" + bytes([kind]) + b"\0\0"
    return bytes([17, len(body) + 4, 1, 0]) + body + b"DIMM A\0\0"


def test_flash_is_no_memory_and_an_empty_slot_is_a_slot():
    """A firmware store does not count; an empty slot does, without a module."""
    table = ARRAY + device(4096, 0x1A) + device(0, 2) + device(8, 9)
    memory = decode_memory(list(structures(table)))
    assert len(memory.slots) == 2
    assert memory.installed_bytes == 4 << 30
    assert memory.maximum_bytes == 16 << 30
    assert memory.modules[0].memory_type == "DDR4"


def test_devices_of_another_array_do_not_count():
    """Video or cache memory is not the system's."""
    memory = decode_memory(list(structures(ARRAY + device(4096, 0x1A, 0x99))))
    assert not memory.slots
    assert memory.installed_bytes is None


def test_large_and_unknown_sizes_are_read():
    """From 32 GiB on the size stands in a field of its own; 0xFFFF is unknown."""
    body = bytearray(device(0x7FFF, 0x22)[:-8])
    body += bytes(0x1C - len(body)) + (65536).to_bytes(4, "little")
    body[1] = len(body)
    large = bytes(body) + b"DIMM A\0\0"
    memory = decode_memory(list(structures(ARRAY + large + device(0xFFFF, 0x22))))
    assert memory.installed_bytes == 64 << 30
    assert [slot.size_bytes for slot in memory.slots] == [64 << 30, None]

"""Memory and disks."""

from agent.readers.snmp.host_resources import (
    STORAGE_ENTRY,
    UCD_MEMORY,
    Store,
    columns,
    read_memory,
    read_storage,
)
from agent.readers.snmp.rows import oid

TYPES = oid("1.3.6.1.2.1.25.2.1")
MIB = 1 << 20


def row(index, kind, name, size, used, *, units=1024):
    """Return the cells of one storage."""
    return {
        (*STORAGE_ENTRY, 2, index): (*TYPES, kind),
        (*STORAGE_ENTRY, 3, index): name.encode(),
        (*STORAGE_ENTRY, 4, index): units,
        (*STORAGE_ENTRY, 5, index): size,
        (*STORAGE_ENTRY, 6, index): used,
    }


def test_memory_in_use_is_without_buffers_and_cache():
    """As net-snmp tells them in rows of their own."""
    walk = {
        **row(1, 2, "Physical memory", 4096, 3000),
        **row(3, 3, "Virtual memory", 9000, 100),
        **row(6, 1, "Memory buffers", 4096, 200),
        **row(7, 1, "Cached memory", 800, 800),
    }
    assert read_memory(walk) == (Store("Physical memory", 4 * MIB, 2000 * 1024),)


def test_ucd_counts_first():
    """What is free, buffers and cache are not in use."""
    walk = row(1, 2, "Real Memory Metrics", 99, 98)
    walk |= {(*UCD_MEMORY, arc, 0): n for arc, n in ((5, 1000), (6, 300), (14, 50))}
    walk[(*UCD_MEMORY, 15, 0)] = 150
    assert read_memory(walk) == (Store("Physical memory", 1024_000, 512_000),)


def test_what_freebsd_tells_beside_its_memory_is_none():
    """Dozens of pools of the kernel."""
    walk = {**row(1, 2, "UMA: mbuf", 9, 1), **row(2, 2, "Shared Real Memory", 9, 1)}
    walk |= row(3, 2, "Random Access Memory", 100, 25)
    assert [store.name for store in read_memory(walk)] == ["Random Access Memory"]


def test_disks_are_told_once_and_without_file_systems_in_memory():
    """Another view of one has its size and use."""
    walk = {
        **row(1, 4, "/", 9_000, 5_000),
        **row(2, 4, "/volume1/share", 9_000, 5_000),
        **row(3, 4, "/run", 9_000, 1),
        **row(4, 4, "devfs: dev file system, mounted on: /dev", 9_000, 2),
        **row(5, 9, "flash:", 9_000, 3),
        **row(6, 4, "tiny", 9, 3),
        **row(7, 7, "CD", 9_000, 3),
        **row(8, 4, "more than all", 9_000, 9_001),
    }
    walk[(*STORAGE_ENTRY, 2, 5)] = (*oid("1.3.6.1.2.1.25.3.9"), 3)
    assert [store.name for store in read_storage(walk)] == ["/", "flash:"]


def test_a_size_that_went_negative_is_one_of_32_bits():
    """Disks of more than 8 TB in units of 4096."""
    walk = row(1, 4, "/", -2, 1, units=4096)
    assert read_storage(walk)[0].size == ((1 << 32) - 2) * 4096
    assert len(columns()) == 10

"""Neighbours by IP, and own addresses."""

from agent.readers.snmp.arp import (
    ADDR_ENTRY,
    ADDRESS_ENTRY,
    MEDIA_ENTRY,
    PHYSICAL_ENTRY,
    Host,
    columns,
    own_addresses,
    own_columns,
    read_hosts,
)

MAC = bytes([2, 0, 0, 0, 0, 1])
TEXT = "02:00:00:00:00:01"
GROUP = bytes([1, 0, 0x5E, 0, 0, 1])


def test_both_tables_tell_of_neighbours_once():
    """Of both families; without rows called invalid, groups and broadcasts."""
    v6 = (0x20, 1, 0xD, 0xB8, *[0] * 11, 9)
    walk = {
        (*MEDIA_ENTRY, 2, 7, 192, 0, 2, 1): MAC,
        (*MEDIA_ENTRY, 4, 7, 192, 0, 2, 1): 3,
        (*MEDIA_ENTRY, 2, 7, 192, 0, 2, 2): MAC,
        (*MEDIA_ENTRY, 4, 7, 192, 0, 2, 2): 2,
        (*MEDIA_ENTRY, 2, 7, 192, 0, 2, 3): GROUP,
        (*MEDIA_ENTRY, 2, 7, 192, 0, 2, 4): b"",
        (*MEDIA_ENTRY, 2, 7, 224, 0, 0, 1): MAC,
        (*PHYSICAL_ENTRY, 4, 7, 1, 4, 192, 0, 2, 1): MAC,
        (*PHYSICAL_ENTRY, 4, 8, 2, 16, *v6): MAC,
        (*PHYSICAL_ENTRY, 6, 8, 2, 16, *v6): 3,
        (*PHYSICAL_ENTRY, 4, 8, 1, 4, 192, 0, 2, 9): MAC,
        (*PHYSICAL_ENTRY, 6, 8, 1, 4, 192, 0, 2, 9): 5,
    }
    assert read_hosts(walk) == (
        Host("192.0.2.1", TEXT, 7),
        Host("2001:db8::9", TEXT, 8),
    )
    assert len(read_hosts(walk, most=1)) == 1


def test_own_addresses_are_no_neighbours():
    """Wherever they stand; that of the loopback is nobody's."""
    walk = {
        (*ADDR_ENTRY, 2, 192, 0, 2, 1): 7,
        (*ADDR_ENTRY, 2, 127, 0, 0, 1): 1,
        (*ADDRESS_ENTRY, 3, 1, 4, 192, 0, 2, 5): 7,
        (*ADDRESS_ENTRY, 4, 1, 4, 192, 0, 2, 5): 1,
        (*ADDRESS_ENTRY, 3, 1, 4, 192, 0, 2, 255): 7,
        (*ADDRESS_ENTRY, 4, 1, 4, 192, 0, 2, 255): 3,
        (*MEDIA_ENTRY, 2, 7, 192, 0, 2, 1): MAC,
    }
    assert own_addresses(walk) == ("192.0.2.5", "192.0.2.1")
    assert read_hosts(walk) == ()
    assert set(own_columns()) < set(columns())

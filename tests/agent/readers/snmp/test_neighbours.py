"""What neighbours announce beside their names."""

from agent.readers.snmp.cdp import CACHE_ENTRY
from agent.readers.snmp.lldp import REMOTE_ENTRY
from agent.readers.snmp.neighbours import (
    DOT3_ENTRY,
    MANAGEMENT_ENTRY,
    More,
    columns,
    more_of_cdp,
    more_of_lldp,
)


def test_addresses_capabilities_and_speeds_belong_to_a_neighbour():
    """Under whatever time mark they stand; the newest capabilities count."""
    walk = {
        (*REMOTE_ENTRY, 12, 5, 3, 1): b"\x20",
        (*REMOTE_ENTRY, 12, 9, 3, 1): b"\x28",
        (*MANAGEMENT_ENTRY, 3, 5, 3, 1, 1, 4, 192, 0, 2, 1): 2,
        (*MANAGEMENT_ENTRY, 4, 9, 3, 1, 1, 4, 192, 0, 2, 1): 7,
        (*MANAGEMENT_ENTRY, 3, 5, 3, 1, 6, 6, 2, 0, 0, 0, 0, 1): 2,
        (*DOT3_ENTRY, 3, 5, 3, 1): b"\x6c\x01",
        (*DOT3_ENTRY, 4, 5, 4, 2): 16,
    }
    assert more_of_lldp(walk) == {
        (3, 1): More(("192.0.2.1",), ("bridge", "router"), 10**9),
        (4, 2): More((), (), 100_000_000),
    }
    assert len(columns()) == 2


def test_what_is_only_supported_counts_where_nothing_is_enabled():
    """Some switches never fill in what is enabled."""
    walk = {(*REMOTE_ENTRY, 11, 5, 3, 1): b"\x20"}
    assert more_of_lldp(walk)[3, 1].capabilities == ("bridge",)


def test_a_neighbour_has_no_more_than_a_few_addresses():
    """Whatever it announces."""
    walk = {(*MANAGEMENT_ENTRY, 3, 0, 1, 1, 1, 4, 10, 0, 0, n): 2 for n in range(1, 99)}
    assert len(more_of_lldp(walk)[1, 1].addresses) == 8


def test_cdp_tells_addresses_of_both_families():
    """The one it sends from, and the one to manage it by."""
    v6 = bytes([0x20, 1, 0xD, 0xB8, *[0] * 11, 9])
    walk = {
        (*CACHE_ENTRY, 4, 7, 1): bytes([192, 0, 2, 1]),
        (*CACHE_ENTRY, 20, 7, 1): v6,
        (*CACHE_ENTRY, 9, 7, 1): b"\x00\x00\x00\x08",
        (*CACHE_ENTRY, 6, 8, 1): b"phone",
    }
    assert more_of_cdp(walk) == {
        (7, 1): More(("192.0.2.1", "2001:db8::9"), ("bridge",)),
        (8, 1): More(),
    }

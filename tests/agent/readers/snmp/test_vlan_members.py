"""VLANs of ports."""

from agent.readers.snmp import vlan_members
from agent.readers.snmp.rows import oid
from agent.readers.snmp.vlan_members import (
    CURRENT_ENTRY,
    MEMBER_ENTRY,
    PORT_VLAN_ENTRY,
    STATIC_ENTRY,
    TRUNK_ENTRY,
    read_membership,
)

BASE = {(*oid("1.3.6.1.2.1.17.1.4.1.2"), n): 100 + n for n in (1, 2, 3)}


def members(walk):
    """Return untagged and tagged VLANs by ifIndex."""
    found = read_membership(walk)
    return found.untagged, found.tagged


def test_what_leaves_a_port_untagged_is_told_from_what_is_tagged():
    """Bit by bit; what the list has beyond the ports of the switch is junk."""
    walk = {
        **BASE,
        (*STATIC_ENTRY, 2, 10): b"\xe0\xff\xff",
        (*STATIC_ENTRY, 4, 10): b"\x80",
        (*STATIC_ENTRY, 2, 20): b"\x40",
        (*STATIC_ENTRY, 4, 20): b"\x40\x00\x00\x00",
        (*STATIC_ENTRY, 2, 5000): b"\xff",
    }
    assert members(walk) == ({101: 10, 102: 20}, {102: [10], 103: [10]})


def test_where_nothing_is_configured_what_is_in_force_counts():
    """VLANs that a switch learned from others, too."""
    walk = {
        **BASE,
        (*STATIC_ENTRY, 1, 10): b"office",
        (*CURRENT_ENTRY, 4, 0, 10): b"\xc0",
        (*CURRENT_ENTRY, 5, 0, 10): b"\x40",
    }
    assert members(walk) == ({102: 10}, {101: [10]})


def test_the_pvid_has_the_last_word_on_untagged_frames():
    """Ports are bridge ports there."""
    walk = {**BASE, (*PORT_VLAN_ENTRY, 1, 3): 7, (*PORT_VLAN_ENTRY, 1, 9): 8}
    assert members(walk) == ({103: 7}, {})


def test_without_bridge_ports_a_port_is_its_interface():
    """Only if it is one."""
    walk = {
        oid("1.3.6.1.2.1.2.2.1.2.1"): b"port 1",
        (*PORT_VLAN_ENTRY, 1, 1): 7,
        (*PORT_VLAN_ENTRY, 1, 2): 7,
    }
    assert members(walk) == ({1: 7}, {})


def test_cisco_tells_access_ports_and_trunks_apart():
    """Of the VLANs that a trunk allows, those that exist; its native one untagged."""
    walk = {
        (*oid("1.3.6.1.4.1.9.9.46.1.3.1.1.2"), 1, 1): 1,
        (*oid("1.3.6.1.4.1.9.9.46.1.3.1.1.2"), 1, 5): 1,
        (*oid("1.3.6.1.4.1.9.9.46.1.3.1.1.2"), 1, 1030): 1,
        (*MEMBER_ENTRY, 2, 10101): 5,
        (*TRUNK_ENTRY, 4, 10102): b"\xff" * 128,
        (*TRUNK_ENTRY, 17, 10102): b"\xff" * 128,
        (*TRUNK_ENTRY, 5, 10102): 1,
        (*TRUNK_ENTRY, 14, 10102): 1,
        (*TRUNK_ENTRY, 4, 10103): b"\xff" * 128,
        (*TRUNK_ENTRY, 14, 10103): 2,
    }
    assert members(walk) == ({10101: 5, 10102: 1}, {10102: [5, 1030]})


def test_lists_of_ports_without_end_are_cut_off(monkeypatch):
    """A broken device may put all its ports, and more, into every VLAN."""
    monkeypatch.setattr(vlan_members, "MOST_BITS", 40)
    walk = {(*vlan_members.STATIC_ENTRY, 2, vlan): b"\xff\xff" for vlan in range(1, 9)}
    base = oid("1.3.6.1.2.1.17.1.4.1.2")
    walk |= {(*base, port): port for port in range(1, 17)}
    assert read_membership(walk).tagged == {n: [1, 2] for n in range(1, 17)}

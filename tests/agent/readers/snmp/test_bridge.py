"""Bridge ports and forwarding rows."""

from agent.readers.snmp.bridge import (
    Row,
    base_ports,
    by_fdb_and_mac,
    by_mac,
    vlans_by_fdb_id,
)
from agent.readers.snmp.rows import oid

BASE = oid("1.3.6.1.2.1.17.1.4.1.2")
D, Q = oid("1.3.6.1.2.1.17.4.3.1"), oid("1.3.6.1.2.1.17.7.1.2.2.1")
FDB_ID = oid("1.3.6.1.2.1.17.7.1.4.2.1.3")
MAC = (0, 27, 44, 1, 2, 3)


def test_a_bridge_port_has_an_interface():
    """What is no number is no interface."""
    assert base_ports({(*BASE, 1): 101, (*BASE, 2): b"x"}) == {1: 101}


def test_rows_are_by_mac_and_by_database_and_mac():
    """A row without a port is no row; its status says that statuses are told."""
    found = by_mac({(*D, 2, *MAC): 5, (*D, 3, *MAC): 3, (*D, 2, 1, 2): 9})
    assert found.rows == {MAC: Row(5, 3)}
    assert found.learned == 1
    other = by_fdb_and_mac({(*Q, 2, 7, *MAC): 5})
    assert other.rows == {(7, *MAC): Row(5, None)}
    assert other.learned is None


def test_a_length_before_the_mac_is_taken_out():
    """Some agents take the MAC for any string of octets."""
    found = by_fdb_and_mac({(*Q, 2, 1, 6, *MAC): 5, (*Q, 3, 1, 6, *MAC): 3})
    assert found.rows == {(1, *MAC): Row(5, 3)}
    assert found.length_before_mac
    assert not by_mac({(*D, 2, *MAC): 5}).length_before_mac


def test_vlans_may_share_a_database():
    """The index of a VLAN is a time mark and its number."""
    walk = {
        (*FDB_ID, 0, 10): 1,
        (*FDB_ID, 0, 20): 1,
        (*FDB_ID, 5, 20): 1,
        (*FDB_ID, 0, 30): 3,
    }
    assert vlans_by_fdb_id(walk) == {1: [10, 20], 3: [30]}


def test_the_vlan_of_the_newest_row_stands_last():
    """A VLAN that is said again under a later time mark is not said twice."""
    rows = {(0, 5): 1, (0, 7): 1, (9, 5): 1}
    walk = {oid(f"1.3.6.1.2.1.17.7.1.4.2.1.3.{t}.{v}"): f for (t, v), f in rows.items()}
    assert vlans_by_fdb_id(walk) == {1: [7, 5]}

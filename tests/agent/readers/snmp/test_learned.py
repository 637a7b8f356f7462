"""Learned addresses."""

from agent.readers.snmp.fdb import HUAWEI_PORT
from agent.readers.snmp.learned import Learned, learned
from agent.readers.snmp.rows import oid

BASE = oid("1.3.6.1.2.1.17.1.4.1.2")
IF_TYPE = oid("1.3.6.1.2.1.2.2.1.3")
D, Q = oid("1.3.6.1.2.1.17.4.3.1"), oid("1.3.6.1.2.1.17.7.1.2.2.1")
FDB_ID = oid("1.3.6.1.2.1.17.7.1.4.2.1.3")
ONE, TWO = (0, 27, 44, 1, 2, 3), (0, 27, 44, 1, 2, 4)
FIRST, SECOND = "00:1b:2c:01:02:03", "00:1b:2c:01:02:04"


def test_an_address_has_its_vlan_interface_and_status():
    """The VLAN of a database is the one that uses it; its port is a bridge port."""
    walk = {
        (*BASE, 5): 105,
        (*FDB_ID, 0, 30): 2,
        (*Q, 2, 2, *ONE): 5,
        (*Q, 3, 2, *ONE): 3,
        (*Q, 2, 2, *TWO): 0,
        (*Q, 3, 2, *TWO): 4,
    }
    assert learned(walk) == (
        Learned(FIRST, 30, 105, "learned"),
        Learned(SECOND, 30, None, "self"),
    )


def test_a_shared_or_unknown_database_tells_no_vlan():
    """An id beyond 4094 is no VLAN; one that no VLAN is said to use may be one."""
    shared = {(*FDB_ID, 0, 30): 2, (*FDB_ID, 0, 31): 2}
    rows = {(*Q, 2, 2, *ONE): 0, (*Q, 2, 262144, *TWO): 0}
    assert [row.vlan for row in learned(shared | rows)] == [None, None]
    assert [row.vlan for row in learned(rows)] == [2, None]


def test_a_port_may_be_an_interface_index():
    """A number that is neither says no interface."""
    walk = {(*BASE, 1): 101, (*IF_TYPE, 55): 161, (*D, 2, *ONE): 55, (*D, 2, *TWO): 77}
    assert [row.if_index for row in learned(walk)] == [55, None]


def test_ports_counted_from_one_find_bridge_ports_beyond_49152():
    """TP-Link; there the interface 1 is not the first port."""
    walk = {(*BASE, 49153): 49153, (*IF_TYPE, 1): 53, (*D, 2, *ONE): 1}
    assert [row.if_index for row in learned(walk)] == [49153]


def test_contexts_tell_the_vlan():
    """Cisco is asked once for each VLAN."""
    contexts = {
        20: {(*BASE, 1): 202, (*D, 2, *ONE): 1},
        30: {(*BASE, 1): 203, (*D, 2, *ONE): 1},
    }
    assert learned({(*D, 2, *ONE): 1}, contexts) == (
        Learned(FIRST, 20, 202, None),
        Learned(FIRST, 30, 203, None),
    )


def test_the_table_without_vlans_adds_what_the_other_lacks():
    """Each address once, with an interface if any table says one."""
    walk = {(*BASE, 1): 101, (*Q, 2, 7, *ONE): 1, (*D, 2, *ONE): 1, (*D, 2, *TWO): 1}
    assert learned(walk) == (
        Learned(FIRST, 7, 101, None),
        Learned(SECOND, None, 101, None),
    )


def test_the_table_without_vlans_may_say_the_interface():
    """It does not repeat an address of which it knows no more."""
    walk = {
        (*BASE, 1): 101,
        (*Q, 2, 7, *ONE): 0,
        (*Q, 2, 7, *TWO): 0,
        (*D, 2, *ONE): 1,
        (*D, 2, *TWO): 0,
    }
    assert learned(walk) == (
        Learned(FIRST, 7, None, None),
        Learned(SECOND, 7, None, None),
        Learned(FIRST, None, 101, None),
    )


def test_a_row_with_an_interface_replaces_one_without():
    """Huawei has both tables; the standard one may say port 0."""
    walk = {
        (*IF_TYPE, 36): 161,
        (*Q, 2, 7, *ONE): 0,
        (*HUAWEI_PORT, *ONE, 7, 1, 48): 36,
    }
    assert learned(walk) == (Learned(FIRST, 7, 36, "learned"),)


def test_groups_nobody_and_invalid_rows_are_left_out():
    """They are no machines."""
    walk = {
        (*D, 2, 1, 0, 94, 0, 0, 1): 1,
        (*D, 2, 0, 0, 0, 0, 0, 0): 1,
        (*D, 2, 0, 0, 0, 0, 0, 256): 1,
        (*D, 2, *ONE): 1,
        (*D, 3, *ONE): 2,
    }
    assert learned(walk) == ()


def test_not_more_than_asked_are_returned():
    """A flooded table does not fill the memory."""
    walk = {(*D, 2, 0, 27, 44, 1, 2, last): 1 for last in range(9)}
    assert len(learned(walk, most=4)) == 4

"""Forwarding tables, counted."""

import msgspec

from agent.readers.snmp.fdb import HUAWEI_PORT, read_fdb
from agent.readers.snmp.rows import oid

BASE = oid("1.3.6.1.2.1.17.1.4.1.2")
IF_TYPE = oid("1.3.6.1.2.1.2.2.1.3")
D, Q = oid("1.3.6.1.2.1.17.4.3.1"), oid("1.3.6.1.2.1.17.7.1.2.2.1")
FDB_ID = oid("1.3.6.1.2.1.17.7.1.4.2.1.3")
MACS = [(0, 27, 44, 1, 2, last) for last in range(6)]


def test_rows_are_counted_by_port_and_vlan():
    """A base port, an ifIndex that is none, port 0, and a port nobody knows."""
    found = read_fdb(
        {
            (*BASE, 1): 101,
            (*IF_TYPE, 55): 161,
            (*FDB_ID, 0, 10): 4,
            (*Q, 2, 4, *MACS[0]): 1,
            (*Q, 2, 4, *MACS[1]): 1,
            (*Q, 2, 9, *MACS[2]): 55,
            (*Q, 2, 9, *MACS[3]): 0,
            (*Q, 2, 9, *MACS[4]): 77,
            (*D, 2, *MACS[5]): 1,
            (*D, 3, *MACS[5]): 3,
        }
    )
    assert msgspec.to_builtins(found) == {
        "dot1dTpFdbRows": 1,
        "dot1qTpFdbRows": 5,
        "dot1dLearned": 1,
        "dot1qLearned": None,
        "uniqueMacs": 6,
        "lengthBeforeMac": False,
        "basePortsRecorded": 1,
        "portsFrom": "dot1qTpFdbTable",
        "byIfIndex": {"101": 2},
        "byIfIndexUnmappedPort": {"55": 1},
        "rowsPortZero": 1,
        "rowsPortUnknown": 1,
        "byVlan": {"9": 3, "10": 2},
        "vlanIsFdbId": False,
        "huaweiDynFdbRows": 0,
    }


def test_a_device_without_a_table_has_none():
    """Bridge ports alone are no table."""
    assert read_fdb({(*BASE, 1): 101}) is None
    assert read_fdb({}, {10: {}}) is None


def test_a_table_of_huawei_alone_counts():
    """Some of its devices have no other."""
    found = read_fdb({(*HUAWEI_PORT, *MACS[0], 10, 1, 48): 7})
    assert found is not None
    assert found.huawei_dyn_fdb_rows == 1
    assert found.by_if_index == {}


def test_contexts_are_counted_through_their_own_bridge_ports():
    """Cisco numbers bridge ports in each VLAN."""
    found = read_fdb(
        {},
        {
            20: {(*BASE, 1): 202, (*D, 2, *MACS[0]): 1, (*D, 2, *MACS[1]): 9},
            3: {(*BASE, 1): 201, (*D, 2, *MACS[0]): 1},
        },
    )
    plain = msgspec.to_builtins(found)
    assert plain["perContextRows"] == {"3": 1, "20": 2}
    assert plain["perContextTotal"] == 3
    assert plain["perContextByIfIndex"] == {"201": 1, "202": 1}

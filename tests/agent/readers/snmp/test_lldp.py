"""LLDP neighbours."""

import msgspec

from agent.readers.snmp.lldp import read_lldp
from agent.readers.snmp.rows import oid

BASE = oid("1.3.6.1.2.1.17.1.4.1.2")
IF_TYPE, IF_NAME = oid("1.3.6.1.2.1.2.2.1.3"), oid("1.3.6.1.2.1.31.1.1.1.1")
LOCAL, REMOTE = oid("1.0.8802.1.1.2.1.3.7.1"), oid("1.0.8802.1.1.2.1.4.1.1")


def test_a_neighbour_is_read_with_the_local_interface():
    """MACs as bytes or text are spelled alike."""
    at = (100, 14, 1)
    found = read_lldp(
        {
            (*LOCAL, 3, 14): b"GE0/0/14",
            (*IF_NAME, 19): b"ge0/0/14",
            (*REMOTE, 4, *at): 4,
            (*REMOTE, 5, *at): b"00-1B-2C-01-02-03",
            (*REMOTE, 6, *at): 3,
            (*REMOTE, 7, *at): b"\x00\x1b\x2c\x01\x02\x04",
            (*REMOTE, 8, *at): b"eth0",
            (*REMOTE, 9, *at): b"ap-1\0",
        }
    )
    assert msgspec.json.decode(msgspec.json.encode(found)) == {
        "rowsRecorded": 1,
        "neighbourCount": 1,
        "localPortsRecorded": 1,
        "neighbours": [
            {
                "localPortNum": 14,
                "localIfIndex": 19,
                "localIfIndexBy": "lldpLocPortId",
                "remIndex": 1,
                "chassisIdSubtype": 4,
                "chassisId": "00:1b:2c:01:02:03",
                "portIdSubtype": 3,
                "portId": "00:1b:2c:01:02:04",
                "portDescr": "eth0",
                "sysName": "ap-1",
                "sysDescr": None,
            }
        ],
    }


def test_the_newest_time_mark_counts():
    """Some agents keep a neighbour's older rows, in any order."""
    found = read_lldp(
        {(*REMOTE, 9, 200, 1, 1): b"new", (*REMOTE, 9, 100, 1, 1): b"old"}
    )
    assert found is not None
    assert found.rows_recorded == 2
    assert [neighbour.sys_name for neighbour in found.neighbours] == ["new"]


def test_the_local_interface_is_found_in_four_ways():
    """By name, by description, as a bridge port, as an ifIndex; else not at all."""
    found = read_lldp(
        {
            (*IF_NAME, 101): b"gi1",
            (*IF_NAME, 102): b"gi2",
            (*IF_TYPE, 103): 6,
            (*IF_TYPE, 4): 6,
            (*BASE, 3): 103,
            (*BASE, 5): 999,
            (*LOCAL, 3, 1): b"gi1",
            (*LOCAL, 3, 2): b"00:1b:2c:01:02:03",
            (*LOCAL, 4, 2): b"gi2",
        }
        | {(*REMOTE, 9, 0, port, 1): b"x" for port in range(1, 6)}
    )
    assert found is not None
    assert [(n.local_if_index, n.local_if_index_by) for n in found.neighbours] == [
        (101, "lldpLocPortId"),
        (102, "lldpLocPortDesc"),
        (103, "dot1dBasePortIfIndex"),
        (4, "lldpLocPortNum"),
        (None, None),
    ]


def test_a_device_that_speaks_to_nobody_has_no_neighbours():
    """Without local ports too it does not speak LLDP."""
    alone = read_lldp({(*LOCAL, 3, 1): b"gi1"})
    assert alone is not None
    assert alone.neighbours == ()
    assert read_lldp({(*LOCAL, 4, 1): b"gi1"}) is None
    assert read_lldp({(*REMOTE, 9, 1, 1): b"too short an index"}) is None

"""VLANs and their names."""

import msgspec

from agent.readers.snmp.rows import oid
from agent.readers.snmp.vlans import read_vlans

STATIC, CURRENT = oid("1.3.6.1.2.1.17.7.1.4.3.1"), oid("1.3.6.1.2.1.17.7.1.4.2.1")
VTP = oid("1.3.6.1.4.1.9.9.46.1.3.1.1")


def test_what_a_person_configured_counts_first():
    """A VLAN without a name is one all the same."""
    found = read_vlans(
        {
            (*STATIC, 1, 20): b"printers ",
            (*STATIC, 1, 3): b"",
            (*STATIC, 5, 7): 1,
            (*CURRENT, 3, 0, 20): 1,
            (*CURRENT, 4, 9, 20): b"\xff",
            (*VTP, 4, 1, 1): b"default",
        }
    )
    assert msgspec.json.decode(msgspec.json.encode(found)) == {
        "count": 3,
        "from": "dot1qVlanStaticTable",
        "dot1qStaticRows": 3,
        "dot1qCurrentVlans": 1,
        "ciscoVtpVlans": 1,
        "ids": [3, 7, 20],
        "names": {"20": "printers"},
    }


def test_then_what_cisco_says():
    """The index is a management domain and the VLAN."""
    found = read_vlans({(*VTP, 4, 1, 98): b"routing", (*VTP, 2, 1, 5): 1})
    assert found is not None
    assert (found.source, found.ids) == ("vtpVlanTable", (5, 98))
    assert found.names == {"98": "routing"}


def test_then_what_is_in_force():
    """That table has no names."""
    found = read_vlans({(*CURRENT, 6, 0, 8): 1})
    assert found is not None
    assert (found.source, found.ids) == ("dot1qVlanCurrentTable", (8,))
    assert found.names == {}


def test_a_device_without_vlans_has_none():
    """Members alone make no row."""
    assert read_vlans({(*STATIC, 2, 8): b"\xff"}) is None

"""Spanning trees."""

from agent.readers.snmp.rows import oid
from agent.readers.snmp.stp import BridgeId, bridge_id, read_stp, read_stp_states

STP = oid("1.3.6.1.2.1.17.2")
BASE = oid("1.3.6.1.2.1.17.1.4.1.2")
ROOT = bytes([0x80, 0x01, 2, 0, 0, 0, 0, 9])


def tree(port):
    """Return a bridge whose root is behind bridge *port*."""
    return {
        (*STP, 2, 0): 32768,
        (*STP, 3, 0): 6000,
        (*STP, 4, 0): 12,
        (*STP, 5, 0): ROOT,
        (*STP, 6, 0): 4,
        (*STP, 7, 0): port,
        (*STP, 15, 1, 3, 1): 5,
        (*STP, 15, 1, 3, 2): 2,
        (*BASE, 1): 10101,
        (*BASE, 2): 10102,
    }


def test_a_bridge_tells_its_root_and_the_port_to_it():
    """Ports as interfaces, times in seconds."""
    found = read_stp(tree(2))
    assert (found.root, found.root_priority) == ("02:00:00:00:00:09", 0x8001)
    assert (found.priority, found.root_cost, found.root_port) == (32768, 4, 10102)
    assert (found.topology_changes, found.changed_s) == (12, 60.0)
    assert read_stp_states(tree(2)) == {10101: "forwarding", 10102: "blocking"}


def test_the_root_has_no_port_to_itself():
    """Port 0 is none."""
    assert read_stp(tree(0)).root_port is None


def test_where_only_a_vlan_answers_its_tree_counts():
    """Cisco shows the others inside each VLAN; the lowest counts, all tell of ports."""
    other = {(*STP, 15, 1, 3, 1): 1, (*STP, 15, 1, 3, 7): 4, (*BASE, 7): 10107}
    contexts = {20: other, 10: tree(1)}
    assert read_stp({}, contexts).root_port == 10101
    assert read_stp_states({}, contexts) == {
        10101: "forwarding",
        10102: "blocking",
        1: "disabled",
        10107: "learning",
    }


def test_a_switch_without_spanning_tree_has_no_root():
    """It says a bridge of nobody."""
    assert read_stp({(*STP, 5, 0): bytes([0x80, 0, 0, 0, 0, 0, 0, 0])}) is None
    assert read_stp({(*STP, 2, 0): 32768}) is None


def test_a_bridge_is_named_by_octets_or_by_text():
    """Priority and MAC."""
    assert bridge_id(ROOT) == BridgeId(0x8001, "02:00:00:00:00:09")
    wanted = BridgeId(16384, "bc:cf:4f:3e:48:2f")
    assert bridge_id(b"16384/BC:CF:4F:3E:48:2F") == wanted
    assert bridge_id(b"16384.bccf4f3e482f") == wanted
    for junk in (
        b"",
        b"99999/BC:CF:4F:3E:48:2F",
        b"x",
        7,
        None,
        b"1/00:00:00:00:00:00",
    ):
        assert bridge_id(junk) is None

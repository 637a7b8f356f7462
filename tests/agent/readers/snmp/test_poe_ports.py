"""Power by interface."""

from agent.readers.snmp.poe_ports import PortPower, columns, read_port_power
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import oid

PSE = oid("1.3.6.1.2.1.105.1.1.1")
CISCO = oid("1.3.6.1.4.1.9.9.402.1.2.1.11")
TYPE, NAME = oid("1.3.6.1.2.1.2.2.1.3"), oid("1.3.6.1.2.1.31.1.1.1.1")


def power(walk, watts=None, bridge_watts=None):
    """Return the power of ports."""
    return read_port_power(walk, read_ports(walk), watts or {}, bridge_watts or {})


def port(index, name):
    """Return an Ethernet port."""
    return {(*TYPE, index): 6, (*NAME, index): name}


def test_states_and_classes_are_those_of_the_standard():
    """A class counts from 0, and only while power is delivered."""
    walk = {
        **port(1, b"a"),
        **port(2, b"b"),
        (*PSE, 3, 1, 1): 1,
        (*PSE, 6, 1, 1): 3,
        (*PSE, 10, 1, 1): 5,
        (*PSE, 3, 1, 2): 2,
        (*PSE, 6, 1, 2): 1,
        (*PSE, 10, 1, 2): 1,
    }
    assert power(walk, {(1, 1): 7.5}) == {
        1: PortPower(True, True, "delivering", 4, 7.5),
        2: PortPower(False, False, "disabled", None, None),
    }


def test_a_port_of_a_stack_is_found_by_entity_or_by_name():
    """Its number would be a port of the first unit."""
    walk = {
        **port(1, b"Gi1/0/1"),
        **port(10601, b"Gi2/0/1"),
        **port(10602, b"Gi2/0/2"),
        **port(10651, b"Te2/0/1"),
        (*PSE, 3, 2, 2): 1,
        (*PSE, 3, 2, 1): 1,
        (*PSE, 3, 3, 1): 1,
    }
    assert list(power(walk)) == [10602]
    alias = (*oid("1.3.6.1.2.1.47.1.3.2.1.2"), 77, 0)
    walk |= {(*CISCO, 2, 1): 77, alias: (*oid("1.3.6.1.2.1.2.2.1.1"), 10601)}
    assert list(power(walk)) == [10601, 10602]


def test_a_vendor_tells_watts_by_interface_or_by_bridge_port():
    """Of ports that the standard's table does not have, too."""
    walk = {**port(6, b"a"), **port(106, b"b"), oid("1.3.6.1.2.1.17.1.4.1.2.6"): 106}
    assert power(walk, {(6,): 3.0}) == {6: PortPower(True, True, "", None, 3.0)}
    assert power(walk, {}, {(6,): 0.0}) == {106: PortPower(True, False, "", None, 0.0)}
    assert power(walk, {(7,): 3.0}) == {}
    assert columns()

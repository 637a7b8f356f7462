"""Ports with a plug, and interfaces of software."""

import pytest

from agent.readers.snmp.physical import is_physical
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import oid


def port(name, if_type, description=""):
    """Return one interface."""
    walk = {
        oid("1.3.6.1.2.1.31.1.1.1.1.5"): name.encode(),
        oid("1.3.6.1.2.1.2.2.1.2.5"): description.encode(),
    }
    if if_type is not None:
        walk[oid("1.3.6.1.2.1.2.2.1.3.5")] = if_type
    return read_ports(walk)[0]


@pytest.mark.parametrize(
    ("name", "if_type", "connector", "physical"),
    [
        ("Gi1/0/1", 6, 1, True),
        ("Gi1/0/1", 6, None, True),
        ("port1.1.1", 6, 1, True),
        ("0/5", 117, 1, True),
        ("eth0", 6, None, True),
        ("WAN", 94, 1, True),
        ("Vlan-interface10", 6, None, False),
        ("Eth-Trunk3", 6, 1, False),
        ("ch8", 6, 1, False),
        ("br0", 6, 1, False),
        ("docker0", 6, 1, False),
        ("port-channel 1", 6, None, False),
        ("vtss.vlan.7", 6, None, False),
        ("eth0.10", 6, 1, False),
        ("lo", 24, 1, False),
        ("StackSub-St1-1", 53, 1, False),
        ("Trk1", 161, 1, False),
        ("WAN Miniport (IP)", 6, 2, False),
        ("ethernet_2", 6, 2, False),
        ("GigabitEthernet 1/1", None, None, True),
        ("something", None, None, False),
        ("something", 94, None, False),
    ],
)
def test_a_name_and_a_type_tell_where_the_connector_does_not(
    name, if_type, connector, physical
):
    """Linux says that bridges have a connector; VLANs come as Ethernet."""
    names = {"eth0", name}
    assert is_physical(port(name, if_type), connector, (), names) is physical


def test_an_empty_slot_is_a_port_all_the_same():
    """It has no connector while nothing is plugged into it, but the bridge counts it."""
    slot = port("Te1/1/1", 6)
    assert is_physical(slot, 2, {5}, ())
    assert not is_physical(slot, 2, {6}, ())

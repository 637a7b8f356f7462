"""The readers of surveys and levels on walks of wrong types, lengths and numbers."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp import (
    arp,
    autonegotiation,
    entity_sensors,
    host_resources,
    lag,
    neighbours,
    poe_ports,
    printer,
    stp,
    transceivers,
    vlan_members,
)
from agent.readers.snmp.device_kind import device_kind
from agent.readers.snmp.level_reading import read_levels
from agent.readers.snmp.level_rules import shipped
from agent.readers.snmp.ports import read_ports
from agent.readers.snmp.rows import Indexed, oid

OBJECT_ID = oid("1.3.6.1.2.1.1.2.0")
RULES = sorted({c for g in shipped().group for r in g.rules for c in r.columns})
ENTRIES = [
    *(oid("1.3.6.1.2.1.2.2.1"), oid("1.3.6.1.2.1.31.1.1.1")),
    *(oid("1.3.6.1.2.1.17.1.4.1"), oid("1.3.6.1.2.1.47.1.1.1.1")),
    *(oid("1.3.6.1.2.1.105.1.1.1"), oid("1.3.6.1.2.1.105.1.3.1.1")),
    *(autonegotiation.MAU_ENTRY, autonegotiation.AUTO_NEG_ENTRY),
    *(autonegotiation.LOCAL_DOT3_ENTRY, stp.PORT_ENTRY, stp.STP),
    *(lag.AGG_PORT_ENTRY, lag.PAGP_ENTRY, lag.STACK_ENTRY),
    *(vlan_members.PORT_VLAN_ENTRY, vlan_members.CURRENT_ENTRY),
    *(vlan_members.STATIC_ENTRY, vlan_members.MEMBER_ENTRY, vlan_members.TRUNK_ENTRY),
    *(transceivers.ALIAS_ENTRY, arp.MEDIA_ENTRY, arp.PHYSICAL_ENTRY, arp.ADDR_ENTRY),
    *(arp.ADDRESS_ENTRY, neighbours.MANAGEMENT_ENTRY, neighbours.DOT3_ENTRY),
    *(oid("1.0.8802.1.1.2.1.3.7.1"), oid("1.0.8802.1.1.2.1.4.1.1")),
    *(oid("1.3.6.1.4.1.9.9.23.1.2.1.1"), oid("1.3.6.1.4.1.9.9.402.1.2.1")),
    *(host_resources.STORAGE_ENTRY, entity_sensors.SENSOR_ENTRY),
    *(printer.MARKER_ENTRY, printer.SUPPLY_ENTRY, printer.INPUT_ENTRY),
]
NUMBERS = (
    st.integers(0, 12) | st.integers() | st.sampled_from([1 << 32, 1 << 70, -(1 << 40)])
)
INDEX = st.lists(st.integers(0, 6) | st.integers(0, 1 << 33), max_size=9).map(tuple)
NAMES = st.builds(
    lambda entry, column, index: (*entry, column, *index),
    st.sampled_from(ENTRIES),
    st.integers(0, 20),
    INDEX
    | st.tuples(st.integers(0, 5))
    | st.tuples(st.integers(0, 3), st.integers(0, 5)),
) | st.builds(lambda column, index: (*column, *index), st.sampled_from(RULES), INDEX)
VALUES = (
    NUMBERS
    | st.binary(max_size=20)
    | st.sampled_from([b"\xff" * 200, b"28 2 4", b"1,2,3", b"1e999", b"\xd6\xd0"])
    | INDEX
    | st.sampled_from(ENTRIES)
)
ODD_WALKS = st.dictionaries(NAMES, VALUES, max_size=40)
MAKERS = st.sampled_from(
    [
        oid(f"1.3.6.1.4.1.{n}.1")
        for n in (9, 11, 45, 318, 2011, 2636, 6574, 25506, 14988)
    ]
)


def power(walk):
    """Return the power of ports, with some of it from a vendor."""
    watts = {(1,): 3.0, (1, 2): 4.0, (): 5.0, (1, 2, 3): 6.0}
    return list(poe_ports.read_port_power(walk, read_ports(walk), watts, watts).items())


def members(walk):
    """Return the VLANs of ports."""
    found = vlan_members.read_membership(walk)
    return list(found.untagged.items()), list(found.tagged.items())


READERS = (
    lambda walk: stp.read_stp(walk, {5: walk}),
    lambda walk: list(stp.read_stp_states(walk, {5: walk}).items()),
    lambda walk: list(lag.read_aggregates(walk).items()),
    lambda walk: list(autonegotiation.read_negotiation(walk).items()),
    members,
    lambda walk: list(transceivers.read_transceivers(walk).items()),
    lambda walk: list(transceivers.port_descriptions(walk).items()),
    arp.read_hosts,
    arp.own_addresses,
    lambda walk: list(neighbours.more_of_lldp(walk).items()),
    lambda walk: list(neighbours.more_of_cdp(walk).items()),
    host_resources.read_memory,
    host_resources.read_storage,
    entity_sensors.read_sensors,
    printer.read_pages,
    printer.read_supplies,
    power,
    device_kind,
    lambda walk: read_levels(walk, shipped()),
)


@pytest.mark.parametrize("read", READERS)
@given(walk=ODD_WALKS, maker=MAKERS)
def test_any_walk_gives_a_value_that_can_be_sent(read, walk, maker):
    """Whatever a device says costs no more than its row."""
    walk = {OBJECT_ID: maker, **walk}
    plain = msgspec.json.encode(read(walk))
    assert msgspec.json.encode(read(Indexed(walk))) == plain

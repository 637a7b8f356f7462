"""Interfaces."""

import msgspec
import pytest

from agent.readers.snmp.ports import Octets, read_ports
from agent.readers.snmp.rows import oid

IF = oid("1.3.6.1.2.1.2.2.1")
IFX = oid("1.3.6.1.2.1.31.1.1.1")
DOT3 = oid("1.3.6.1.2.1.10.7.2.1")


def sent(value):
    """Return *value* as it comes out of JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))


def one(walk):
    """Return the only port in *walk*."""
    (port,) = read_ports(walk)
    return port


def test_a_port_is_read_with_the_names_of_the_mib():
    """Both tables and the duplex of EtherLike-MIB are one port."""
    walk = {
        (*IF, 2, 7): b"GigabitEthernet0/7",
        (*IF, 3, 7): 6,
        (*IF, 4, 7): 1500,
        (*IF, 6, 7): b"\0\x1b\x21\0\0\x07",
        (*IF, 7, 7): 1,
        (*IF, 8, 7): 2,
        (*IF, 10, 7): 5,
        (*IF, 11, 7): 11,
        (*IF, 13, 7): 13,
        (*IF, 14, 7): 14,
        (*IFX, 1, 7): b"Gi0/7",
        (*IFX, 2, 7): 22,
        (*IFX, 6, 7): (1 << 32) + 5,
        (*IFX, 7, 7): 1 << 40,
        (*IFX, 15, 7): 1000,
        (*IFX, 18, 7): b"uplink\0",
        (*DOT3, 19, 7): 3,
    }
    said = {k: v for k, v in sent(one(walk)).items() if v is not None}
    assert said == {
        "ifIndex": 7,
        "inIfTable": True,
        "inIfXTable": True,
        "ifName": "Gi0/7",
        "ifDescr": "GigabitEthernet0/7",
        "ifAlias": "uplink",
        "ifType": 6,
        "ifTypeName": "ethernetCsmacd",
        "ifAdminStatus": 1,
        "ifAdminStatusName": "up",
        "ifOperStatus": 2,
        "ifOperStatusName": "down",
        "mtu": 1500,
        "mac": "00:1b:21:00:00:07",
        "ifHighSpeed": 1000,
        "speedBps": 1_000_000_000,
        "speedBpsSane": 1_000_000_000,
        "inOctets": (1 << 32) + 5,
        "inOctetsBits": 64,
        "inOctets32": 5,
        "inUcastPkts": 1 << 40,
        "inMulticastPkts": 22,
        "inErrors": 14,
        "inDiscards": 13,
        "duplex": "fullDuplex",
        "rawHex": {"ifAlias": "75706c696e6b00"},
        "flags": ["in-32bit-wrapped"],
    }


def test_both_tables_may_speak_of_different_interfaces():
    """Every index of either is a port."""
    found = read_ports({(*IF, 2, 9): b"eth0", (*IFX, 1, 1000001): b"0/1"})
    assert [(p.if_index, p.in_if_table, p.in_if_x_table) for p in found] == [
        (9, True, False),
        (1000001, False, True),
    ]


def test_the_duplex_of_an_interface_in_neither_table_makes_no_port():
    """Nor does a row with another index than one number."""
    assert read_ports({(*DOT3, 19, 3): 3, (*IF, 2, 3, 1): b"x"}) == ()


@pytest.mark.parametrize(
    ("hc", "narrow", "counter", "flags"),
    [
        (9, 9, Octets(9, 64), ()),
        (0, 0, Octets(0, 64), ()),
        (None, 9, Octets(9, 32), ()),
        (b"?", 9, Octets(9, 32), ()),
        (0, 9, Octets(9, 32), ("hc-zero-but-32bit-counts",)),
        (1 << 32, 0, Octets(1 << 32, 64), ("32bit-wrapped",)),
        (1 << 32, None, Octets(1 << 32, 64), ()),
        (None, None, Octets(None, None), ()),
    ],
)
def test_rates_are_made_of_64_bits_unless_those_stand_still(hc, narrow, counter, flags):
    """By port and by direction; the flag says what is odd."""
    sent = {(*IF, 16, 1): narrow, (*IFX, 10, 1): hc, (*IF, 2, 1): b"eth0"}
    port = one({name: value for name, value in sent.items() if value is not None})
    assert port.counter("out") == counter
    assert port.counter("in") == Octets(None, None)
    assert (port.flags or ()) == tuple(f"out-{flag}" for flag in flags)


def test_a_stuck_counter_of_what_came_in_is_passed_over():
    """What stands in ``inOctets`` stays what the device said."""
    port = one({(*IF, 10, 1): 7, (*IFX, 6, 1): 0})
    assert port.counter("in") == Octets(7, 32)
    assert (port.in_octets, port.in_octets_bits) == (0, 64)


def test_duplex_and_states_without_a_name_have_none():
    """Some say zero; the number of a state stays."""
    port = one({(*IF, 8, 1): 0, (*DOT3, 19, 1): 0})
    assert (port.duplex, port.if_oper_status, port.if_oper_status_name) == (
        None,
        0,
        None,
    )


def test_an_address_that_is_no_mac_is_shown_in_octets():
    """An empty one is nothing."""
    assert one({(*IF, 6, 1): b"\1\2"}).raw_hex == {"ifPhysAddress": "0102"}
    assert one({(*IF, 6, 1): b""}).raw_hex is msgspec.UNSET

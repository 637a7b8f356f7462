"""What ports and their partners can do."""

from agent.readers.snmp.autonegotiation import (
    AUTO_NEG_ENTRY,
    LOCAL_DOT3_ENTRY,
    MAU_ENTRY,
    MAU_TYPES,
    Negotiation,
    columns,
    fastest,
    read_negotiation,
)
from agent.readers.snmp.rows import oid

G = 10**9


def test_mau_mib_tells_of_both_ends():
    """The fastest of several units, and what the partner advertised."""
    walk = {
        (*MAU_ENTRY, 3, 7, 1): (*MAU_TYPES, 16),
        (*MAU_ENTRY, 13, 7, 1): b"\x00\x20\x80\x02",
        (*AUTO_NEG_ENTRY, 1, 7, 1): 1,
        (*AUTO_NEG_ENTRY, 9, 7, 1): b"\x6c\x00",
        (*AUTO_NEG_ENTRY, 11, 7, 1): b"\x6c\x00",
        (*AUTO_NEG_ENTRY, 1, 8, 1): 2,
    }
    assert read_negotiation(walk) == {
        7: Negotiation(G, 100_000_000, True),
        8: Negotiation(None, None, False),
    }


def test_lldp_tells_what_a_port_advertises():
    """By the port's LLDP number, which is no ifIndex."""
    walk = {
        (*oid("1.3.6.1.2.1.31.1.1.1.1"), 101): b"gi1",
        (*oid("1.0.8802.1.1.2.1.3.7.1.3"), 1): b"gi1",
        (*LOCAL_DOT3_ENTRY, 2, 1): 1,
        (*LOCAL_DOT3_ENTRY, 3, 1): b"\x6c\x01",
        (*LOCAL_DOT3_ENTRY, 4, 99): 30,
    }
    assert read_negotiation(walk) == {101: Negotiation(G, None, True)}


def test_nothing_said_is_nothing_known():
    """Not a port of no speed."""
    assert read_negotiation({}) == {}
    assert fastest([None, 0, None]) is None
    assert fastest([None, 10, 100]) == 100


def test_what_is_read_is_asked():
    """Columns of all three tables."""
    assert len(columns()) == 8

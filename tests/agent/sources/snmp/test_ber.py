"""Elements of BER: as pysnmp writes them, as devices do, and as nobody should."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.sources.snmp.ber import (
    MOST_ARCS,
    decoded_oid,
    element,
    encoded_integer,
    encoded_oid,
    header,
    integer,
    value,
)
from agent.sources.snmp.device import GarbledError
from agent.sources.snmp.pysnmp_words import value as word
from tests.support.snmp_packets import content, names, values

pytest.importorskip("pyasn1")


def encode(thing):
    """Return what pyasn1 writes."""
    from pyasn1.codec.ber import encoder

    return encoder.encode(thing)


def decode(octets):
    """Return tag and content of the only element in *octets*."""
    tag, start, stop = header(octets, 0, len(octets))
    assert stop == len(octets)
    return tag, octets[start:stop]


@given(st.integers(-(2**70), 2**70))
@example(-128)
@example(127)
@example(128)
def test_integers_are_written_as_pysnmp_does(number):
    """In as few octets as it takes; pysnmp takes one more for some below zero."""
    from pyasn1.type.univ import Integer

    theirs = encode(Integer(number))
    assert encoded_integer(number) == theirs or number < 0
    assert value(*decode(theirs)) == number
    assert value(*decode(encoded_integer(number))) == number


@given(names)
def test_object_identifiers_are_written_as_pysnmp_does(name):
    """And read back."""
    from pyasn1.type.univ import ObjectIdentifier

    octets = encoded_oid(name)
    assert octets == encode(ObjectIdentifier(name))
    assert decoded_oid(decode(octets)[1]) == name


@given(st.binary(max_size=70_000))
@example(b"\0" * 127)
@example(b"\0" * 128)
@example(b"\0" * 256)
@example(b"\0" * 65_536)
def test_lengths_are_written_as_pysnmp_does(octets):
    """Short and long."""
    from pyasn1.type.univ import OctetString

    assert element(4, octets) == encode(OctetString(octets))
    assert decode(element(4, octets)) == (4, octets)


@given(values)
def test_every_type_that_pysnmp_writes_is_read(pair):
    """As our reading of what pysnmp itself holds."""
    thing = content(*pair)
    assert value(*decode(encode(thing))) == word(thing)


@pytest.mark.parametrize(
    ("octets", "expected"),
    [
        ("0200", 0),  # nothing at all
        ("4100", 0),
        ("0204000000 05", 5),  # padded
        ("0202ff80", -128),
        ("02050080000000", 2**31),  # an unsigned number as INTEGER
        ("4104ffffffff", 2**32 - 1),  # without the zero before the highest bit
        ("4608ffffffffffffffff", 2**64 - 1),
        ("460900ffffffffffffffff", 2**64 - 1),
        ("4709000000000000000005", 5),
        ("0600", (0, 0)),
        ("0482000161", b"a"),  # a length longer than needed
        ("048400000000", b""),
        ("45020102", b"\1\2"),
        ("4407 9f7804 41200000", bytes.fromhex("9f780441200000")),  # Opaque Float
        ("0500", None),
        ("8000", None),
        ("8100", None),
        ("8200", None),
    ],
)
def test_what_devices_write_is_read(octets, expected):
    """Though pysnmp would not write so."""
    assert value(*decode(bytes.fromhex(octets))) == expected


@pytest.mark.parametrize(
    "octets",
    [
        "",
        "02",
        "0201",  # cut off
        "0480",  # without an end
        "0485000000000161",  # length of five octets
        "04ff",
        "0211" + "00" * 17,  # no integer of SNMP
        "4111" + "00" * 17,
        "0601 80",  # ends within a number
        "0603 2b8080",
        "060c 2b" + "ff" * 10 + "7f",  # a number beyond 64 bits
        "2401 04",  # octets in parts
        "0101ff",  # BOOLEAN
        "0a0101",
    ],
)
def test_what_nobody_should_write_is_garbled(octets):
    """By name."""
    with pytest.raises(GarbledError):
        value(*decode(bytes.fromhex(octets)))


def test_the_longest_object_identifier_has_128_numbers():
    """As RFC 2578 says."""
    longest = (1, 3, *range(MOST_ARCS - 2))
    assert decoded_oid(decode(encoded_oid(longest))[1]) == longest
    with pytest.raises(GarbledError):
        decoded_oid(decode(encoded_oid((*longest, 1)))[1])


@pytest.mark.parametrize("name", [(), (1,), (3, 1), (1, 40), (1, -1), (-1, 1)])
def test_what_is_no_object_identifier_is_not_written(name):
    """It is our own mistake."""
    with pytest.raises(ValueError, match="no object identifier"):
        encoded_oid(name)


def test_a_signed_integer_stands_anywhere():
    """Between two places of a packet."""
    assert integer(b"\0\xff\x01", 1, 2) == -1
    assert decoded_oid(b"\x2b\x06") == oid("1.3.6")


@given(st.binary(max_size=200))
def test_any_octets_are_an_element_or_garbled(octets):
    """Nothing else is raised."""
    try:
        tag, start, stop = header(octets, 0, len(octets))
        assert 2 <= start <= stop <= len(octets)
        value(tag, octets[start:stop])
    except GarbledError:
        pass


@given(st.integers(0, 255), st.binary(max_size=200))
def test_any_content_is_a_value_or_garbled(tag, octets):
    """Of any type."""
    try:
        found = value(tag, octets)
    except GarbledError:
        return
    assert found is None or isinstance(found, (int, bytes, tuple))

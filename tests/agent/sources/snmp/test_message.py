"""Packets: ours as pysnmp writes them, pysnmp's as we read them, and rubbish."""

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.sources.snmp.ber import element, encoded_integer
from agent.sources.snmp.device import GarbledError
from agent.sources.snmp.message import (
    BULK,
    GET,
    MOST_OCTETS,
    NEXT,
    RESPONSE,
    question,
    response,
)
from agent.sources.snmp.pysnmp_words import value as word
from tests.support.snmp_packets import content, names, read, values, written
from tests.support.snmprec import FOLDER, read_snmprec

pytest.importorskip("pysnmp")

communities = st.binary(max_size=40)
requests = st.integers(-(2**31), 2**31 - 1)
rows = st.lists(st.tuples(names, values), max_size=12)
KINDS = {GET: "GetRequest", NEXT: "GetNextRequest", BULK: "GetBulkRequest"}


@hypothesis.settings(deadline=None)
@given(
    st.sampled_from([(GET, 0), (NEXT, 0), (GET, 1), (NEXT, 1), (BULK, 1)]),
    communities,
    st.integers(0, 2**31 - 1),
    st.lists(names, max_size=12),
    st.integers(0, 1000),
)
def test_our_questions_are_pysnmps_octets(form, community, request, asked, count):
    """Of both versions and all three kinds."""
    kind, version = form
    count = count if kind == BULK else 0
    ours = question(kind, version, community, request, asked, repetitions=count)
    numbers = (request, 0, count)
    void = [(name, ("Null", None)) for name in asked]
    assert ours == written(KINDS[kind], version, community, numbers, void)


@hypothesis.settings(deadline=None)
@given(communities, requests, rows, st.integers(0, 18), st.integers(0, 12))
def test_pysnmps_replies_are_read(community, request, listed, status, position):
    """Every field and every type of value."""
    numbers = (request, status, position)
    packet = written("Response", 1, community, numbers, listed)
    found = response(packet)
    assert (found.version, found.community) == (1, community)
    assert (found.request, found.status, found.position) == numbers
    expected = [(name, word(content(*pair))) for name, pair in listed]
    assert found.rows() == expected
    assert response(packet + b"padding").rows() == expected


def test_a_reply_of_snmpv1_is_read():
    """It is called otherwise there and looks the same."""
    packet = written("GetResponse", 0, b"public", (7, 2, 1), [((1, 3), ("Null", None))])
    found = response(packet)
    assert (found.version, found.status, found.position) == (0, 2, 1)


def reply(*rows_, request=1):
    """Return a reply of these rows, which are octets."""
    numbers = encoded_integer(request) + encoded_integer(0) * 2
    body = element(RESPONSE, numbers + element(0x30, b"".join(rows_)))
    return element(0x30, encoded_integer(1) + element(4, b"public") + body)


def test_lengths_longer_than_needed_are_read():
    """As several agents write all of theirs."""
    row = bytes.fromhex("3082000c0681022b0602840000000105")
    assert response(reply(row, row)).rows() == [(oid("1.3.6"), 5)] * 2


@pytest.mark.parametrize(
    "row",
    [
        "3000",
        "3005 06022b06",  # beyond the packet
        "3004 06022b06",  # no value
        "3007 06022b06 020205",  # value beyond its row
        "3008 06022b06 020105 00",  # more than a value
        "3005 0600 020105",  # no name
        "3007 04022b06 020105",  # not a name
        "3107 06022b06 020105",  # not a row
        "3007 06022b86 020105",  # name without an end
        "3007 06022b06 0a0105",  # no type of SNMP
        "30",
        "300706",
    ],
)
def test_rows_that_are_none_are_garbled(row):
    """Even where all others are good."""
    good = bytes.fromhex("300706022b06020105")
    assert response(reply(good)).rows() == [(oid("1.3.6"), 5)]
    with pytest.raises(GarbledError):
        response(reply(good, bytes.fromhex(row), good)).rows()
    with pytest.raises(GarbledError):
        response(reply(good, bytes.fromhex(row))).rows()


def test_what_is_no_reply_is_garbled():
    """A question, a trap, nothing."""
    ask = question(GET, 1, b"public", 1, [oid("1.3.6.1")])
    for packet in (ask, ask.replace(b"\xa0", b"\xa7"), b"", b"\0", b"\x30\x80\0\0"):
        with pytest.raises(GarbledError):
            response(packet)


def checked(packet):
    """Return the rows in *packet*, none if it is garbled."""
    try:
        return response(packet).rows()
    except GarbledError:
        return None


@given(st.binary(max_size=400))
def test_any_octets_are_a_reply_or_garbled(octets):
    """Nothing else is raised, whatever stands behind a good beginning."""
    checked(octets)
    checked(reply(octets))
    checked(reply(element(0x30, octets)))


@pytest.mark.parametrize(
    "row",
    [
        b"\x30\x00",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x07\x06\x02\x2b\x06\x02\x01\x05",
        element(0x30, element(6, b"\xff" * 60_000) + b"\x05\x00"),
        element(0x30, element(6, b"\x7f" * 60_000) + b"\x05\x00"),
        element(0x30, b"\x06\x01\x2b" + element(2, b"\x7f" * 60_000)),
        b"\x30" * 60_000,
        b"\x30\x80" * 30_000,
    ],
)
def test_the_largest_packets_cost_no_more_than_their_octets(row):
    """No more rows than fit, no number that takes forever, no depth."""
    count = max(1, (MOST_OCTETS - 40) // len(row))
    found = checked(reply(*[row] * count))
    assert found is None or len(found) <= MOST_OCTETS // 7


def recorded_rows():
    """Return some rows of each recorded device, with their types as numbers are."""
    for path in sorted(FOLDER.glob("*.snmprec")):
        walk = list(read_snmprec(path).items())
        step = max(1, len(walk) // 60)
        yield from (walk[start : start + 25] for start in range(0, len(walk), step * 9))


KIND = {int: "Counter64", bytes: "OctetString", tuple: "ObjectIdentifier"}


def typed(found):
    """Return the type that pysnmp shall write *found* as."""
    if isinstance(found, int) and found < 0:
        return "Integer32", found
    return KIND[type(found)], found


@pytest.fixture(scope="module")
def real():
    """Return replies that hold rows of recorded devices."""
    packets = [
        written("Response", 1, b"public", (9, 0, 0), [(n, typed(v)) for n, v in part])
        for part, _ in zip(recorded_rows(), range(60), strict=False)
    ]
    return packets or [reply(bytes.fromhex("300706022b06020105"))]


def test_replies_of_recorded_devices_are_read_as_pysnmp_does(real):
    """Name by name, value by value."""
    for packet in real:
        if b"padding" not in packet and len(packet) > 60:
            expected = [(name, word(value)) for name, value in read(packet)]
            assert response(packet).rows() == expected


@hypothesis.settings(max_examples=400)
@given(st.data())
def test_spoiled_replies_of_recorded_devices_are_rows_or_garbled(real, data):
    """Octets changed, cut out, doubled."""
    packet = bytearray(data.draw(st.sampled_from(real)))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(packet) - 1))
        packet[place : place + data.draw(st.integers(0, 2))] = data.draw(
            st.binary(max_size=2)
        )
        if not packet:
            return
    rows_ = checked(bytes(packet))
    for name, found in rows_ or []:
        assert isinstance(name, tuple)
        assert found is None or isinstance(found, (int, bytes, tuple))


@hypothesis.settings(max_examples=60, deadline=None)
@given(st.data())
def test_where_pysnmp_reads_a_spoiled_reply_we_read_the_same(real, data):
    """One octet of a value changed; lengths stay."""
    from pyasn1.error import PyAsn1Error

    packet = bytearray(data.draw(st.sampled_from(real)))
    place = data.draw(
        st.integers(40, len(packet) - 1) if len(packet) > 41 else st.just(8)
    )
    packet[place] = data.draw(st.integers(0, 255))
    try:
        theirs = [(name, word(found)) for name, found in read(bytes(packet))]
    except (PyAsn1Error, ValueError, TypeError, AttributeError, IndexError):
        return
    ours = checked(bytes(packet))
    if ours is not None:
        assert ours == theirs

"""Our own packets against an agent of this test: a socket that says anything."""

import subprocess
import sys

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.address import Address
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.ber import element, encoded_integer, encoded_oid
from agent.sources.snmp.credential import Community
from agent.sources.snmp.device import (
    GarbledError,
    NoAnswerError,
    RefusedError,
    SnmpError,
    TooBigError,
)
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.line import Line
from agent.sources.snmp.message import RESPONSE
from agent.sources.snmp.udp_exchange import UdpExchange
from tests.support.snmp_agent import Agent, reply
from tests.support.snmpsim import free_udp_port

BASE = oid("1.3.6.1.2.1.1")
NAME = (*BASE, 3, 0)
PUBLIC = Community("c", Secret("public"))


class Exchange(UdpExchange):
    """One with *address* that is closed at the end of a block."""

    def __init__(self, address, credential=PUBLIC, *, retries=0, timeout_s=2.0):
        self.rests = []
        line = Line(address, rest=self.rests.append)
        super().__init__(line, credential, timeout_s=timeout_s, retries=retries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def number(packet):
    """Return the number of a question, which stands behind the community."""
    place = packet.index(b"public") + len(b"public")
    return int.from_bytes(packet[place + 4 : place + 4 + packet[place + 3]])


def said(packet, value=7, *, other=0, version=1, community=b"public", error=0):
    """Return the reply that says *value*, perhaps to another question."""
    row = element(0x30, encoded_oid(NAME) + encoded_integer(value))
    numbers = encoded_integer(number(packet) + other) + encoded_integer(error)
    body = element(RESPONSE, numbers + encoded_integer(1) + element(0x30, row))
    front = encoded_integer(version) + element(4, community)
    return element(0x30, front + body)


def test_a_reply_is_read():
    """With its values, and None for what is not there."""
    with Agent(said) as agent, Exchange(agent.address) as opened:
        assert opened.get([NAME]) == [(NAME, 7)]
        agent.answer = reply
        assert opened.next([NAME, BASE]) == [(NAME, None), (BASE, None)]
        assert opened.bulk([NAME], 9) == [(NAME, None)]


def test_silence_is_asked_again_and_is_no_answer():
    """As often as it should be, with the same number."""
    with (
        Agent(lambda _: None) as agent,
        Exchange(agent.address, retries=2, timeout_s=0.05) as opened,
    ):
        with pytest.raises(NoAnswerError):
            opened.get([NAME])
        with pytest.raises(NoAnswerError):
            opened.get([NAME])
    assert len(agent.received) == 6
    assert len(set(agent.received)) == 2


def test_a_reply_to_the_first_try_counts_for_the_second():
    """It was only late."""
    kept = []

    def late(packet):
        kept.append(packet)
        return said(kept[0]) if len(kept) > 1 else None

    with (
        Agent(late) as agent,
        Exchange(agent.address, retries=1, timeout_s=0.2) as opened,
    ):
        assert opened.get([NAME]) == [(NAME, 7)]


@pytest.mark.parametrize(
    "stray",
    [
        lambda packet: said(packet, 1, other=1),
        lambda packet: said(packet, 1, other=-1),
        lambda packet: said(packet, 1, version=0),
        lambda packet: packet,
        lambda _: b"rubbish",
        lambda _: b"\x30\x00",
    ],
)
def test_what_is_no_reply_to_the_question_is_passed_over(stray):
    """Replies to others, the question itself, rubbish."""
    with (
        Agent(lambda packet: [stray(packet), said(packet)]) as agent,
        Exchange(agent.address) as opened,
    ):
        assert opened.get([NAME]) == [(NAME, 7)]


def test_doubled_replies_are_told_once():
    """The second is no reply to the next question."""
    values = iter(range(9))

    def twice(packet):
        return [said(packet, next(values))] * 2

    with Agent(twice) as agent, Exchange(agent.address) as opened:
        assert [opened.get([NAME])[0][1] for _ in range(4)] == [0, 1, 2, 3]


def test_a_device_may_answer_from_another_address():
    """As clusters do; then community and number must be right."""
    with Agent(said) as agent, Agent(lambda _: None, "127.0.0.2") as other:
        agent.speaker = other.socket
        with Exchange(agent.address) as opened:
            assert opened.get([NAME]) == [(NAME, 7)]


@pytest.mark.parametrize(
    "change", [{"other": 1}, {"community": b"guess"}, {"version": 0}]
)
def test_others_cannot_answer_for_a_device(change):
    """They know neither number nor community."""
    with (
        Agent(lambda p: said(p, 666, **change)) as agent,
        Agent(lambda _: None, "127.0.0.2") as other,
        Exchange(agent.address, timeout_s=0.1) as opened,
    ):
        agent.speaker = other.socket
        with pytest.raises(NoAnswerError):
            opened.get([NAME])


def test_rubbish_alone_is_garbled_and_not_silence():
    """The device lives."""
    with (
        Agent(lambda _: b"rubbish") as agent,
        Exchange(agent.address, timeout_s=0.05, retries=1) as opened,
        pytest.raises(GarbledError),
    ):
        opened.get([NAME])
    assert len(agent.received) == 2


def test_a_reply_with_rubbish_for_rows_is_garbled_at_once():
    """Asking again would not help."""
    with (
        Agent(lambda packet: said(packet)[:-3] + b"\x0a\x01\x00") as agent,
        Exchange(agent.address, retries=3) as opened,
        pytest.raises(GarbledError),
    ):
        opened.get([NAME])
    assert len(agent.received) == 1


@pytest.mark.parametrize(
    ("status", "kind"), [(1, TooBigError), (16, RefusedError), (5, GarbledError)]
)
def test_refusals_are_named(status, kind):
    """By the error status of the reply."""
    with (
        Agent(lambda packet: said(packet, error=status)) as agent,
        Exchange(agent.address) as opened,
        pytest.raises(kind),
    ):
        opened.get([NAME])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are silent")
def test_a_closed_port_ends_a_try_and_not_the_question():
    """A pause stands between, so that a device that starts gets its chance."""
    with Exchange(Address("127.0.0.1", free_udp_port()), retries=2) as opened:
        with pytest.raises(NoAnswerError):
            opened.get([NAME])
        assert opened.rests == [0.4, 0.4]


@pytest.mark.parametrize(("version", "octet"), [("1", b"\0"), ("2c", b"\1")])
def test_versions_are_told_apart(version, octet):
    """SNMPv1 has no GETBULK."""
    credential = Community("c", Secret("public"), version)
    with (
        Agent(lambda _: None) as agent,
        Exchange(agent.address, credential, timeout_s=0.02) as opened,
    ):
        assert opened.has_bulk is (version == "2c")
        with pytest.raises(NoAnswerError):
            opened.next([NAME])
    assert agent.received[0][4:5] == octet


def test_a_vlan_is_asked_once():
    """By its own community, over the same socket."""
    with (
        Agent(lambda _: None) as agent,
        Exchange(agent.address, retries=2, timeout_s=0.02) as opened,
        pytest.raises(NoAnswerError),
    ):
        opened.for_vlan(7).next([BASE])
    assert len(agent.received) == 1
    assert b"public@7" in agent.received[0]


def test_pysnmp_is_not_loaded():
    """It costs 15 MB and half a second, and is not there on every machine."""
    code = (
        "import sys; from agent.sources.snmp.opening import connector;"
        "from agent.sources.snmp.address import Address;"
        "from agent.sources.snmp.credential import Community;"
        "from agent.shared.secret import Secret;"
        "door = connector(Address('127.0.0.1'), timeout_s=1, retries=0);"
        "door(Community('c', Secret('public'))).close();"
        "print([m for m in sys.modules if m.startswith(('pysnmp', 'pyasn1', 'asyncio'))])"
    )
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def spoiled(change):
    """Return an answer that *change* (cut, places and octets) makes of a good one."""
    cut, flips = change

    def answer(packet):
        octets = bytearray(said(packet))
        for place, octet in flips:
            octets[place % len(octets)] = octet
        return bytes(octets[: len(octets) - cut % len(octets)])

    return answer


changes = st.tuples(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=4),
)


@hypothesis.settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.binary(max_size=80).map(lambda b: lambda _: b), changes.map(spoiled))
)
def test_no_packet_breaks_the_door(answer):
    """A reply, or a named error that holds no secret."""
    with Agent(answer) as agent, Exchange(agent.address, timeout_s=0.005) as opened:
        door = Asker(opened, lambda: 0.0, Limits(most_rows=20, repetitions=2))
        told = ""
        try:
            assert len(door.walk(BASE).values) <= 20
        except SnmpError as err:
            told = repr(err)
    assert "public" not in told

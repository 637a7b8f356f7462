"""Pysnmp against an agent of this test: a socket on loopback that says anything."""

import contextlib

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.snmp.rows import oid
from agent.shared.secret import Secret
from agent.sources.snmp.asker import Asker
from agent.sources.snmp.credential import Community, User
from agent.sources.snmp.device import NoAnswerError, SnmpError
from agent.sources.snmp.limits import Limits
from agent.sources.snmp.pysnmp_exchange import PysnmpExchange, Session
from tests.support.snmp_agent import Agent, reply

pytest.importorskip("pysnmp")
BASE = oid("1.3.6.1.2.1.1")


@contextlib.contextmanager
def exchange(agent, credential, retries=0, timeout_s=0.05):
    """Open an exchange with *agent*."""
    session = Session(agent.address, timeout_s=timeout_s, retries=retries)
    opened = PysnmpExchange(session, credential)
    try:
        yield opened
    finally:
        opened.close()
        opened.close()  # twice does no harm


PUBLIC = Community("c", Secret("public"))


def test_a_question_that_nobody_answers_is_no_answer():
    """It was asked as often as it should be."""
    with (
        Agent(lambda _: None) as agent,
        exchange(agent, PUBLIC, retries=2) as opened,
        pytest.raises(NoAnswerError),
    ):
        opened.get([BASE])
    assert len(agent.received) == 3


def test_a_reply_is_read():
    """An object without a value is None."""
    with Agent(reply) as agent, exchange(agent, PUBLIC, timeout_s=2) as opened:
        assert list(opened.get([(*BASE, 1, 0)])) == [((*BASE, 1, 0), None)]


def test_versions_are_told_apart():
    """SNMPv1 has no GETBULK."""
    first = Community("c", Secret("public"), "1")
    with Agent(lambda _: None) as agent:
        with exchange(agent, first) as opened:
            assert not opened.has_bulk
        with exchange(agent, User("u", "monitor")) as opened:
            assert opened.has_bulk


def test_a_vlan_is_asked_once():
    """By its own community."""
    with (
        Agent(lambda _: None) as agent,
        exchange(agent, PUBLIC, retries=2) as opened,
        pytest.raises(NoAnswerError),
    ):
        opened.for_vlan(7).next([BASE])
    assert len(agent.received) == 1
    assert b"public@7" in agent.received[0]


def spoiled(change):
    """Return an answer that *change* (cut, places and octets) makes of a good one."""
    cut, flips = change

    def answer(packet):
        octets = bytearray(reply(packet))
        for place, octet in flips:
            octets[place % len(octets)] = octet
        return bytes(octets[: len(octets) - cut % len(octets)])

    return answer


changes = st.tuples(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), max_size=4),
)


@hypothesis.settings(max_examples=40)
@given(
    st.one_of(st.binary(max_size=80).map(lambda b: lambda _: b), changes.map(spoiled))
)
def test_no_packet_breaks_the_door(answer):
    """A reply, or a named error that holds no secret."""
    with Agent(answer) as agent, exchange(agent, PUBLIC, timeout_s=0.02) as opened:
        door = Asker(opened, lambda: 0.0, Limits(most_rows=20, repetitions=2))
        told = ""
        try:
            assert len(door.walk(BASE).values) <= 20
        except SnmpError as err:
            told = repr(err)
    assert "public" not in told

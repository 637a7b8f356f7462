"""A UDP socket on loopback: what comes through it, and closed ports."""

import sys

import pytest

from agent.sources.snmp.address import Address
from agent.sources.snmp.device import NoAnswerError
from agent.sources.snmp.line import Line
from tests.support.snmp_agent import Agent
from tests.support.snmpsim import free_udp_port

needs_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells an unbound socket of closed ports"
)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_packets_come_back_with_where_they_come_from(host):
    """Over IPv4 and IPv6."""
    with Agent(lambda packet: [packet, packet[::-1]], host) as agent:
        line = Line(agent.address)
        line.send(b"abc")
        answers = line.received(5)
        assert [next(answers), next(answers)] == [(b"abc", True), (b"cba", True)]
        line.close()
        line.close()


def test_another_sender_is_told_apart():
    """It is for the caller to believe it or not."""
    with Agent(lambda packet: packet) as agent, Agent(lambda _: None) as other:
        agent.speaker = other.socket
        line = Line(agent.address)
        line.send(b"abc")
        assert next(line.received(5)) == (b"abc", False)
        line.close()


def test_silence_ends_when_the_time_is_up():
    """By the clock that it was given, however much comes meanwhile."""
    ticks = iter(range(100))
    with Agent(lambda packet: [packet] * 9) as agent:
        line = Line(agent.address, lambda: next(ticks))
        line.send(b"abc")
        assert len(list(line.received(4))) == 4
        line.close()


@needs_linux
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_closed_port_is_told(host):
    """And forgotten with the next packet, which goes out all the same."""
    line = Line(Address(host, free_udp_port()))
    for _ in range(3):
        line.send(b"abc")
        assert list(line.received(5)) == []
        assert line.refused
    line.close()


@needs_linux
def test_the_end_of_an_old_refusal_is_no_new_one():
    """A device that has just opened its port gets the packet."""
    port = free_udp_port()
    line = Line(Address("127.0.0.1", port))
    line.send(b"abc")
    with Agent(lambda packet: packet) as agent:
        line._to = (agent.address.host, agent.address.port)
        line.send(b"def")
        assert next(line.received(5)) == (b"def", True)
    line.close()


def test_a_packet_that_cannot_be_sent_is_a_refusal():
    """It is larger than UDP carries."""
    line = Line(Address("127.0.0.1", 161))
    line.send(b"x" * 70_000)
    assert line.refused
    assert list(line.received(5)) == []
    line.close()


def test_an_address_that_cannot_be_one_is_no_answer():
    """Names are resolved before."""
    with pytest.raises(NoAnswerError):
        Line(Address("nobody.invalid"))

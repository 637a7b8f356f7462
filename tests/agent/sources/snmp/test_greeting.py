"""The question of a sweep, and which answers count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.secret import Secret
from agent.sources.snmp.credential import Community
from agent.sources.snmp.greeting import CommunityGreeting, EngineGreeting
from agent.sources.snmp.message import RESPONSE

WORD = Community("read", Secret("hush"))


def answered(packet, status=0):
    """Return *packet* as its answer with an error *status*."""
    at = packet.index(b"hush") + 4
    head, tail = packet[: at + 2], packet[at + 2 :]
    size = 2 + tail[1]
    return (
        head[:at]
        + bytes([RESPONSE])
        + head[at + 1 :]
        + tail[: size + 2]
        + bytes([status])
        + tail[size + 3 :]
    )


@pytest.mark.parametrize("number", [0, 1, 127, 128, 2**31 - 1])
def test_an_answer_has_the_number_of_its_question(number):
    """Also where the device lacks an object, as old ones say by an error."""
    greeting = CommunityGreeting(WORD)
    packet = greeting.packet(number)
    assert b"hush" in packet
    assert greeting.number(answered(packet)) == number
    assert greeting.number(answered(packet, 2)) == number
    assert greeting.number(packet) is None


def test_a_refusal_is_no_answer():
    """Words like authorizationError and noAccess: somebody else's device."""
    greeting = CommunityGreeting(WORD)
    for status in (6, 16):
        assert greeting.number(answered(greeting.packet(7), status)) is None


def test_a_device_of_another_version_does_not_count():
    """It is asked in its own version later."""
    old = CommunityGreeting(Community("read", Secret("hush"), "1"))
    packet = answered(old.packet(7))
    assert old.number(packet) == 7
    assert CommunityGreeting(WORD).number(packet) is None


def test_an_engine_is_asked_as_the_standard_says():
    """RFC 3414, 4: no user, no engine, reportable; compared with pysnmp's encoder."""
    pytest.importorskip("pysnmp")
    from pyasn1.codec.ber import decoder
    from pysnmp.proto.mpmod.rfc3412 import SNMPv3Message

    packet = EngineGreeting().packet(4711)
    message, rest = decoder.decode(packet, asn1Spec=SNMPv3Message())
    assert not rest
    head = message["msgGlobalData"]
    assert int(head["msgID"]) == 4711
    assert bytes(head["msgFlags"]) == b"\x04"
    assert int(head["msgSecurityModel"]) == 3
    assert EngineGreeting().number(packet) == 4711
    assert EngineGreeting().number(CommunityGreeting(WORD).packet(1)) is None


@given(st.binary(max_size=200))
def test_any_packet_is_a_number_or_none(packet):
    """Whoever sends what."""
    for greeting in (CommunityGreeting(WORD), EngineGreeting()):
        number = greeting.number(packet)
        assert number is None or isinstance(number, int)


@given(st.data())
def test_any_damaged_answer_is_a_number_or_none(data):
    """Octets changed or cut off."""
    for greeting in (CommunityGreeting(WORD), EngineGreeting()):
        packet = bytearray(greeting.packet(7))
        packet[data.draw(st.integers(0, len(packet) - 1))] = data.draw(
            st.integers(0, 255)
        )
        end = data.draw(st.integers(0, len(packet)))
        number = greeting.number(bytes(packet[:end]))
        assert number is None or isinstance(number, int)

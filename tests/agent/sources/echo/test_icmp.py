"""ICMP as octets: what we send is what the RFC says, what comes may be anything."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.echo.icmp import checksum, reply_sequence, request

NONCE = b"12345678"


def reply(sequence, *, ipv6=False, nonce=NONCE):
    """Return the reply to our request, as a host makes it."""
    sent = bytearray(request(sequence, nonce, ipv6=ipv6))
    sent[0] = 129 if ipv6 else 0
    return bytes(sent)


def test_the_sum_over_a_request_is_right():
    """A receiver that adds everything up, sum included, gets nothing (RFC 1071)."""
    assert checksum(request(7, NONCE)) == 0
    assert checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0x220D  # of the RFC itself
    assert checksum(b"\x01") == 0xFEFF


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_a_reply_tells_its_request(sequence, ipv6):
    """Past 16 bits, too: the whole number travels in the body."""
    octets = reply(sequence, ipv6=ipv6)
    assert reply_sequence(octets, NONCE, ipv6=ipv6) == sequence
    assert reply_sequence(octets, b"87654321", ipv6=ipv6) is None
    assert reply_sequence(request(sequence, NONCE, ipv6=ipv6), NONCE, ipv6=ipv6) is None


def test_a_header_in_front_is_passed_over():
    """Raw sockets give it; its length stands in it."""
    header = bytes([0x46]) + bytes(23)
    assert reply_sequence(header + reply(9), NONCE) == 9


@given(st.binary(max_size=200), st.booleans())
def test_anything_else_is_no_reply(octets, ipv6):
    """Nothing that arrives raises."""
    assert reply_sequence(octets, NONCE, ipv6=ipv6) is None

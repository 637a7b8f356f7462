"""Questions to resolvers as octets."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.echo.dns_packets import DnsNameError, answers, encoded, question

QUERY = question(0x1234, "Portal.example.vn")


def answer(query, code=0, flags=0x8180):
    """Return the head and question of an answer."""
    return query[:2] + struct.pack("!H", flags | code) + query[4:]


def test_a_question_is_what_the_rfc_says():
    """Head, labels, type A, class IN; the root asks for its servers."""
    assert question(1, "a.bc") == bytes.fromhex(
        "0001 0100 0001 0000 0000 0000 0161 026263 00 0001 0001"
    )
    assert question(1, ".")[12:] == bytes.fromhex("00 0002 0001")


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64, "ế.vn", "a." * 130])
def test_no_name_is_refused(name):
    """Empty and long labels, long names, letters outside ASCII."""
    with pytest.raises(DnsNameError):
        encoded(name)


@pytest.mark.parametrize("code", [0, 2, 3, 5])
def test_an_answer_has_our_number_and_our_question(code):
    """Letters may change their case on the way."""
    good = answer(QUERY, code)
    assert answers(good, QUERY) == code
    assert answers(good.replace(b"Portal", b"pORTAL"), QUERY) == code
    assert answers(answer(question(0x1235, "portal.example.vn")), QUERY) is None
    assert answers(answer(question(0x1234, "other.example.vn")), QUERY) is None
    assert answers(QUERY, QUERY) is None  # a question is no answer


@given(st.binary(max_size=600))
def test_anything_else_is_no_answer(octets):
    """Nothing that arrives raises."""
    assert answers(octets, QUERY) in {None, *range(16)}
    assert answers(QUERY[:2] + octets, QUERY) in {None, *range(16)}

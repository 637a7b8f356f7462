"""iperf3's JSON, whole and in pieces."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.iperf3 import MOST_BYTES, Iperf3Error, read_iperf3

ANSWER = {
    "start": {"tcp_mss_default": 1448, "version": "iperf 3.12"},
    "intervals": [
        {"sum": {"bytes": 900_000, "omitted": True}},
        {"sum": {"bytes": 1_000_000, "omitted": False}},
    ],
    "end": {
        "streams": [{"sender": {"mean_rtt": 21_000}}, {"sender": {"mean_rtt": 23_000}}],
        "sum_sent": {"bytes": 1_000_000, "retransmits": 7, "seconds": 1.0},
        "sum_received": {"bytes": 980_000, "bits_per_second": 8e6, "seconds": 1.0},
    },
}
JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ANSWER, *ANSWER["end"], "bytes"]), inner)
    ),
    max_leaves=20,
)


def test_the_receiver_says_the_rate_and_all_that_passed_is_used():
    """The omitted beginning is no part of the rate, but of what was used."""
    found = read_iperf3(json.dumps(ANSWER).encode())
    assert found.rate_bytes == 1_000_000
    assert found.used_bytes == 1_900_000
    assert found.rtt_s == pytest.approx(0.022)
    assert found.efficiency == pytest.approx(1 - 7 * 1448 / (1_000_000 + 7 * 1448))


def test_the_reason_of_iperf3_is_passed_on():
    """In one line."""
    with pytest.raises(Iperf3Error, match="unable to connect: refused"):
        read_iperf3(b'{"error": "unable to connect:\\n refused"}')


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"end": 3}', b"[" * 100_000, b" " * (MOST_BYTES + 1)],
)
def test_what_is_something_else_is_refused(content):
    """With nothing but its own error."""
    with pytest.raises(Iperf3Error):
        read_iperf3(content)


@given(JUNK, JUNK, st.sampled_from(["end", "start", "intervals"]))
def test_any_part_may_be_anything(whole, part, name):
    """A figure or its error, never more."""
    for document in (
        whole,
        {**ANSWER, name: part},
        {"end": {**ANSWER["end"], "streams": part}},
    ):
        try:
            found = read_iperf3(json.dumps(document).encode())
        except Iperf3Error:
            continue
        assert found.rate_bytes >= 0
        assert found.efficiency is None or 0 <= found.efficiency <= 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read(content):
    """A figure or its error, never more."""
    try:
        read_iperf3(content)
    except Iperf3Error:
        return

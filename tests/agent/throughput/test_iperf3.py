"""How iperf3 is run; the program itself runs in tests/system."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.programs import Output
from agent.throughput import iperf3
from agent.throughput.iperf3 import Far, host_and_port, pace
from agent.throughput.shapes import CappedError, Limits, NoFigureError
from tests.agent.readers.test_iperf3 import ANSWER


class Fake:
    """Answers as iperf3 might."""

    def __init__(self, answer):
        self.answer = answer
        self.argv = ()

    def run(self, *argv, timeout_s):
        self.argv = argv
        assert timeout_s < 60
        if isinstance(self.answer, Exception):
            raise self.answer
        return Output(json.dumps(self.answer).encode())


def measured(answer, limits=None, **more):
    """Return what is made of *answer*."""
    fake = Fake(answer)
    far = Far("127.0.0.1:9")
    found = iperf3.measure(far, "down", limits or Limits(), programs=fake, **more)
    return found, fake.argv


@given(
    st.builds(
        Limits,
        st.floats(2, 30),
        st.floats(0, 1),
        st.integers(2_000_000, 10**10),
        st.integers(1, 16),
    ),
    st.none() | st.floats(1e3, 1e9),
)
def test_the_pace_holds_the_caps(limits, expected):
    """Of bytes exactly, of seconds to the two that a figure needs."""
    how = pace(limits, expected)
    whole_s = how.omit_s + how.seconds
    assert how.bits_per_stream * limits.streams * whole_s <= limits.most_bytes * 8
    assert whole_s <= max(limits.seconds, how.omit_s + 2)


def test_a_known_line_is_tested_shorter_rather_than_slower():
    """100 Mbit/s would use up 60 MB in five seconds."""
    how = pace(Limits(10.0, 1.0, 60_000_000, 4), 12_500_000.0)
    assert how.omit_s + how.seconds == 4
    assert how.bytes_per_second(4) > 12_500_000 * 1.15


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("host", ("host", 5201)),
        ("host:99", ("host", 99)),
        ("2001:db8::1", ("2001:db8::1", 5201)),
        ("[2001:db8::1]:7", ("2001:db8::1", 7)),
        ("[::1]", ("::1", 5201)),
    ],
)
def test_a_server_may_name_its_port(text, expected):
    """IPv6 in brackets."""
    assert host_and_port(text) == expected


@given(st.text(max_size=20))
def test_any_server_has_a_port_or_a_reason(text):
    """Nothing else is raised."""
    try:
        _host, port = host_and_port(text)
    except NoFigureError:
        return
    assert 0 < port < 65536


def test_what_iperf3_says_is_measured():
    """With the omitted seconds, and what it used."""
    found, argv = measured(ANSWER)
    assert found.rate_bytes == 1_000_000
    assert found.used_bytes == 1_900_000
    assert "--reverse" in argv


def test_a_line_at_the_pace_is_capped():
    """It may be faster."""
    with pytest.raises(CappedError, match="most_bytes") as caught:
        measured(ANSWER, Limits(10, 2, 10_000_000, 4))
    assert caught.value.used == 1_900_000


@pytest.mark.parametrize(
    ("answer", "words", "used"),
    [
        ({"error": "unable to connect to server: refused"}, "unable to connect", 0),
        ({"error": "the server is busy running a test"}, "busy", 0),
        ({"error": "control socket has closed"}, "closed", 150_000_000),
        ([], "JSON", 150_000_000),
        (TimeoutError("it did not end"), "not end", 150_000_000),
        (FileNotFoundError(), "not installed", 0),
    ],
)
def test_a_failure_says_why_and_costs_what_it_may_have(answer, words, used):
    """All, where nobody knows."""
    with pytest.raises(NoFigureError, match=words) as caught:
        measured(answer)
    assert caught.value.used == used

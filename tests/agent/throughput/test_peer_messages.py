"""What two agents say to each other before a test."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.secret import Secret
from agent.throughput.peer_messages import (
    MOST_LINE,
    Answer,
    Greeting,
    MessageError,
    Request,
    answered,
    believed,
    decode,
    encode,
    proved,
    signed,
)

SECRET, OTHER = Secret("a secret of both"), Secret("a secret of others")
GREETING = Greeting("0" * 32)
REQUEST = Request("1" * 32, "2" * 32, "down", 5.0, 1000)


def test_who_knows_the_secret_is_believed():
    """On both sides."""
    request = signed(REQUEST, GREETING, SECRET)
    assert proved(request, GREETING, SECRET)
    answer = answered("busy", request, GREETING, SECRET)
    assert believed(answer, request, GREETING, SECRET)


def test_nobody_else_is():
    """Another secret, what was heard before, a changed wish, a turned answer."""
    request = signed(REQUEST, GREETING, SECRET)
    assert not proved(request, GREETING, OTHER)
    assert not proved(request, Greeting("3" * 32), SECRET)
    assert not proved(REQUEST, GREETING, SECRET)
    more = msgspec.structs.replace(request, most_bytes=10**9)
    assert not proved(more, GREETING, SECRET)
    busy = answered("busy", request, GREETING, SECRET)
    assert not believed(Answer("ok", busy.mac), request, GREETING, SECRET)
    assert answered("denied", request, GREETING, SECRET).mac == ""


@pytest.mark.parametrize("message", [GREETING, REQUEST, Answer("ok", "a" * 64)])
def test_a_message_travels(message):
    """In one line."""
    line = encode(message)
    assert line.count(b"\n") == 1
    assert len(line) < MOST_LINE
    assert decode(line, type(message)) == message


@given(st.binary(max_size=1100), st.sampled_from([Greeting, Request, Answer]))
def test_any_line_is_a_message_or_none(line, kind):
    """Nothing else is raised."""
    try:
        decode(line, kind)
    except MessageError:
        return


@pytest.mark.parametrize(
    "change",
    [
        {"seconds": 31},
        {"seconds": 0},
        {"most_bytes": 0},
        {"direction": "x"},
        {"session": "Z"},
    ],
)
def test_wishes_have_limits(change):
    """Whatever the other agent wants."""
    wish = msgspec.to_builtins(REQUEST) | change
    with pytest.raises(MessageError):
        decode(msgspec.json.encode(wish), Request)

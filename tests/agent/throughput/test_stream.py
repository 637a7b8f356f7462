"""One connection for a test."""

import contextlib
import socket
import threading

import pytest

from agent.throughput import stream
from agent.throughput.shapes import NoFigureError


@pytest.fixture
def listening():
    """Return a socket that listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_an_abort_wakes_who_waits(listening):
    """At once, from another thread."""
    near = stream.connect(listening.getsockname())
    threading.Timer(0.1, stream.abort, (near,)).start()
    with near:
        near.settimeout(5)
        with contextlib.suppress(ConnectionError):
            assert near.recv(1) == b""


def test_the_rtt_is_the_time_to_connect(listening):
    """None where nobody answers."""
    place = listening.getsockname()
    assert 0 < stream.rtt(place) < 1
    assert stream.rtt(place, "127.0.0.1") is not None
    listening.close()
    assert stream.rtt(place) is None


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 70, "x..y"])
def test_a_name_that_is_not_known_is_told(host):
    """With the name."""
    with pytest.raises(NoFigureError, match="not known"):
        stream.resolve(host, 80)
    assert stream.resolve("127.0.0.1", 80) == ("127.0.0.1", 80)

"""One connection for a test."""

import contextlib
import socket
import sys
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
        near.settimeout(3)
        # Wine does not wake it; there it goes on with the end of its patience.
        patience = TimeoutError if sys.platform == "win32" else ConnectionError
        with contextlib.suppress(ConnectionError, patience):
            assert near.recv(1) == b""


def test_the_rtt_is_the_time_to_connect(listening):
    """None where nobody answers."""
    place = listening.getsockname()
    assert 0 < stream.rtt(place) < 1
    assert stream.rtt(place, "127.0.0.1") is not None
    listening.close()
    assert stream.rtt(place) is None


def test_of_several_addresses_one_that_answers_is_taken():
    """IPv6 is often known and does not work."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        rows = [(0, 0, 0, "", (host, port)) for host in ("::1", "127.0.0.1")]
        found = stream.resolve("x", port, "127.0.0.1", lambda *_a, **_k: rows)
        assert found == ("127.0.0.1", port)


@pytest.mark.parametrize("host", ["no.such.host.invalid", "a" * 70, "x..y"])
def test_a_name_that_is_not_known_is_told(host):
    """With the name."""
    with pytest.raises(NoFigureError, match="not known"):
        stream.resolve(host, 80)
    assert stream.resolve("127.0.0.1", 80) == ("127.0.0.1", 80)

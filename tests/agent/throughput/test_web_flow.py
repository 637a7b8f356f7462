"""Whatever a server sends ends in bytes, in their end, or in a reason."""

import contextlib
import socket
from http.client import HTTPConnection

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.throughput.shapes import NoFigureError
from agent.throughput.web_address import web_address
from agent.throughput.web_flow import Download
from agent.throughput.web_upload import POST_BYTES, PostSizes, Upload

PLACE = web_address("http://far.test/file")
HEADS = st.lists(
    st.sampled_from(
        [
            b"HTTP/1.1 200 OK\r\n",
            b"HTTP/1.1 100 Continue\r\n\r\n",
            b"HTTP/1.1 302 x\r\nLocation: http://[\r\n",
            b"HTTP/1.1 413 x\r\n",
            b"Content-Length: 40\r\n",
            b"Content-Length: 999999999999999999999\r\n",
            b"Content-Length: -1\r\n",
            b"Transfer-Encoding: chunked\r\n",
            b"Connection: close\r\n",
            b"Content-Type: text/html\r\n",
            b"\r\n",
            b"5\r\nhello\r\n",
            b"ffffffffffff\r\n",
            b"0\r\n\r\n",
        ]
    )
    | st.binary(max_size=40),
    max_size=8,
).map(b"".join)


@contextlib.contextmanager
def answering(octets):
    """Yield a connection to a server that says *octets* and ends."""
    near, far = socket.socketpair()
    with near, far:
        near.settimeout(2)
        far.sendall(octets)
        far.shutdown(socket.SHUT_WR)
        connection = HTTPConnection("far.test")
        connection.auto_open = 0
        connection.sock = near
        yield connection


@settings(deadline=None)
@given(HEADS)
def test_any_answer_to_a_download_ends(octets):
    """No more is received than was sent."""
    got = 0
    with answering(octets) as connection:
        flow = Download(connection, PLACE)
        with contextlib.suppress(NoFigureError, OSError):
            while count := flow.receive(1000):
                got += count
        flow.close()
    assert got <= len(octets)


@settings(deadline=None)
@given(HEADS)
def test_any_answer_to_an_upload_ends(octets):
    """A server that finds it too large is believed once."""
    with answering(octets) as connection:
        sizes = PostSizes()
        flow = Upload(connection, PLACE, sizes)
        with contextlib.suppress(NoFigureError, OSError):
            for _n in range(3):
                if not flow.send(memoryview(bytes(1000))):
                    break
        flow.close()
    assert sizes.now <= POST_BYTES


def test_a_size_is_lowered_once():
    """The second refusal is one."""
    sizes = PostSizes()
    assert sizes.lower(POST_BYTES)
    assert not sizes.lower(sizes.now)

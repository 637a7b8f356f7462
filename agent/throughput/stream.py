"""One TCP connection for a test: opened, looked into, probed, ended at once."""

import contextlib
import socket
import struct
import sys
import time
from collections.abc import Callable
from gettext import gettext as _
from typing import Any

from agent.readers.linux import tcp_info
from agent.readers.linux.tcp_info import TcpInfo
from agent.throughput.shapes import NoFigureError

CONNECT_S = 5.0
STREAM_S = 5.0
PROBE_S = 2.0
SEND_BUFFER_BYTES = (
    1 << 18
)  # where nobody tells what has arrived: little may be on its way
_RESET = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
_LINUX = sys.platform == "linux"
Address = tuple[str, int]
MOST_ADDRESSES = 6


def resolve(
    host: str,
    port: int,
    source: str = "",
    look_up: Callable[..., Any] = socket.getaddrinfo,
) -> Address:
    """Return one numeric address of *host*, so that DNS is no part of what is timed.

    Of several it is the first that can be reached from *source* (empty: any): a name may
    have an IPv6 address where only IPv4 works.

    Raises:
        NoFigureError: the name is not known.
    """
    try:
        found = look_up(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as err:
        raise NoFigureError(
            _("{host}: the name is not known ({error})").format(
                host=host, error=getattr(err, "strerror", None) or err
            )
        ) from err
    places = [(str(one[4][0]), port) for one in found[:MOST_ADDRESSES]]
    if len(places) > 1:
        for place in places:
            if rtt(place, source) is not None:
                return place
    return places[0]


def connect(address: Address, source: str = "") -> socket.socket:
    """Return a connection from *source* (empty: any) to *address*; each wait on it takes STREAM_S at most.

    Raises:
        OSError: there is none.
    """
    found = socket.create_connection(
        address, CONNECT_S, (source, 0) if source else None
    )
    found.settimeout(STREAM_S)
    with contextlib.suppress(OSError):
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if not _LINUX:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
    return found


def kernel(stream: socket.socket) -> TcpInfo | None:
    """Return what the kernel knows of *stream*; None where it does not tell."""
    if sys.platform != "linux":
        return None
    try:
        content = stream.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, tcp_info.SIZE)
    except OSError:
        return None
    return tcp_info.read_tcp_info(content)


def abort(stream: socket.socket) -> None:
    """End *stream* so that whoever waits in it goes on; what was not sent is lost."""
    with contextlib.suppress(OSError):
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    with contextlib.suppress(OSError):
        # Not the method of a TLS stream, which would take its state from the others.
        socket.socket.shutdown(stream, socket.SHUT_RDWR)


def rtt(address: Address, source: str = "") -> float | None:
    """Return the seconds that opening a connection takes: one RTT; None: no answer."""
    own = (source, 0) if source else None
    begin = time.perf_counter()
    try:
        with socket.create_connection(address, PROBE_S, own):
            return time.perf_counter() - begin
    except OSError:
        return None

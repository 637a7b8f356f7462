"""A test against another agent of the LAN, which serves for it."""

import contextlib
import secrets
import socket
import time
from gettext import gettext as _

from agent.readers.linux.tcp_info import TcpInfo
from agent.shared.secret import Secret
from agent.throughput import peer_messages, stream
from agent.throughput.peer_messages import (
    MOST_LINE,
    NONCE_BYTES,
    Answer,
    Greeting,
    MessageError,
    Request,
)
from agent.throughput.shapes import Direction, Flow, Limits, NoFigureError

PORT = 9849
LINE_S = 5.0


class PeerDoor:
    """Opens the streams of one test; a new door for each direction is not needed."""

    def __init__(self, address: stream.Address, secret: Secret, limits: Limits) -> None:
        self._address = address
        self._secret = secret
        self._limits = limits
        self._sessions: dict[Direction, str] = {}

    def open(self, direction: Direction) -> Flow:
        """Return a new stream, after both sides have proved who they are."""
        session = self._sessions.setdefault(direction, secrets.token_hex(NONCE_BYTES))
        request = Request(
            session,
            secrets.token_hex(NONCE_BYTES),
            direction,
            self._limits.seconds,
            self._limits.most_bytes,
        )
        plain = stream.connect(self._address)
        try:
            self._agree(plain, request)
        except BaseException:
            plain.close()
            raise
        return PeerFlow(plain)

    def rtt(self) -> float | None:
        """Return the RTT to the other agent, by the time to open a connection."""
        return stream.rtt(self._address)

    def _agree(self, plain: socket.socket, request: Request) -> None:
        try:
            greeting = peer_messages.decode(read_line(plain), Greeting)
            signed = peer_messages.signed(request, greeting, self._secret)
            plain.sendall(peer_messages.encode(signed))
            answer = peer_messages.decode(read_line(plain), Answer)
        except MessageError:
            raise NoFigureError(
                _("nobody serves there, or the serving agent ends")
            ) from None
        if answer.answer == "denied":
            raise NoFigureError(_("the other agent has another token"))
        if not peer_messages.believed(answer, request, greeting, self._secret):
            raise NoFigureError(_("who serves there does not know the token"))
        if answer.answer == "busy":
            raise NoFigureError(_("the other agent is busy with another test"))


class PeerFlow:
    """Random octets over one connection."""

    def __init__(self, plain: socket.socket) -> None:
        self._stream = plain

    def receive(self, most: int) -> int:
        """Receive up to *most* bytes; 0: the other agent has ended."""
        return len(self._stream.recv(most))

    def send(self, data: memoryview) -> int:
        """Send a part of *data*."""
        return self._stream.send(data)

    def kernel(self) -> TcpInfo | None:
        """Return what the kernel knows of the stream."""
        return stream.kernel(self._stream)

    def abort(self) -> None:
        """Wake whoever waits in it."""
        stream.abort(self._stream)

    def close(self) -> None:
        """End it."""
        stream.abort(self._stream)
        with contextlib.suppress(OSError):
            self._stream.close()


def read_line(plain: socket.socket) -> bytes:
    """Return one line, octet by octet: what follows it belongs to others.

    Raises:
        MessageError: it is too long or too late, or the stream ended.
        OSError: the stream broke.
    """
    found = bytearray()
    end = time.monotonic() + LINE_S
    while not found.endswith(b"\n"):
        octet = plain.recv(1)
        found += octet
        if not octet or len(found) > MOST_LINE or time.monotonic() > end:
            raise MessageError
    return bytes(found)

"""Uploads over HTTP: POST after POST, of a size that the server takes."""

import contextlib
import select
from gettext import gettext as _
from http.client import HTTPConnection, HTTPResponse, IncompleteRead

from agent.throughput.shapes import NoFigureError
from agent.throughput.web_address import WebAddress
from agent.throughput.web_flow import WebFlow

POST_BYTES = 8 << 20
SMALL_POST_BYTES = 1 << 20  # what nginx and others take unless told otherwise
TOO_LARGE = 413
MOST_ANSWER_BYTES = 1 << 16


class PostSizes:
    """How large a body may be; the streams of a test learn it from each other."""

    def __init__(self) -> None:
        self.now = POST_BYTES

    def lower(self, refused: int) -> bool:
        """Return whether there is a smaller size to try than the one *refused*."""
        self.now = SMALL_POST_BYTES
        return refused > self.now


class Upload(WebFlow):
    """POST after POST over one connection.

    A server may answer before it has all: a good answer means that it throws the rest
    away as it comes. One that finds the body too large is sent smaller ones.
    """

    def __init__(
        self, connection: HTTPConnection, place: WebAddress, sizes: PostSizes
    ) -> None:
        super().__init__(connection, place)
        self._sizes = sizes
        self._size = sizes.now
        self._left = 0
        self._answered = False

    def send(self, data: memoryview) -> int:
        """Send a part of *data*; 0: the stream is of no more use, but another is."""
        try:
            return self._send(data)
        except _TooLargeError:
            return 0

    def _check(self, answer: HTTPResponse) -> None:
        if answer.status == TOO_LARGE and self._sizes.lower(self._size):
            raise _TooLargeError
        super()._check(answer)

    def _send(self, data: memoryview) -> int:
        if not self._left:
            if self._response is not None and not self._connection.sock:
                return 0
            self._size = self._left = self._sizes.now
            self._answered = False
            self._request("POST", self._size)
        try:
            if not self._answered and select.select([self._stream], [], [], 0)[0]:
                self._end()
                if not self._connection.sock:
                    return 0
            sent = self._stream.send(data[: self._left])
        except (BrokenPipeError, ConnectionResetError) as err:
            if not self._answered:
                with contextlib.suppress(OSError):
                    self._answer()  # its reason, if there is one
            text = _("the server does not take what is sent to it")
            raise NoFigureError(text) from err
        self._left -= sent
        if not self._left and not self._answered:
            self._end()
        return sent

    def _end(self) -> None:
        """Read the answer to what is being sent.

        Raises:
            NoFigureError: it is no good one.
        """
        answer = self._answer()
        self._answered = True
        try:
            body = answer.read(MOST_ANSWER_BYTES)
        except IncompleteRead:
            body = b""
        if len(body) >= MOST_ANSWER_BYTES:
            raise NoFigureError(_("the server answers an upload with too much"))


class _TooLargeError(Exception):
    """The server takes smaller bodies only."""

"""Streams over HTTP: what all share, and the download."""

import contextlib
import socket
from gettext import gettext as _
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from agent import __version__
from agent.readers.linux.tcp_info import TcpInfo
from agent.throughput import stream
from agent.throughput.shapes import NoFigureError
from agent.throughput.web_address import WebAddress

LEAST_FILE_BYTES = 100_000


class WebFlow:
    """What downloads and uploads share."""

    def __init__(self, connection: HTTPConnection, place: WebAddress) -> None:
        self._connection = connection
        self._place = place
        self._stream: socket.socket = connection.sock
        self._response: HTTPResponse | None = None

    def receive(self, most: int) -> int:
        """Only downloads receive."""
        raise NotImplementedError

    def send(self, data: memoryview) -> int:
        """Only uploads send."""
        raise NotImplementedError

    def kernel(self) -> TcpInfo | None:
        """Return what the kernel knows of the stream."""
        return stream.kernel(self._stream)

    def abort(self) -> None:
        """Wake whoever waits in it."""
        stream.abort(self._stream)

    def close(self) -> None:
        """End it."""
        stream.abort(self._stream)
        with contextlib.suppress(OSError, ValueError):
            if self._response is not None:
                self._response.close()
            self._connection.close()
            self._stream.close()

    def _request(self, method: str, length: int | None = None) -> None:
        asking = self._connection
        asking.putrequest(
            method, self._place.path, skip_host=True, skip_accept_encoding=True
        )
        asking.putheader("Host", self._place.authority)
        asking.putheader("User-Agent", f"hatang-agent/{__version__}")
        asking.putheader("Accept-Encoding", "identity")
        asking.putheader("Cache-Control", "no-store")
        if length is not None:
            asking.putheader("Content-Type", "application/octet-stream")
            asking.putheader("Content-Length", str(length))
        asking.endheaders()

    def _answer(self) -> HTTPResponse:
        """Return the answer, if it is a good one.

        Raises:
            NoFigureError: it is another one.
        """
        try:
            answer = self._connection.getresponse()
        except HTTPException as err:
            raise NoFigureError(
                _("the server does not speak HTTP ({error})").format(
                    error=type(err).__name__
                )
            ) from err
        self._response = answer
        self._check(answer)
        return answer

    def _check(self, answer: HTTPResponse) -> None:
        """Refuse all but good answers.

        Raises:
            NoFigureError: with the server's reason.
        """
        if 300 <= answer.status < 400:
            raise NoFigureError(
                _(
                    "the server sends us elsewhere, which is not followed: {place}"
                ).format(place=self._elsewhere(answer))
            )
        if not 200 <= answer.status < 300:
            raise NoFigureError(
                _("the server answers {status} {reason}").format(
                    status=answer.status, reason=answer.reason[:80]
                )
            )

    def _elsewhere(self, answer: HTTPResponse) -> str:
        place = self._place
        here = f"{'https' if place.secure else 'http'}://{place.authority}{place.path}"
        with contextlib.suppress(ValueError):
            return urljoin(here, answer.getheader("Location") or "?")[:200]
        return "?"


class Download(WebFlow):
    """GET after GET over one connection."""

    def __init__(self, connection: HTTPConnection, place: WebAddress) -> None:
        super().__init__(connection, place)
        self._length: int | None = None
        self._got = 0

    def receive(self, most: int) -> int:
        """Receive up to *most* bytes of the body; 0: the server ended the stream."""
        try:
            return self._receive(most)
        except HTTPException as err:
            raise NoFigureError(
                _("the server breaks off its answer ({error})").format(
                    error=type(err).__name__
                )
            ) from err

    def _receive(self, most: int) -> int:
        if self._response is None:
            self._begin()
        answer = self._response
        assert answer is not None  # noqa: S101 - _begin has set it
        left = most if self._length is None else min(most, self._length - self._got)
        count = len(answer.read1(left)) if left else 0
        self._got += count
        if count:
            return count
        return self._next(answer, most)

    def _next(self, answer: HTTPResponse, most: int) -> int:
        """Go on after the end of a body."""
        if self._length is not None and self._got < self._length:
            raise NoFigureError(
                _("the server promises {promised} bytes and sends {sent}").format(
                    promised=self._length, sent=self._got
                )
            )
        if self._got < LEAST_FILE_BYTES:
            raise NoFigureError(
                _("the file is too small for a test: {bytes} bytes").format(
                    bytes=self._got
                )
            )
        answer.close()  # the connection stays
        if answer.will_close or not self._connection.sock:
            return 0
        self._response = None
        return self._receive(most)

    def _begin(self) -> None:
        self._request("GET")
        answer = self._answer()
        kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip()
        if kind.lower() == "text/html":
            raise NoFigureError(
                _("a page comes instead of a file: a login page of the network?")
            )
        length = answer.getheader("Content-Length") or ""
        plain = length.isascii() and length.isdigit() and not answer.chunked
        self._length = int(length[:18]) if plain else None
        self._got = 0

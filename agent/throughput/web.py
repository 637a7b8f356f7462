"""Downloads and uploads over HTTP, LibreSpeed's among them."""

import contextlib
import http.client
import select
import socket
import ssl
from gettext import gettext as _
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from agent import __version__
from agent.readers.linux.tcp_info import TcpInfo
from agent.shared.throughput_settings import ThroughputServer
from agent.throughput import stream, web_address
from agent.throughput.shapes import Direction, Flow, Limits, NoFigureError
from agent.throughput.web_address import WebAddress

POST_BYTES = 8 << 20
LEAST_FILE_BYTES = 100_000
MOST_ANSWER_BYTES = 1 << 16


class WebDoor:
    """A web server to test against; certificates of https are checked.

    Redirects are not followed: what is measured is what the settings name. Proxies are
    not used: they would be what is measured.
    """

    def __init__(
        self,
        server: ThroughputServer,
        limits: Limits,
        source: str = "",
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._places: dict[Direction, WebAddress | None] = {
            "down": web_address.download(server, limits.most_bytes),
            "up": web_address.upload(server),
        }
        self._addresses: dict[tuple[str, int], stream.Address] = {}
        self._source = source
        self._trust = trust

    def open(self, direction: Direction) -> Flow:
        """Return a new stream."""
        place = self._places[direction]
        if place is None:
            raise NoFigureError(_("the settings name no address for uploads"))
        connection = HTTPConnection(place.host, place.port)
        connection.auto_open = 0  # what the server ends is opened by us, or not at all
        plain = stream.connect(self._address(place), self._source)
        try:
            connection.sock = self._wrapped(place, plain)
        except BaseException:
            plain.close()
            raise
        shape = Download if direction == "down" else Upload
        return shape(connection, place)

    def rtt(self) -> float | None:
        """Return the RTT to the server, by the time to open a connection."""
        place = self._places["down"]
        if place is None:
            return None
        with contextlib.suppress(NoFigureError):
            return stream.rtt(self._address(place), self._source)
        return None

    def _address(self, place: WebAddress) -> stream.Address:
        key = (place.host, place.port)
        if key not in self._addresses:
            self._addresses[key] = stream.resolve(*key, self._source)
        return self._addresses[key]

    def _wrapped(self, place: WebAddress, plain: socket.socket) -> socket.socket:
        if not place.secure:
            return plain
        if self._trust is None:
            self._trust = ssl.create_default_context()
        try:
            return self._trust.wrap_socket(plain, server_hostname=place.host)
        except ssl.SSLCertVerificationError as err:
            raise NoFigureError(
                _("the certificate of {host} is not trusted: {error}").format(
                    host=place.host, error=err.verify_message
                )
            ) from err


class _WebFlow:
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
        return answer

    def _elsewhere(self, answer: HTTPResponse) -> str:
        place = self._place
        here = f"{'https' if place.secure else 'http'}://{place.authority}{place.path}"
        with contextlib.suppress(ValueError):
            return urljoin(here, answer.getheader("Location") or "?")[:200]
        return "?"


class Download(_WebFlow):
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


class Upload(_WebFlow):
    """POST after POST over one connection."""

    _left = 0

    def send(self, data: memoryview) -> int:
        """Send a part of *data*; 0: the server ended the stream."""
        if not self._left:
            if self._response is not None and not self._connection.sock:
                return 0
            self._request("POST", POST_BYTES)
            self._left = POST_BYTES
        try:
            if select.select([self._stream], [], [], 0)[0]:
                self._early()
            sent = self._stream.send(data[: self._left])
        except (BrokenPipeError, ConnectionResetError):
            self._early()
            raise
        self._left -= sent
        if not self._left:
            self._end()
        return sent

    def _early(self) -> None:
        """Look at an answer that comes before the end of what is sent.

        Raises:
            NoFigureError: always; with the server's reason.
        """
        with contextlib.suppress(OSError):
            self._answer()
        raise NoFigureError(_("the server does not take what is sent to it"))

    def _end(self) -> None:
        answer = self._answer()
        try:
            body = answer.read(MOST_ANSWER_BYTES)
        except http.client.IncompleteRead:
            body = b""
        if len(body) >= MOST_ANSWER_BYTES:
            raise NoFigureError(_("the server answers an upload with too much"))

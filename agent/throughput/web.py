"""Downloads and uploads over HTTP, LibreSpeed's among them."""

import contextlib
import socket
import ssl
from gettext import gettext as _
from http.client import HTTPConnection

from agent.shared.throughput_settings import ThroughputServer
from agent.throughput import stream, web_address
from agent.throughput.shapes import Direction, Flow, Limits, NoFigureError
from agent.throughput.web_address import WebAddress
from agent.throughput.web_flow import Download
from agent.throughput.web_upload import PostSizes, Upload


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
        self._sizes = PostSizes()
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
        if direction == "down":
            return Download(connection, place)
        return Upload(connection, place, self._sizes)

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

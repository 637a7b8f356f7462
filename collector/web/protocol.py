"""HTTP/1.1 by uvicorn, with limits against slow and oversized senders."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

log = logging.getLogger(__name__)

HEADERS_WITHIN_S = 20.0
BODY_WITHIN_S = 120.0
MOST_HEADER_BYTES = 32 * 1024
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


def client_allowed(certificate: dict[str, Any] | None, allowed: Sequence[str]) -> bool:
    """Return whether a client's *certificate* names one of *allowed*, or none is asked."""
    if not allowed:
        return True
    names = certificate.get("subjectAltName", ()) if certificate else ()
    return any(value in allowed for _, value in names)


class GuardedProtocol(HttpToolsProtocol):
    """HTTP/1.1 that ends connections whose requests do not get on."""

    allowed_sans: Callable[[], Sequence[str]] = staticmethod(tuple)
    _timer: asyncio.TimerHandle | None = None
    _header_bytes = 0
    _in_headers = True
    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin a connection, unless its certificate is not allowed."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peercert")
        if self.scheme == "https" and not client_allowed(peer, self.allowed_sans()):
            log.warning("a client's certificate is not among client_allowed_sans")
            transport.abort()
            return
        self._arm(HEADERS_WITHIN_S)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._disarm()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, while the headers stay small."""
        if self._refused:
            return
        if self._in_headers:
            if not self._header_bytes:
                self._arm(HEADERS_WITHIN_S)
            elif self._header_bytes > MOST_HEADER_BYTES:
                self._refuse()
                return
            self._header_bytes += len(data)
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Take the headers, if they are not too many; wait for the body."""
        self._in_headers = False
        size = len(self.url) + sum(len(n) + len(v) + 4 for n, v in self.headers)
        if size > MOST_HEADER_BYTES:
            self._refuse()
            return
        self._arm(BODY_WITHIN_S)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Take the end of the body; the next request may come."""
        self._disarm()
        self._in_headers = True
        self._header_bytes = 0
        if not self._refused:
            super().on_message_complete()

    def _refuse(self) -> None:
        self._refused = True
        self._disarm()
        self.transport.write(_TOO_LARGE)
        self.transport.close()

    def _arm(self, seconds: float) -> None:
        self._disarm()
        self._timer = self.loop.call_later(seconds, self._give_up)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            log.debug("a request did not get on", extra={"client": self.client})
            self.transport.abort()

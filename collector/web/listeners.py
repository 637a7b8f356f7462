"""Addresses to listen on: their text, their sockets."""

import socket
import sys
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from collector.hosts import is_loopback, is_unspecified, url_of

Scheme = Literal["https", "http"]
DEFAULT_PORT = 9847


class ListenError(ValueError):
    """An address cannot be listened on; the text says why and what to do."""


@dataclass(frozen=True)
class Address:
    """One ``--web.listen-address``."""

    scheme: Scheme
    host: str
    port: int

    @property
    def url(self) -> str:
        """Return the address as a URL."""
        return url_of(self.host, self.port, scheme=self.scheme)


def parse_address(text: str) -> Address:
    """Return the address that *text* names: ``[https://|http://]host:port``.

    https unless it says http, which is for loopback only. ``:9847`` means every
    address of this host.

    Raises:
        ListenError: it is not an address, or http beyond loopback.
    """
    whole = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(whole)
        port = DEFAULT_PORT if parts.port is None else parts.port
        host = parts.hostname or ""
    except ValueError as err:
        raise ListenError(f"{text}: {err}") from err
    if parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc:
        raise ListenError(f"{text}: write [https://|http://]host:port and nothing more")
    if parts.scheme == "https":
        return Address("https", host or "0.0.0.0", port)  # noqa: S104 - asked for
    if parts.scheme != "http":
        raise ListenError(f"{text}: the scheme is https or http")
    if is_unspecified(host) or not is_loopback(host):
        raise ListenError(
            f"{text}: http:// is only allowed on loopback, because passwords and "
            "reports would cross the network readably; use https://"
        )
    return Address("http", host, port)


@dataclass(frozen=True)
class Listener:
    """A bound socket; ``address`` has the port it really got."""

    address: Address
    socket: socket.socket


def bind(address: Address) -> list[Listener]:
    """Bind *address*; a name may stand for several.

    Raises:
        ListenError: the port is taken, or the host is not of this machine.
    """
    try:
        found = socket.getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as err:
        raise ListenError(f"{address.url}: {err}") from err
    listeners: list[Listener] = []
    try:
        for family, _, _, _, place in dict.fromkeys(found):
            port = listeners[0].address.port if listeners else address.port
            bound = _bind_one(family, (str(place[0]), port))
            where = bound.getsockname()
            shown = Address(address.scheme, str(where[0]), int(where[1]))
            listeners.append(Listener(shown, bound))
    except OSError as err:
        for listener in listeners:
            listener.socket.close()
        raise ListenError(
            f"{address.url}: {err.strerror or err}; is another program there?"
        ) from err
    return listeners


def _bind_one(family: int, place: tuple[str, int]) -> socket.socket:
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        bound.setblocking(False)  # noqa: FBT003 - the name says it
        bound.bind(place)
    except OSError:
        bound.close()
        raise
    return bound

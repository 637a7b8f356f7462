"""The network of the script for old Windows: real sockets, and TLS 1.2 at most.

What the script's own check of certificates does on Windows is done by OpenSSL here: until
the authority is known anything is accepted, from then on only what it signed for the host.
"""

import socket
import ssl
from collections.abc import Callable
from typing import Any

from tests.support.powershell_values import Row
from tests.support.script_collector import address


class Client:
    """A TcpClient and the stream in it."""

    def __init__(self, authority: Callable[[], Row | None]) -> None:
        self._authority = authority
        self._socket: socket.socket | None = None

    def look(self, _: str) -> None:
        """Return nothing: its properties are only set."""

    def call(self, name: str, arguments: list[Any]) -> Any:
        """Connect, secure, write, or close."""
        if name == "connect":
            self._socket = socket.create_connection(tuple(arguments), timeout=20)
        if name == "getstream":
            return self
        assert self._socket is not None
        if name == "authenticateasclient":
            assert arguments[2] == 3072
            self._socket = self._secured(arguments[0])
        if name == "write":
            self._socket.sendall(bytes(arguments[0]))
        if name == "close":
            self._socket.close()
        return None

    def _secured(self, host: str) -> ssl.SSLSocket:
        assert self._socket is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        known = self._authority()
        if known is None:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        else:
            context.load_verify_locations(cadata=bytes(known.look("der")))
        return context.wrap_socket(self._socket, server_hostname=host)

    def read(self) -> str:
        """Return all that comes until the other side closes."""
        assert self._socket is not None
        found = bytearray()
        while part := self._socket.recv(65536):
            found += part
        return found.decode()


def makers(authority: Callable[[], Row | None]) -> dict[str, Any]:
    """Return what the script makes to reach a collector."""
    return {
        "uri": lambda a: address(a[0]),
        "system.net.sockets.tcpclient": lambda _: Client(authority),
        "system.net.security.sslstream": lambda a: a[0],
        "system.io.streamreader": lambda a: Row(ReadToEnd=a[0].read),
        "system.security.cryptography.x509certificates.x509certificate2": lambda a: Row(
            Der=a[0]
        ),
    }

"""ICMP echo on Linux and other systems, without root where the system allows it.

Linux gives ordinary users datagram sockets for ICMP if ``net.ipv4.ping_group_range``
holds their group (ping(8), socket(7)); a raw socket is tried where it does not.
"""

import secrets
import socket
import time

from agent.sources.echo import EchoError, Method, family
from agent.sources.echo.icmp import reply_sequence, request

_NO_RIGHTS = "net.ipv4.ping_group_range"


class IcmpEcho:
    """Asks one address by ICMP echo."""

    method: Method = "icmp"

    def __init__(self, address: str, source: str | None = None) -> None:
        self._ipv6 = family(address) == socket.AF_INET6
        self._socket = _open(self._ipv6)
        try:
            if source:
                self._socket.bind((source, 0))
            self._socket.connect((address, 0))
        except OSError as err:
            self._socket.close()
            raise EchoError(f"{address}: {err.strerror or err}") from err
        self._nonce = secrets.token_bytes(8)
        self._sequence = 0

    def ask(self, timeout_s: float) -> float | None:
        """Return the round-trip time in seconds; None if nobody answered in time."""
        self._sequence += 1
        packet = request(self._sequence, self._nonce, ipv6=self._ipv6)
        started = time.perf_counter()
        try:
            self._socket.send(packet)
            return self._answer(started, timeout_s)
        except OSError:  # no way there, or a router says so: that is no answer
            return None

    def _answer(self, started: float, timeout_s: float) -> float | None:
        while (left := started + timeout_s - time.perf_counter()) > 0:
            self._socket.settimeout(left)
            try:
                octets = self._socket.recv(2048)
            except TimeoutError:
                return None
            took = time.perf_counter() - started
            if reply_sequence(octets, self._nonce, ipv6=self._ipv6) == self._sequence:
                return took
        return None

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


def _open(ipv6: bool) -> socket.socket:  # noqa: FBT001 - two kinds of the Internet
    kind = socket.AF_INET6 if ipv6 else socket.AF_INET
    protocol = socket.IPPROTO_ICMPV6 if ipv6 else socket.IPPROTO_ICMP
    for form in (socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            return socket.socket(kind, form, protocol)
        except OSError as err:
            trouble = err
    raise EchoError(f"{_NO_RIGHTS}: {trouble.strerror}") from trouble

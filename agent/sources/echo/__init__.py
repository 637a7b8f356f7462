"""Asks a host for a sign of life and says how long the answer took.

One door with several ways behind it: ICMP echo (RFC 792, RFC 4443) through sockets that
need no rights, ICMP through Windows' own call, the time of a TCP handshake, a question
to a DNS resolver.
"""

import socket
import sys
from typing import Literal, Protocol

Method = Literal["icmp", "tcp", "dns"]


class EchoError(Exception):
    """One way of asking cannot be used here; the text says why."""


class Echo(Protocol):
    """One host, asked in one way; used by one thread at a time."""

    method: Method

    def ask(self, timeout_s: float) -> float | None:
        """Return the round-trip time in seconds; None if nobody answered in time."""
        ...

    def close(self) -> None:
        """Give back what is held open."""
        ...


def resolve(host: str) -> str | None:
    """Return an address of *host*, IPv4 first; None if it has none now."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return None
    found.sort(key=lambda one: one[0] != socket.AF_INET)
    return str(found[0][4][0]) if found else None


def family(address: str) -> socket.AddressFamily:
    """Return the family of an IP address."""
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def open_icmp(address: str, source: str | None = None) -> Echo:
    """Return who asks *address* by ICMP.

    Raises:
        EchoError: this system lets no ordinary user do so.
    """
    if sys.platform == "win32":
        from agent.sources.echo.windows import WindowsEcho

        return WindowsEcho(address, source)
    from agent.sources.echo.posix import IcmpEcho

    return IcmpEcho(address, source)


def open_tcp(address: str, port: int, source: str | None = None) -> Echo:
    """Return who asks *address* by a TCP handshake; a refusal is an answer, too."""
    from agent.sources.echo.tcp import TcpEcho

    return TcpEcho(address, port, source)


def open_dns(
    address: str, name: str, source: str | None = None, *, port: int = 53
) -> Echo:
    """Return who asks the resolver at *address* for *name*.

    Raises:
        EchoError: *name* is no name of the DNS.
    """
    from agent.sources.echo.dns import DnsEcho

    return DnsEcho(address, name, source, port=port)

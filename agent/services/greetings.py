"""Servers that say who they are: what they are told first, and what is right to hear."""

import re
import struct
from collections.abc import Callable
from typing import NamedTuple

from agent.services.connection import Connection
from agent.services.shapes import ServiceError

MOST_LINE = 2000


class Greeting(NamedTuple):
    """How a server is greeted: what is sent first, how much is read, what is right."""

    first: bytes
    least: int
    right: Callable[[bytes], bool]


def _line(pattern: bytes) -> Callable[[bytes], bool]:
    found = re.compile(pattern)
    return lambda octets: found.match(octets) is not None


def _mysql(octets: bytes) -> bool:
    """Whether it is a handshake of protocol 10, or an error packet (too many hosts)."""
    return len(octets) >= 5 and octets[3] == 0 and octets[4] == 10


def _sqlserver(octets: bytes) -> bool:
    """Whether it is a tabular response (MS-TDS 2.2.3.1.1)."""
    return len(octets) >= 8 and octets[0] == 4 and octets[1] in {0, 1}


GREETINGS: dict[str, Greeting] = {
    "smtp": Greeting(b"", 0, _line(rb"220[ -]")),  # RFC 5321
    "imap": Greeting(b"", 0, _line(rb"\* (OK|PREAUTH)\b")),  # RFC 9051
    "imaps": Greeting(b"", 0, _line(rb"\* (OK|PREAUTH)\b")),
    # PostgreSQL's protocol: SSLRequest is answered by one letter.
    "postgresql": Greeting(
        struct.pack("!II", 8, 80877103), 1, lambda o: o[:1] in {b"S", b"N"}
    ),
    "mysql": Greeting(b"", 5, _mysql),
    "sqlserver": Greeting(
        struct.pack("!BBHHBB", 0x12, 1, 8 + 6 + 6, 0, 1, 0)
        + struct.pack("!BHH", 0, 6, 6)
        + b"\xff"
        + bytes(6),
        8,
        _sqlserver,
    ),
}


def greet(scheme: str, connection: Connection) -> None:
    """Say and hear what belongs to *scheme*.

    Raises:
        ServiceError: what is heard is something else, or nothing comes.
    """
    greeting = GREETINGS[scheme]
    if greeting.first:
        connection.send(greeting.first)
    if greeting.least:
        octets = connection.stream.read(greeting.least)
    else:
        octets = connection.stream.readline(MOST_LINE)
    if not octets:
        raise ServiceError("reset", "closed without a word")
    if not greeting.right(octets):
        raise ServiceError("protocol", f"not {scheme}: {octets[:40]!r}")

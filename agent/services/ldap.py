"""An anonymous bind over LDAP (RFC 4511): the smallest thing that a directory answers."""

from agent.services.connection import Connection
from agent.services.shapes import ServiceError

MOST_BYTES = 10_000
BIND = bytes.fromhex("300c020101600702010304008000")
"""LDAPMessage 1: BindRequest, version 3, no name, simple, no password."""
_SEQUENCE, _INTEGER, _ENUMERATED, _BIND_RESPONSE = 0x30, 0x02, 0x0A, 0x61
_SUCCESS = 0
_NO_ANONYMOUS = frozenset({8, 48, 49, 53})  # it answers, and wants to know who asks


def bind(connection: Connection) -> None:
    """Bind without a name; a directory that allows nobody nameless is there, too.

    Raises:
        ServiceError: the answer is none of LDAP, or says that it cannot serve.
    """
    connection.send(BIND)
    octets = connection.stream.peek(1)[:MOST_BYTES]
    if not octets:
        raise ServiceError("reset", "closed without a word")
    head = connection.stream.read(2)
    if len(head) < 2 or head[0] != _SEQUENCE:
        raise ServiceError("protocol", f"not LDAP: {octets[:40]!r}")
    length = head[1]
    if length & 0x80:
        size = length & 0x7F
        if not 0 < size <= 2:
            raise ServiceError("protocol", "an answer of LDAP that has no end")
        length = int.from_bytes(connection.stream.read(size), "big")
    code = result_code(connection.stream.read(min(length, MOST_BYTES)))
    if code is None:
        raise ServiceError("protocol", "no answer to a bind")
    if code != _SUCCESS and code not in _NO_ANONYMOUS:
        raise ServiceError("protocol", f"LDAP result {code}")


def result_code(message: bytes) -> int | None:
    """Return the result of a BindResponse, given the content of its LDAPMessage."""
    number, rest = _element(message)
    response, _rest = _element(rest)
    if number is None or response is None:
        return None
    if number[0] != _INTEGER or number[1] != b"\x01" or response[0] != _BIND_RESPONSE:
        return None
    code, _rest = _element(response[1])
    if code is None or code[0] != _ENUMERATED or len(code[1]) != 1:
        return None
    return code[1][0]


def _element(octets: bytes) -> tuple[tuple[int, bytes] | None, bytes]:
    """Return the first element of *octets* (tag, content) and what comes after it."""
    if len(octets) < 2:
        return None, b""
    length, begin = octets[1], 2
    if length & 0x80:
        size = length & 0x7F
        if not 0 < size <= 4:
            return None, b""
        length, begin = int.from_bytes(octets[2 : 2 + size], "big"), 2 + size
    if begin + length > len(octets):
        return None, b""
    return (octets[0], octets[begin : begin + length]), octets[begin + length :]

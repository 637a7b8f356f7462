"""BITS and lists of ports as devices send them: octets, or text about octets.

Some agents send the hexadecimal digits of the octets, or numbers with commas between
them, where the octets themselves belong.
"""

import re
from collections.abc import Iterator

from agent.readers.snmp.rows import Value

_MOST_OCTETS = 1024  # 8192 ports
_HEX_OCTET = re.compile(rb"[0-9A-Fa-f]{2}")
_HEX_TEXT = re.compile(rb"(?:[0-9A-Fa-f]{2}){4,}|[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2})+ ?")
_NUMBERS = re.compile(rb"\d{1,10}(?:,\d{1,10})+")
_LIKE_TEXT = re.compile(rb"[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{1,2})* ?")


def bit_octets(value: Value | None) -> bytes:
    """Return the octets of a short BITS value; empty for what is none.

    No such value has digits in its second octet, so digits are text. Some agents
    write the numbers of the bits behind the octets: ``28 2 4``.
    """
    if not isinstance(value, bytes):
        return b""
    octets = value[:_MOST_OCTETS]
    for _ in range(2):  # recordings have text of text
        if len(octets) < 2 or not _LIKE_TEXT.fullmatch(octets):
            break
        octets = _leading(octets.split(b" "))
    return octets


def _leading(words: list[bytes]) -> bytes:
    """Return the octets that *words* begin with: two at most."""
    found = b""
    for word in words[:2]:
        if not _HEX_OCTET.fullmatch(word):
            break
        found += bytes.fromhex(word.decode())
    return found


def bits(octets: bytes) -> Iterator[int]:
    """Yield the numbers of the bits that are set; the highest of the first is 0."""
    for place, octet in enumerate(octets[:_MOST_OCTETS]):
        if octet:
            for bit in range(8):
                if octet & (0x80 >> bit):
                    yield place * 8 + bit


def port_numbers(value: Value | None) -> Iterator[int]:
    """Yield the ports of a PortList (RFC 4363): the first bit is port 1."""
    if not isinstance(value, bytes):
        return
    octets = value[: 4 * _MOST_OCTETS]
    if _NUMBERS.fullmatch(octets):
        yield from map(int, octets.split(b","))
        return
    if _HEX_TEXT.fullmatch(octets):
        octets = bytes.fromhex(octets.decode())
    yield from (bit + 1 for bit in bits(octets))

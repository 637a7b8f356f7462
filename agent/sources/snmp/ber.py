"""ASN.1 BER as far as SNMPv1 and v2c need it: lengths, integers, object identifiers.

It is stricter than BER (definite lengths, primitive values) and as lenient as devices
want it: lengths may be longer than needed, a counter may lack the zero octet before
its highest bit, an integer may be empty or padded.
"""

from functools import lru_cache

from agent.readers.snmp.rows import Oid, Value
from agent.sources.snmp.device import GarbledError

INTEGER, OCTETS, NULL, NAME, SEQUENCE = 0x02, 0x04, 0x05, 0x06, 0x30
IP_ADDRESS, COUNTER, GAUGE, TICKS, OPAQUE = 0x40, 0x41, 0x42, 0x43, 0x44
NSAP, COUNTER64, UNSIGNED = 0x45, 0x46, 0x47
NO_OBJECT, NO_INSTANCE, END_OF_VIEW = 0x80, 0x81, 0x82

UNSIGNED_TAGS = frozenset({COUNTER, GAUGE, TICKS, COUNTER64, UNSIGNED})
_OCTET_TAGS = frozenset({OCTETS, IP_ADDRESS, OPAQUE, NSAP})
_NOTHING = frozenset({NULL, NO_OBJECT, NO_INSTANCE, END_OF_VIEW})
MOST_ARCS = 128
"""Numbers in an object identifier (RFC 2578, 3.5)."""
_MOST_ARC = (1 << 64) - 1  # the standard says 2³²-1; some agents extend a sign
_MOST_DIGITS = 16  # octets of an integer: eight, and padding
_LENGTH_OCTETS = 4
_LONGEST_KEPT = 48


def header(data: bytes, at: int, end: int) -> tuple[int, int, int]:
    """Return tag, start and stop of the content of the element at *at*.

    Raises:
        GarbledError: it is none, or does not end at or before *end*.
    """
    if at + 2 > end:
        raise GarbledError("cut off")
    tag, length = data[at], data[at + 1]
    at += 2
    if length > 127:
        count = length & 127
        if not 0 < count <= _LENGTH_OCTETS:
            raise GarbledError("length of no use")
        length = int.from_bytes(data[at : at + count])
        at += count
    if at + length > end:
        raise GarbledError("cut off")
    return tag, at, at + length


def integer(data: bytes, start: int, stop: int) -> int:
    """Return the signed integer between *start* and *stop*; nothing there is 0.

    Raises:
        GarbledError: it is longer than any that SNMP has.
    """
    if stop - start > _MOST_DIGITS:
        raise GarbledError("integer too long")
    return int.from_bytes(data[start:stop], signed=True)


def value(tag: int, content: bytes) -> Value | None:
    """Return the value with *tag*; None: the device says that there is none.

    Raises:
        GarbledError: SNMP has no such type, or it cannot be of it.
    """
    if tag in UNSIGNED_TAGS:
        if len(content) > _MOST_DIGITS:
            raise GarbledError("counter too long")
        return int.from_bytes(content)
    if tag in _OCTET_TAGS:
        return content
    if tag == INTEGER:
        return integer(content, 0, len(content))
    if tag == NAME:  # an empty one is how some agents write 0.0
        return decoded_oid(content) if content else (0, 0)
    if tag in _NOTHING:
        return None
    raise GarbledError("unknown type")


def known_oid(octets: bytes) -> Oid:
    """Return ``decoded_oid`` of *octets*, which come again with each poll.

    Longer ones than any that is polled are not kept: they would take 50 MB.
    """
    return _kept_oid(octets) if len(octets) <= _LONGEST_KEPT else decoded_oid(octets)


@lru_cache(maxsize=4096)
def _kept_oid(octets: bytes) -> Oid:
    return decoded_oid(octets)


def decoded_oid(octets: bytes) -> Oid:
    """Return the object identifier that *octets* hold.

    Raises:
        GarbledError: they hold none, or a longer one than SNMP allows.
    """
    if not octets or octets[-1] > 127:
        raise GarbledError("object identifier cut off")
    arcs: list[int] = []
    arc = 0
    for octet in octets:
        arc = arc << 7 | octet & 127
        if octet < 128:
            arcs.append(arc)
            arc = 0
        elif arc > _MOST_ARC:
            raise GarbledError("object identifier too large")
    if len(arcs) >= MOST_ARCS or max(arcs) > _MOST_ARC:
        raise GarbledError("object identifier too large")
    first = min(arcs[0] // 40, 2)
    return (first, arcs[0] - first * 40, *arcs[1:])


def element(tag: int, content: bytes) -> bytes:
    """Return *content* with its tag and its length."""
    size = len(content)
    if size < 128:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes((tag, 128 | len(octets))) + octets + content


def encoded_integer(number: int) -> bytes:
    """Return *number* as an INTEGER in as few octets as it takes."""
    size = (number + (number < 0)).bit_length() // 8 + 1
    return element(INTEGER, number.to_bytes(size, signed=True))


def encoded_oid(name: Oid) -> bytes:
    """Return *name* as an OBJECT IDENTIFIER.

    Raises:
        ValueError: it is none, for it begins with no two arcs that there are.
    """
    first, second, *rest = name if len(name) > 1 else (-1, 0)
    if not 0 <= first <= 2 or not 0 <= second < (40 if first < 2 else _MOST_ARC):
        raise ValueError(f"{name} is no object identifier")
    return element(NAME, b"".join(map(_encoded_arc, (first * 40 + second, *rest))))


def _encoded_arc(arc: int) -> bytes:
    if arc < 128:
        return bytes((arc,))
    octets = [arc & 127]
    while arc := arc >> 7:
        octets.append(arc & 127 | 128)
    return bytes(reversed(octets))

"""Rows of tables at rest: what is known of hundreds of devices takes little memory."""

import zlib

import msgspec

from agent.readers.snmp.rows import Oid, Value, Walk

_DECODE = msgspec.msgpack.Decoder(list[tuple[Oid, int | bytes | Oid]]).decode
_INTEGERS = range(-(1 << 63), 1 << 64)


def pack(walk: Walk) -> bytes:
    """Return *walk* in few bytes; a number that no device can mean is left out."""
    rows = [
        (name, value)
        for name, value in walk.items()
        if not isinstance(value, int) or value in _INTEGERS
    ]
    return zlib.compress(msgspec.msgpack.encode(rows), 1)


def unpack(packed: bytes) -> dict[Oid, Value]:
    """Return the rows that were packed, in their order."""
    return dict(_DECODE(zlib.decompress(packed)))

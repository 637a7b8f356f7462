"""What a spooled report says of itself, as far as its delivery must know."""

import msgspec

from agent.spool_file import Spooled


class _Reading(msgspec.Struct, array_like=True):
    table: str


class _Head(msgspec.Struct):
    spool: str
    sequence: int
    readings: tuple[_Reading, ...] = ()


_HEAD = msgspec.json.Decoder(_Head)


def tables_of(report: Spooled) -> frozenset[str] | None:
    """Return the tables that the readings of *report* need; None if it is damaged.

    A report that does not carry its own name can never be acknowledged.
    """
    try:
        head = _HEAD.decode(report.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if (head.spool, head.sequence) != report.name:
        return None
    return frozenset(reading.table for reading in head.readings)

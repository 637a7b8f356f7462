"""Cells of SNMP tables as numbers and text, whatever type a device sent."""

from agent.readers.snmp.rows import Oid, Value, Walk, table

_SMALLEST, _LARGEST = -(1 << 63), (1 << 64) - 1
_LARGEST_PART = (1 << 32) - 1

Cells = dict[int, Value]
"""The values of one row by the number of their column."""


def entries(walk: Walk, entry: Oid, parts: int) -> dict[Oid, Cells]:
    """Return the rows of a table whose index has *parts* numbers, by index.

    An index with another length, or with a number that no object identifier can
    hold (RFC 2578: 32 bits), is passed over: the device is broken there.
    """
    return {
        index: cells
        for index, cells in table(walk, entry).items()
        if len(index) == parts and min(index) >= 0 and max(index) <= _LARGEST_PART
    }


def number(value: Value | None) -> int | None:
    """Return *value* if it is a number that SNMP can carry (64 bits at most)."""
    if isinstance(value, int) and _SMALLEST <= value <= _LARGEST:
        return int(value)
    return None


def text(value: Value | None) -> str | None:
    """Return *value* as text: UTF-8, else Latin-1, without blanks and NULs around.

    Some agents send a number, or an object identifier, where text belongs: then it
    is that in digits.
    """
    match value:
        case bytes():
            return _trimmed(_decoded(value))
        case tuple():
            return ".".join(str(part) for part in value)
        case int():
            found = number(value)
            return None if found is None else str(found)
        case _:
            return None


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("iso-8859-1")


def _trimmed(decoded: str) -> str:
    """Take off what C programs and careless persons leave around a text."""
    return decoded.rstrip("\0").strip(" \t\r\n").rstrip("\0")

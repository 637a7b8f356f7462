"""What a spooled report says of itself, as far as its delivery must know."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from agent.spool_file import Spooled

MOST_BYTES = 3_500_000
"""Reports and tables of one delivery: the collector takes 4 MiB, the rest is names."""


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


def fitting(
    reports: Sequence[tuple[Spooled, AbstractSet[str]]],
    read: Callable[[AbstractSet[str]], Mapping[str, bytes]],
    most: int = MOST_BYTES,
) -> tuple[int, dict[str, bytes]]:
    """Return how many of *reports* fit in one delivery, and the tables they need.

    At least one: what is too large alone is for the collector to refuse. *read* gives
    those of some tables that must travel; it is asked for no more than is looked at,
    for all tables of hundreds of devices are large.
    """
    size, tables = 0, dict[str, bytes]()
    for place, (report, needed) in enumerate(reports):
        new = read(needed - tables.keys())
        size += len(report.body) + sum(map(len, new.values()))
        if place and size > most:
            return place, tables
        tables |= new
    return len(reports), tables

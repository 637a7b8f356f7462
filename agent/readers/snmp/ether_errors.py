"""The error counters of Ethernet ports (EtherLike-MIB dot3StatsTable)."""

from typing import NamedTuple

from agent.readers.snmp.ports import DOT3_STATS_ENTRY
from agent.readers.snmp.rows import Oid, Walk, entries
from agent.readers.snmp.values import number

ALIGNMENT, FCS, LATE_COLLISIONS = 2, 3, 8
EXCESSIVE_COLLISIONS, CARRIER_SENSE, TOO_LONG, SYMBOL = 9, 11, 13, 18


class EtherErrors(NamedTuple):
    """Frames, as counted since the device began to; None is what it does not count."""

    alignment: int | None
    fcs: int | None
    late_collisions: int | None
    excessive_collisions: int | None
    carrier_sense: int | None
    too_long: int | None
    symbol: int | None


def read_ether_errors(walk: Walk) -> dict[int, EtherErrors]:
    """Return the counters of each port in *walk*, by ifIndex."""
    counted = (
        ALIGNMENT,
        FCS,
        LATE_COLLISIONS,
        EXCESSIVE_COLLISIONS,
        CARRIER_SENSE,
        TOO_LONG,
        SYMBOL,
    )
    found = {}
    for (port,), cells in entries(walk, DOT3_STATS_ENTRY, 1).items():
        numbers = [number(cells.get(column)) for column in counted]
        if any(value is not None for value in numbers):
            found[port] = EtherErrors(*numbers)
    return found


def columns() -> tuple[Oid, ...]:
    """Return the columns that tell of cables, for a walk of counters."""
    return tuple(
        (*DOT3_STATS_ENTRY, column)
        for column in (ALIGNMENT, FCS, LATE_COLLISIONS, SYMBOL)
    )

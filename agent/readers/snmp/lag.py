"""Which ports are members of which link aggregation group (LAG)."""

from agent.readers.snmp.interface_types import ETHERNET, LAG
from agent.readers.snmp.rows import Oid, Walk, entries, oid
from agent.readers.snmp.values import number

AGG_PORT_ENTRY = oid("1.2.840.10006.300.43.1.2.1.1")
_SELECTED, _ATTACHED = 12, 13
PAGP_ENTRY = oid("1.3.6.1.4.1.9.9.98.1.1.1.1")
_GROUP = 8
STACK_ENTRY = oid("1.3.6.1.2.1.31.1.2.1")
_STACK_STATUS, _ACTIVE = 3, 1
_IF_ENTRY = oid("1.3.6.1.2.1.2.2.1")
_IF_TYPE = 3


def read_aggregates(walk: Walk) -> dict[int, int]:
    """Return the ifIndex of the LAG of each member, by the member's ifIndex.

    Where IEEE8023-LAG-MIB tells (the aggregator that a port is attached to, else the
    one it has selected) it counts first, then Cisco's PAgP, then ifStackTable.
    """
    types = {
        index: number(cells.get(_IF_TYPE))
        for (index,), cells in entries(walk, _IF_ENTRY, 1).items()
    }
    found = _stacked(walk, types)
    found |= _column(walk, PAGP_ENTRY, _GROUP, types)
    found |= _column(walk, AGG_PORT_ENTRY, _SELECTED, types)
    found |= _column(walk, AGG_PORT_ENTRY, _ATTACHED, types)
    groups = set(found.values())
    return {port: group for port, group in found.items() if port not in groups}


def _column(
    walk: Walk, entry: Oid, column: int, types: dict[int, int | None]
) -> dict[int, int]:
    """Return the aggregates that *column* names: no port is its own, 0 is none."""
    told = {
        port: number(cells.get(column))
        for (port,), cells in entries(walk, entry, 1).items()
    }
    return {
        port: group
        for port, group in told.items()
        if group and group != port and group in types and group not in told
    }


def _stacked(walk: Walk, types: dict[int, int | None]) -> dict[int, int]:
    """Return what lies below interfaces of the type of a LAG."""
    found = {}
    for (higher, lower), cells in entries(walk, STACK_ENTRY, 2).items():
        if (
            number(cells.get(_STACK_STATUS)) == _ACTIVE
            and types.get(higher) == LAG
            and types.get(lower) in ETHERNET
        ):
            found[lower] = higher
    return found


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read, beside ifType."""
    return (
        (*AGG_PORT_ENTRY, _SELECTED),
        (*AGG_PORT_ENTRY, _ATTACHED),
        (*PAGP_ENTRY, _GROUP),
        (*STACK_ENTRY, _STACK_STATUS),
    )

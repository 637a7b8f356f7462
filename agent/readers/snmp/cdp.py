"""Neighbours that a Cisco device knows by CDP (CISCO-CDP-MIB, cdpCacheTable)."""

import msgspec

from agent.readers.snmp.addresses import ipv4
from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import text

CACHE_ENTRY = oid("1.3.6.1.4.1.9.9.23.1.2.1.1")
_ADDRESS, _DEVICE_ID, _DEVICE_PORT, _PLATFORM = 4, 6, 7, 8
_COLUMNS = frozenset({_ADDRESS, _DEVICE_ID, _DEVICE_PORT, _PLATFORM})


class Neighbour(msgspec.Struct, frozen=True, rename="camel"):
    """One neighbour on the interface ``if_index``; ``address`` is its IPv4 address."""

    if_index: int
    device_id: str | None
    device_port: str | None
    platform: str | None
    address: str | None


class Cdp(msgspec.Struct, frozen=True, rename="camel"):
    """All neighbours, in the order of interfaces."""

    neighbour_count: int
    neighbours: tuple[Neighbour, ...]


def read_cdp(walk: Walk) -> Cdp | None:
    """Return the CDP neighbours in *walk* (cdpCacheTable); None if it has none."""
    rows = cdp_rows(walk)
    if not rows:
        return None
    neighbours = tuple(_neighbour(index[0], cells) for index, cells in rows.items())
    return Cdp(len(neighbours), neighbours)


def cdp_rows(walk: Walk) -> dict[Oid, Cells]:
    """Return the rows of neighbours by interface and device, in that order."""
    rows = entries(walk, CACHE_ENTRY, 2)
    return {i: rows[i] for i in sorted(rows) if not _COLUMNS.isdisjoint(rows[i])}


def _neighbour(if_index: int, cells: Cells) -> Neighbour:
    return Neighbour(
        if_index=if_index,
        device_id=text(cells.get(_DEVICE_ID)),
        device_port=text(cells.get(_DEVICE_PORT)),
        platform=text(cells.get(_PLATFORM)),
        address=ipv4(cells.get(_ADDRESS)),
    )

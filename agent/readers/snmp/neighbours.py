"""What neighbours announce beside their names: addresses, capabilities, speeds.

``lldp`` and ``cdp`` have the rest; here it is put together, one row a neighbour.
"""

from typing import NamedTuple

from agent.readers.snmp import capabilities
from agent.readers.snmp.addresses import ipv4
from agent.readers.snmp.autonegotiation import fastest
from agent.readers.snmp.cdp import cdp_rows
from agent.readers.snmp.inet import from_index, inet, is_of_a_host
from agent.readers.snmp.lldp import REMOTE_ENTRY
from agent.readers.snmp.media import speed_negotiated, speed_of_type
from agent.readers.snmp.rows import Cells, Oid, Value, Walk, entries, oid, table
from agent.readers.snmp.values import number

MANAGEMENT_ENTRY = oid("1.0.8802.1.1.2.1.4.2.1")
DOT3_ENTRY = oid("1.0.8802.1.1.2.1.5.4623.1.3.1.1")
_SUPPORTED, _ENABLED = 11, 12
_ADVERTISED, _OPERATIONAL = 3, 4
_CDP_KIND, _CDP_ADDRESS, _CDP_CAPABILITIES = 3, 4, 9
_CDP_MANAGEMENT = 20
_MOST_ADDRESSES = 8

Key = tuple[int, int]
"""The last two numbers of a neighbour's index: its port, and itself."""


class More(NamedTuple):
    """What else one neighbour announces; ``capable_bps`` is what it can negotiate."""

    addresses: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    capable_bps: int | None = None


def more_of_lldp(walk: Walk) -> dict[Key, More]:
    """Return what neighbours announce, by lldpRemLocalPortNum and lldpRemIndex."""
    words = _newest(walk, REMOTE_ENTRY, frozenset({_SUPPORTED, _ENABLED}))
    dot3 = _newest(walk, DOT3_ENTRY, frozenset({_ADVERTISED, _OPERATIONAL}))
    addresses = _management(walk)
    return {
        key: More(
            tuple(addresses.get(key, ()))[:_MOST_ADDRESSES],
            capabilities.of_lldp(words.get(key, {}).get(_ENABLED))
            or capabilities.of_lldp(words.get(key, {}).get(_SUPPORTED)),
            fastest(_speeds(dot3.get(key, {}))),
        )
        for key in words.keys() | dot3.keys() | addresses.keys()
    }


def more_of_cdp(walk: Walk) -> dict[Key, More]:
    """Return what neighbours announce, by cdpCacheIfIndex and cdpCacheDeviceIndex."""
    found = {}
    for (port, device), cells in cdp_rows(walk).items():
        told = [_address(cells.get(c)) for c in (_CDP_ADDRESS, _CDP_MANAGEMENT)]
        found[port, device] = More(
            tuple(dict.fromkeys(a for a in told if a and is_of_a_host(a))),
            capabilities.of_cdp(cells.get(_CDP_CAPABILITIES)),
        )
    return found


def _speeds(cells: Cells) -> tuple[int | None, int | None]:
    return (
        speed_negotiated(cells.get(_ADVERTISED)),
        speed_of_type(number(cells.get(_OPERATIONAL))),
    )


def _newest(walk: Walk, entry: Oid, columns: frozenset[int]) -> dict[Key, Cells]:
    """Return the rows without their time mark; the newest says it."""
    rows = entries(walk, entry, 3)
    return {
        (index[1], index[2]): rows[index]
        for index in sorted(rows)
        if rows[index].keys() & columns
    }


def _management(walk: Walk) -> dict[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for index in table(walk, MANAGEMENT_ENTRY):
        address = from_index(index[3:])
        if address and is_of_a_host(address):
            known = found.setdefault((index[1], index[2]), [])
            if address not in known and len(known) < _MOST_ADDRESSES:
                known.append(address)
    return found


def _address(value: Value | None) -> str | None:
    if isinstance(value, bytes) and len(value) == 16:
        return inet(2, value)
    return ipv4(value)


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read, beside those of ``lldp`` and ``cdp``."""
    return ((*DOT3_ENTRY, _ADVERTISED), (*DOT3_ENTRY, _OPERATIONAL))

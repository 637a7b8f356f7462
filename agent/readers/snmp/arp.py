"""IP addresses beside MACs (ARP, neighbour discovery), and a device's own (IP-MIB)."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.snmp.addresses import mac
from agent.readers.snmp.inet import from_index, inet, is_of_a_host
from agent.readers.snmp.rows import Cells, Oid, Value, Walk, entries, oid, table
from agent.readers.snmp.values import number

MEDIA_ENTRY = oid("1.3.6.1.2.1.4.22.1")
PHYSICAL_ENTRY = oid("1.3.6.1.2.1.4.35.1")
ADDR_ENTRY = oid("1.3.6.1.2.1.4.20.1")
ADDRESS_ENTRY = oid("1.3.6.1.2.1.4.34.1")
_MEDIA_MAC, _MEDIA_TYPE = 2, 4
_PHYSICAL_MAC, _PHYSICAL_TYPE, _PHYSICAL_STATE = 4, 6, 7
_INVALID, _LOCAL = 2, 5
_STATE_INVALID, _STATE_INCOMPLETE = 5, 7
_ADDR_IF_INDEX, _ADDRESS_IF_INDEX, _ADDRESS_TYPE, _UNICAST = 2, 3, 4, 1
_IPV4 = 1


class Host(NamedTuple):
    """An address that the device has met, and the interface (ifIndex) where."""

    address: str
    mac: str
    if_index: int


def read_hosts(walk: Walk, most: int = 65_536) -> tuple[Host, ...]:
    """Return the neighbours in *walk*, each address once for each interface.

    Of both tables, the newer one (ipNetToPhysicalTable) first. Rows called invalid,
    incomplete or the device's own are left out, and addresses of groups.
    """
    own = set(own_addresses(walk))
    found: dict[tuple[int, str], Host] = {}
    for host in (*_physical(walk), *_media(walk)):
        if len(found) >= most:
            break
        if host.address not in own and is_of_a_host(host.address):
            found.setdefault((host.if_index, host.address), host)
    return tuple(found.values())


def own_addresses(walk: Walk) -> tuple[str, ...]:
    """Return the device's own IP addresses, without those of its loopback."""
    told = [*_addresses(walk), *_old_addresses(walk)]
    return tuple(dict.fromkeys(address for address in told if is_of_a_host(address)))


def _media(walk: Walk) -> Iterator[Host]:
    for index, cells in entries(walk, MEDIA_ENTRY, 5).items():
        address = inet(_IPV4, index[1:])
        station = _station(cells.get(_MEDIA_MAC))
        if address and station and number(cells.get(_MEDIA_TYPE)) != _INVALID:
            yield Host(address, station, index[0])


def _physical(walk: Walk) -> Iterator[Host]:
    for index, cells in table(walk, PHYSICAL_ENTRY).items():
        address = from_index(index[1:])
        station = _station(cells.get(_PHYSICAL_MAC))
        if address and station and _is_valid(cells):
            yield Host(address, station, index[0])


def _is_valid(cells: Cells) -> bool:
    return number(cells.get(_PHYSICAL_TYPE)) not in {_INVALID, _LOCAL} and number(
        cells.get(_PHYSICAL_STATE)
    ) not in {_STATE_INVALID, _STATE_INCOMPLETE}


def _station(value: Value | None) -> str | None:
    """Return the MAC of one machine."""
    found = mac(value) if isinstance(value, bytes) else None
    if found is None or not isinstance(value, bytes) or value[0] & 1 or not any(value):
        return None
    return found


def _old_addresses(walk: Walk) -> Iterator[str]:
    for index in entries(walk, ADDR_ENTRY, 4):
        yield inet(_IPV4, index) or ""


def _addresses(walk: Walk) -> Iterator[str]:
    for index, cells in table(walk, ADDRESS_ENTRY).items():
        unicast = number(cells.get(_ADDRESS_TYPE)) in {None, _UNICAST}
        if unicast and cells.keys() & {_ADDRESS_IF_INDEX, _ADDRESS_TYPE}:
            yield from_index(index) or ""


def own_columns() -> tuple[Oid, ...]:
    """Return the columns that tell the device's own addresses."""
    return (
        (*ADDR_ENTRY, _ADDR_IF_INDEX),
        (*ADDRESS_ENTRY, _ADDRESS_IF_INDEX),
        (*ADDRESS_ENTRY, _ADDRESS_TYPE),
    )


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read."""
    return (
        (*MEDIA_ENTRY, _MEDIA_MAC),
        (*MEDIA_ENTRY, _MEDIA_TYPE),
        (*PHYSICAL_ENTRY, _PHYSICAL_MAC),
        (*PHYSICAL_ENTRY, _PHYSICAL_TYPE),
        (*PHYSICAL_ENTRY, _PHYSICAL_STATE),
        *own_columns(),
    )

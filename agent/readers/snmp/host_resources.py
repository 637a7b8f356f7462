"""Memory and disks of HOST-RESOURCES-MIB (hrStorageTable), and memory of UCD-SNMP-MIB."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import number, said

STORAGE_ENTRY = oid("1.3.6.1.2.1.25.2.3.1")
_TYPE, _DESCR, _UNITS, _SIZE, _USED = 2, 3, 4, 5, 6
_TYPES = oid("1.3.6.1.2.1.25.2.1")
_RAM, _FIXED_DISK, _FLASH = 2, 4, 9
_FILE_SYSTEMS = oid("1.3.6.1.2.1.25.3.9")
_UNSIGNED = 1 << 32
_KEPT = ("memory buffers", "cached memory")
_MOST_UNITS, _MOST_NAME = 1 << 30, 200

UCD = oid("1.3.6.1.4.1.2021")
UCD_MEMORY = (*UCD, 4)
_TOTAL, _AVAILABLE, _BUFFER, _CACHED = 5, 6, 14, 15
UCD_CPU_IDLE = (*UCD, 11, 11, 0)

_NO_MEMORY = re.compile(r"uma:|shared|swap|virtual|metrics|mbuf", re.IGNORECASE)
"""What FreeBSD tells beside its memory, and what others count twice."""
_NO_DISK = re.compile(
    r"\b(?:dev|proc|tmp|linproc)fs\b|/jails?/|/packages/|^/(?:run|dev|sys|proc|tmp)\b"
)
"""File systems in memory and views of others: what fills them is no disk."""
_LEAST_DISK = 1 << 20


class Store(NamedTuple):
    """Memory or a disk, in bytes."""

    name: str
    size: float
    used: float


def read_memory(walk: Walk) -> tuple[Store, ...]:
    """Return the memory of *walk*, without what a system keeps in it for speed.

    UCD-SNMP-MIB counts first; net-snmp tells buffers and cache in hrStorageTable as
    rows of their own.
    """
    rows = entries(walk, STORAGE_ENTRY, 1)
    told = {(said(cells.get(_DESCR)) or "").lower(): cells for cells in rows.values()}
    kept = sum(_bytes(told.get(name, {}), _USED) for name in _KEPT)
    found = list(_ucd(walk))
    for cells in () if found else rows.values():
        store = _store(cells) if _kind(cells) == _RAM else None
        if store is not None and not _NO_MEMORY.search(store.name):
            physical = store.name.lower() == "physical memory"
            used = store.used - kept if physical and kept < store.used else store.used
            found.append(store._replace(used=used))
    return tuple(found)


def read_storage(walk: Walk) -> tuple[Store, ...]:
    """Return the fixed disks and flash of *walk*, each once.

    File systems in memory are none; what has size and use of another, to the byte, is
    another view of it.
    """
    found: dict[tuple[float, float], Store] = {}
    for cells in entries(walk, STORAGE_ENTRY, 1).values():
        store = _store(cells) if _kind(cells) in {_FIXED_DISK, _FLASH} else None
        if store is None or store.size < _LEAST_DISK or _NO_DISK.search(store.name):
            continue
        found.setdefault((store.size, store.used), store)
    return tuple(found.values())


def _ucd(walk: Walk) -> Iterator[Store]:
    total, free, buffer, cached = (
        number(walk.get((*UCD_MEMORY, arc, 0)))
        for arc in (_TOTAL, _AVAILABLE, _BUFFER, _CACHED)
    )
    if total and free is not None and 0 <= free <= total:
        kept = sum(part for part in (buffer, cached) if part and part > 0)
        used = max(0, total - free - kept)
        yield Store("Physical memory", total * 1024.0, used * 1024.0)


def _kind(cells: Cells) -> int | None:
    """Return the last number of hrStorageType; FreeBSD puts file systems there."""
    told = cells.get(_TYPE)
    if not isinstance(told, tuple):
        return None
    if told[: len(_FILE_SYSTEMS)] == _FILE_SYSTEMS:
        return _FIXED_DISK
    size = len(_TYPES)
    return told[size] if told[:size] == _TYPES and len(told) == size + 1 else None


def _store(cells: Cells) -> Store | None:
    name = (said(cells.get(_DESCR)) or "")[:_MOST_NAME]
    size, used = _bytes(cells, _SIZE), _bytes(cells, _USED)
    return Store(name, size, used) if name and size > 0 and used <= size else None


def _bytes(cells: Cells, column: int) -> float:
    """Return a column in bytes: 32 bits that some agents send with a sign."""
    count, units = number(cells.get(column)), number(cells.get(_UNITS))
    if count is None or units is None or not 0 < units <= _MOST_UNITS:
        return 0.0
    return float(
        (count + _UNSIGNED if -_UNSIGNED < count < 0 else max(count, 0)) * units
    )


def columns() -> tuple[Oid, ...]:
    """Return the columns and objects that are read."""
    return (
        *((*STORAGE_ENTRY, column) for column in range(_TYPE, _USED + 1)),
        *((*UCD_MEMORY, arc) for arc in (_TOTAL, _AVAILABLE, _BUFFER, _CACHED)),
        UCD_CPU_IDLE[:-1],
    )

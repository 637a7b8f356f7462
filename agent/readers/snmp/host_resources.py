"""Memory and disks of HOST-RESOURCES-MIB (hrStorageTable), and memory of UCD-SNMP-MIB."""

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
_MOST_UNITS, _MOST_NAME = 1 << 30, 200

UCD_MEMORY = oid("1.3.6.1.4.1.2021.4")
_TOTAL, _AVAILABLE, _BUFFER, _CACHED = 5, 6, 14, 15
UCD_CPU_IDLE = oid("1.3.6.1.4.1.2021.11.11.0")

_PASSING = ("/run", "/dev/shm", "/tmp", "/sys", "/proc", "/dev")  # noqa: S108
"""File systems in memory: what fills them is no disk."""


class Store(NamedTuple):
    """Memory or a disk, in bytes."""

    name: str
    size: float
    used: float


def read_memory(walk: Walk) -> tuple[Store, ...]:
    """Return the memory of *walk*, without what a system keeps in it for speed.

    net-snmp tells buffers and cache in rows of their own; UCD-SNMP-MIB counts where
    hrStorageTable tells no memory.
    """
    rows = entries(walk, STORAGE_ENTRY, 1)
    told = {(said(cells.get(_DESCR)) or "").lower(): cells for cells in rows.values()}
    kept = sum(_bytes(told.get(n, {}), _USED) for n in _KEPT)
    found = []
    for cells in rows.values():
        store = _store(cells) if _kind(cells) == _RAM else None
        if store is not None and store.name.lower() not in _KEPT:
            physical = store.name.lower() == "physical memory"
            used = store.used - kept if physical and kept < store.used else store.used
            found.append(store._replace(used=used))
    return tuple(found) or tuple(_ucd(walk))


_KEPT = ("memory buffers", "cached memory")


def read_storage(walk: Walk) -> tuple[Store, ...]:
    """Return the fixed disks and flash of *walk*, without file systems in memory."""
    found = []
    for cells in entries(walk, STORAGE_ENTRY, 1).values():
        if _kind(cells) in {_FIXED_DISK, _FLASH}:
            store = _store(cells)
            if store is not None and not _passes(store.name):
                found.append(store)
    return tuple(found)


def _passes(name: str) -> bool:
    return any(name == p or name.startswith(f"{p}/") for p in _PASSING)


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
    """Return the columns that are read."""
    return tuple((*STORAGE_ENTRY, column) for column in range(_TYPE, _USED + 1))


CHANGING = (
    (*STORAGE_ENTRY, _USED),
    (*STORAGE_ENTRY, _SIZE),
    *((*UCD_MEMORY, arc) for arc in (_TOTAL, _AVAILABLE, _BUFFER, _CACHED)),
)
"""What must be read again for newer values."""

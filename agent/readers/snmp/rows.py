"""Rows of SNMP tables: values by object identifier, cut into tables and columns."""

from collections.abc import Iterable, Mapping

Oid = tuple[int, ...]
Value = int | bytes | Oid
"""INTEGER, counters, gauges and ticks are int; OCTET STRING, IpAddress and Opaque are
bytes as on the wire; an OBJECT IDENTIFIER is a tuple. What a device does not have
(noSuchObject, noSuchInstance, endOfMibView) is not in a walk."""

Walk = Mapping[Oid, Value]


def oid(text: str) -> Oid:
    """Return the object identifier that *text* writes with dots.

    Raises:
        ValueError: it is none.
    """
    return tuple(int(part) for part in text.strip(".").split("."))


def table(walk: Walk, entry: Oid) -> dict[Oid, dict[int, Value]]:
    """Return the rows of the table with the *entry* (``ifEntry``), by index and column.

    Rows are in the order of the walk; an object identifier that is no cell of that
    table is passed over.
    """
    rows: dict[Oid, dict[int, Value]] = {}
    size = len(entry)
    for name, value in walk.items():
        if name[:size] == entry and len(name) > size + 1:
            rows.setdefault(name[size + 1 :], {})[name[size]] = value
    return rows


def below(walk: Walk, base: Oid) -> Iterable[tuple[Oid, Value]]:
    """Yield what stands below *base*: the rest of the name, and the value."""
    size = len(base)
    for name, value in walk.items():
        if name[:size] == base:
            yield name[size:], value

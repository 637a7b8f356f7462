"""Rows of SNMP tables: values by object identifier, cut into tables and columns."""

from collections.abc import Iterable, Iterator, Mapping

Oid = tuple[int, ...]
Value = int | bytes | Oid
"""INTEGER, counters, gauges and ticks are int; OCTET STRING, IpAddress and Opaque are
bytes as on the wire; an OBJECT IDENTIFIER is a tuple. What a device does not have
(noSuchObject, noSuchInstance, endOfMibView) is not in a walk."""

Walk = Mapping[Oid, Value]
Cells = dict[int, Value]
"""The values of one row by the number of their column."""

_LARGEST_PART = (1 << 32) - 1
_BUCKET = 8  # of a name's first parts: no table that is read has a shorter name


class Indexed(Mapping[Oid, Value]):
    """A walk that finds what stands below a name without looking at all the others.

    Some fifty readers look at one walk of up to 100,000 rows.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._buckets: dict[Oid, list[Oid]] = {}
        for name in walk:
            self._buckets.setdefault(name[:_BUCKET], []).append(name)

    def __getitem__(self, name: Oid) -> Value:
        return self._walk[name]

    def __iter__(self) -> Iterator[Oid]:
        return iter(self._walk)

    def __len__(self) -> int:
        return len(self._walk)

    def near(self, base: Oid) -> Iterable[tuple[Oid, Value]]:
        """Yield, in the order of the walk, all below *base* and some beside it."""
        if len(base) < _BUCKET:
            yield from self._walk.items()
            return
        for name in self._buckets.get(base[:_BUCKET], ()):
            yield name, self._walk[name]


def oid(text: str) -> Oid:
    """Return the object identifier that *text* writes with dots.

    Raises:
        ValueError: it is none.
    """
    return tuple(int(part) for part in text.strip(".").split("."))


def table(walk: Walk, entry: Oid) -> dict[Oid, Cells]:
    """Return the rows of the table with the *entry* (``ifEntry``), by index and column.

    Rows are in the order of the walk; an object identifier that is no cell of that
    table is passed over.
    """
    rows: dict[Oid, Cells] = {}
    size = len(entry)
    for name, value in _near(walk, entry):
        if name[:size] == entry and len(name) > size + 1:
            rows.setdefault(name[size + 1 :], {})[name[size]] = value
    return rows


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


def below(walk: Walk, base: Oid) -> Iterable[tuple[Oid, Value]]:
    """Yield what stands below *base*: the rest of the name, and the value."""
    size = len(base)
    for name, value in _near(walk, base):
        if name[:size] == base:
            yield name[size:], value


def _near(walk: Walk, base: Oid) -> Iterable[tuple[Oid, Value]]:
    return walk.near(base) if isinstance(walk, Indexed) else walk.items()

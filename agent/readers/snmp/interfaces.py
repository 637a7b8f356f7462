"""Which interfaces a device has, and the names that tell them apart."""

from collections.abc import Iterable

from agent.readers.snmp.rows import Cells, Walk, entries, oid
from agent.readers.snmp.values import text

_IF_ENTRY = oid("1.3.6.1.2.1.2.2.1")
_IFX_ENTRY = oid("1.3.6.1.2.1.31.1.1.1")
_IF_COLUMNS = frozenset(range(1, 23))
_IFX_COLUMNS = frozenset(range(1, 20))
_DESCR, _NAME, _ALIAS = 2, 1, 18


class Interfaces:
    """The interfaces of ifTable and ifXTable together.

    ``indexes`` are their ifIndexes; ``named`` gives the ifIndex of a name in lower
    case, if one interface alone has it. Where a name of one interface is the alias
    of another, ifName counts before ifDescr, and ifDescr before ifAlias.
    """

    def __init__(self, walk: Walk) -> None:
        rows = _rows(walk, _IF_ENTRY, _IF_COLUMNS)
        more = _rows(walk, _IFX_ENTRY, _IFX_COLUMNS)
        self.indexes = rows.keys() | more.keys()
        self.named: dict[str, int] = {}
        for table, column in ((more, _ALIAS), (rows, _DESCR), (more, _NAME)):
            self.named |= _unique(
                (text(cells.get(column)), index) for index, cells in table.items()
            )


def _rows(
    walk: Walk, entry: tuple[int, ...], known: frozenset[int]
) -> dict[int, Cells]:
    return {
        index[0]: cells
        for index, cells in entries(walk, entry, 1).items()
        if not known.isdisjoint(cells)
    }


def _unique(pairs: Iterable[tuple[str | None, int]]) -> dict[str, int]:
    """Return the ifIndex by name, without names that several interfaces have."""
    found: dict[str, int] = {}
    repeated: set[str] = set()
    for name, index in pairs:
        if not name:
            continue
        folded = name.lower()
        if folded in found:
            repeated.add(folded)
        found[folded] = index
    return {name: index for name, index in found.items() if name not in repeated}

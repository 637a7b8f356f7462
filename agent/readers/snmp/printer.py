"""Pages and supplies of a printer (Printer-MIB, RFC 3805)."""

from typing import NamedTuple

from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import number, said

PRINTER = oid("1.3.6.1.2.1.43")
MARKER_ENTRY = (*PRINTER, 10, 2, 1)
_LIFE_COUNT = 4
SUPPLY_ENTRY = (*PRINTER, 11, 1, 1)
_TYPE, _DESCR, _UNIT, _CAPACITY, _LEVEL = 5, 6, 7, 8, 9
_PERCENT = 19
_TYPES = {
    1: "other",
    3: "toner",
    4: "waste_toner",
    5: "ink",
    6: "ink_cartridge",
    7: "ink_ribbon",
    8: "waste_ink",
    9: "drum",
    10: "developer",
    11: "fuser_oil",
    15: "fuser",
    18: "transfer_unit",
    20: "fuser_oiler",
    21: "toner_cartridge",
    32: "staples",
}
INPUT_ENTRY = (*PRINTER, 8, 2, 1)
_INPUT_CAPACITY, _INPUT_LEVEL, _INPUT_NAME, _INPUT_DESCR = 9, 10, 13, 18
_MOST_SUPPLIES, _MOST_NAME = 64, 100


class Supply(NamedTuple):
    """Toner, drum, paper …; ``ratio`` is what is left, 0 to 1, None where not told.

    Of a box for waste it is the room that is left.
    """

    name: str
    kind: str
    ratio: float | None


def read_pages(walk: Walk) -> int | None:
    """Return the pages printed in the printer's life, of all its markers."""
    counts = (
        number(cells.get(_LIFE_COUNT))
        for cells in entries(walk, MARKER_ENTRY, 2).values()
    )
    found = [count for count in counts if count is not None and count >= 0]
    return sum(found) if found else None


def read_supplies(walk: Walk) -> tuple[Supply, ...]:
    """Return supplies and paper trays by index; names are unique."""
    told = [
        (_text(cells, _DESCR), _kind(cells), _ratio(cells, _CAPACITY, _LEVEL))
        for _, cells in sorted(entries(walk, SUPPLY_ENTRY, 2).items())
        if _LEVEL in cells
    ]
    told += [
        (
            _text(cells, _INPUT_NAME) or _text(cells, _INPUT_DESCR),
            "paper",
            _ratio(cells, _INPUT_CAPACITY, _INPUT_LEVEL),
        )
        for _, cells in sorted(entries(walk, INPUT_ENTRY, 2).items())
        if _INPUT_LEVEL in cells
    ]
    found: dict[str, Supply] = {}
    for name, kind, ratio in told[:_MOST_SUPPLIES]:
        unique, count = name or kind, 1
        while unique in found:
            count += 1
            unique = f"{name or kind} {count}"
        found[unique] = Supply(unique, kind, ratio)
    return tuple(found.values())


def _ratio(cells: Cells, capacity: int, level: int) -> float | None:
    """Return level by capacity.

    -1 is no restriction, -2 unknown, -3 some is left, nobody knows how much. Where the
    capacity is unknown and the unit is per cent, the level says it all.
    """
    left, most = number(cells.get(level)), number(cells.get(capacity))
    if left is None or left < 0:
        return None
    if most is None or most <= 0:
        percent = number(cells.get(_UNIT)) == _PERCENT and level == _LEVEL
        most = 100 if percent else None
    return None if most is None else min(1.0, left / most)


def _kind(cells: Cells) -> str:
    return _TYPES.get(number(cells.get(_TYPE)) or 0, "other")


def _text(cells: Cells, column: int) -> str:
    return (said(cells.get(column)) or "")[:_MOST_NAME]


def columns() -> tuple[Oid, ...]:
    """Return the columns that are read."""
    return (
        (*MARKER_ENTRY, _LIFE_COUNT),
        *((*SUPPLY_ENTRY, c) for c in (_TYPE, _DESCR, _UNIT, _CAPACITY, _LEVEL)),
        *(
            (*INPUT_ENTRY, c)
            for c in (_INPUT_CAPACITY, _INPUT_LEVEL, _INPUT_NAME, _INPUT_DESCR)
        ),
    )

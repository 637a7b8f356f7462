"""From rows to prices, with every fault at its place. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from collector.catalogue.columns import COLUMNS, CellError, Raw
from collector.catalogue.sheet import Row
from collector.planning.shapes.facts import ITEM_KINDS, Price, Sentence, Words

MOST_FAULTS = 50
_SHAPES: Mapping[str, Any] = {
    **{field.name: field.type for field in msgspec.structs.fields(Price)},
    "name_vi": Sentence,
    "name_en": Sentence,
}
_WHAT_TO_WRITE: Mapping[str, str] = {
    "id": "at most 255 letters",
    "kind": f"one of {', '.join(ITEM_KINDS)}",
    "price_vnd": "dong, above 0 and at most 1,000,000,000,000",
}


class Fault(NamedTuple):
    """What is wrong, and where: row, column."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class Read(NamedTuple):
    """The prices of a sheet, or what is wrong with it."""

    prices: tuple[Price, ...]
    faults: tuple[Fault, ...]
    more: int = 0  # faults that were left off


def read_prices(rows: Sequence[Row]) -> Read:
    """Return the prices of *rows*, the head first; none where anything is wrong."""
    if not rows:
        return Read((), (Fault("file", "it is empty"),))
    head, *others = rows
    names = [str(cell or "").strip().casefold() for cell in head.cells]
    faults = list(_head(head.place, names))
    prices: list[Price] = []
    if not faults:
        seen: dict[str, str] = {}
        for row in others:
            found = _price(row, names)
            if isinstance(found, Price):
                if found.id in seen:
                    faults.append(
                        Fault(
                            f"{row.place}, column id",
                            f"{found.id} stands in {seen[found.id]}, too",
                        )
                    )
                seen[found.id] = row.place
                prices.append(found)
            else:
                faults += found
        if not prices and not faults:
            faults.append(Fault("file", "there is no price below the head"))
    return Read(
        () if faults else tuple(prices),
        tuple(faults[:MOST_FAULTS]),
        max(0, len(faults) - MOST_FAULTS),
    )


def _head(place: str, names: Sequence[str]) -> Iterator[Fault]:
    for name in [name for name in names if name and name not in COLUMNS]:
        yield Fault(place, f"there is no column {name[:40]!r}")
    for name, column in COLUMNS.items():
        if names.count(name) > 1:
            yield Fault(place, f"the column {name} stands twice")
        if column.required and name not in names:
            yield Fault(place, f"the column {name} is missing")


def _price(row: Row, names: Sequence[str]) -> Price | list[Fault]:
    values: dict[str, Any] = {}
    faults = list(_homeless(row, names))
    cells: dict[str, Raw] = dict(zip(names, row.cells, strict=False))
    for name, column in COLUMNS.items():
        place = f"{row.place}, column {name}"
        raw = cells.get(name)
        if _empty(raw):
            if column.required:
                faults.append(Fault(place, "it is empty"))
            continue
        try:
            values[name] = msgspec.convert(column.read(raw), _SHAPES[name])
        except msgspec.ValidationError as err:
            hint = _WHAT_TO_WRITE.get(name)
            faults.append(
                Fault(place, f"{str(raw)[:40]!r}: write {hint}" if hint else str(err))
            )
        except CellError as err:
            faults.append(Fault(place, str(err)))
    if faults:
        return faults
    return Price(name=Words(values.pop("name_vi"), values.pop("name_en")), **values)


def _homeless(row: Row, names: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault where a cell stands under no name; it would be lost."""
    for number, cell in enumerate(row.cells):
        if not _empty(cell) and not (number < len(names) and names[number]):
            yield Fault(
                row.place,
                f"{str(cell)[:40]!r} stands in cell {number + 1}, under no column; "
                "delete it, or put a number with commas between quotes",
            )
            return


def _empty(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())

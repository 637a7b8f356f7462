"""From rows to prices, with every fault at its place. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from collector.catalogue.columns import COLUMNS, CellError, Raw
from collector.catalogue.sheet import Row
from collector.planning.shapes.facts import Price

MOST_FAULTS = 50


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
    return Read(() if faults else tuple(prices), tuple(faults[:MOST_FAULTS]))


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
    faults = []
    cells: dict[str, Raw] = dict(zip(names, row.cells, strict=False))
    for name, column in COLUMNS.items():
        raw = cells.get(name)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            if column.required:
                faults.append(Fault(f"{row.place}, column {name}", "it is empty"))
            continue
        try:
            values[name] = column.read(raw)
        except CellError as err:
            faults.append(Fault(f"{row.place}, column {name}", str(err)))
    if faults:
        return faults
    values["name"] = {"vi": values.pop("name_vi"), "en": values.pop("name_en")}
    try:
        return msgspec.convert(values, Price)
    except msgspec.ValidationError as err:
        what, _, where = str(err).partition(" - at `$.")
        column_of = where.rstrip("`").replace("name.", "name_") or "?"
        return [Fault(f"{row.place}, column {column_of}", what)]

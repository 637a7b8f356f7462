"""The inventory as a workbook: machines, findings, and all facts in long form."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from collector.reports.guard import PLAIN_CELLS
from collector.web.i18n import Tongue
from collector.web.inventory import (
    COLUMNS,
    FACT_HEAD,
    FINDING_HEAD,
    Cell,
    Entry,
    fact_rows,
    finding_rows,
    head,
    machine_row,
    titles,
)

MOST_ROWS = 1_000_000  # a sheet ends at 1,048,576
_LONGEST_TEXT = 32_000  # a cell ends at 32,767
_OPTIONS = {
    "constant_memory": True,  # each row goes to a file; a province has many
    **PLAIN_CELLS,
}
_FACT_WIDTHS = (18, 22, 24, 26, 30, 30, 46)
_FINDING_WIDTHS = (18, 28, 14, 40, 16, 56, 16, 80)


class _Book:
    """A workbook and the formats of its cells."""

    def __init__(self, file: io.BytesIO, tongue: Tongue) -> None:
        self.book: Any = xlsxwriter.Workbook(file, _OPTIONS)
        day = "dd/mm/yyyy" if tongue.language == "vi" else "d mmm yyyy"
        plain = {"valign": "top"}
        self.head = self.book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#0D3B50",
                "font_color": "#FFFFFF",
                "border": 1,
                "border_color": "#9AA9B3",
            }
        )
        self.formats = {
            "text": self.book.add_format(plain),
            "count": self.book.add_format(plain | {"num_format": "0"}),
            "gigabytes": self.book.add_format(plain | {"num_format": "0.##"}),
            "day": self.book.add_format(plain | {"num_format": day}),
            "moment": self.book.add_format(plain | {"num_format": f"{day} hh:mm"}),
        }

    def sheet(self, name: str, names: Sequence[str], widths: Sequence[int]) -> Any:
        """Return a new sheet with its titles; they stay in sight."""
        sheet = self.book.add_worksheet(name[:31])
        sheet.set_row(0, 32)
        for index, (title, width) in enumerate(zip(names, widths, strict=True)):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, title, self.head)
        sheet.freeze_panes(1, 1)
        return sheet

    def write(self, sheet: Any, row: int, column: int, cell: Cell, form: str) -> None:
        """Write one cell by its type; what is empty stays so."""
        style = self.formats[form]
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            clean = cell.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
            sheet.write_string(row, column, clean[:_LONGEST_TEXT], style)
        elif isinstance(cell, datetime):
            if cell.year >= 1900:  # a spreadsheet's calendar begins there
                sheet.write_datetime(row, column, cell, style)
        else:
            sheet.write_number(row, column, float(cell), style)


def inventory_xlsx(entries: Sequence[Entry], tongue: Tongue, *, now: float) -> bytes:
    """Return the workbook of *entries*; *now* is written as its date."""
    file = io.BytesIO()
    made = _Book(file, tongue)
    created = datetime.fromtimestamp(now, UTC)
    made.book.set_properties({"title": "Hatang", "created": created})
    machines = made.sheet(
        tongue.text("Machines"), head(tongue), [column.width for column in COLUMNS]
    )
    for row, entry in enumerate(entries, 1):
        cells = machine_row(entry, tongue)
        for index, (column, cell) in enumerate(zip(COLUMNS, cells, strict=True)):
            made.write(machines, row, index, cell, column.format)
    _finish(machines, len(entries), len(COLUMNS))
    machines.set_landscape()
    machines.fit_to_pages(1, 0)
    machines.repeat_rows(0)
    for name, names, widths, reader in (
        (tongue.text("Findings"), FINDING_HEAD, _FINDING_WIDTHS, finding_rows),
        (tongue.text("All facts"), FACT_HEAD, _FACT_WIDTHS, fact_rows),
    ):
        rows = (cells for entry in entries for cells in reader(entry, tongue))
        _long(made, made.sheet(name, titles(names, tongue), widths), rows, tongue)
    made.book.close()
    return file.getvalue()


def _long(
    made: _Book, sheet: Any, rows: Iterable[Sequence[Cell]], tongue: Tongue
) -> None:
    """Write *rows* of any types; what does not fit into a sheet is said."""
    count = columns = 0
    for count, cells in enumerate(rows, 1):
        columns = len(cells)
        if count > MOST_ROWS:
            left = tongue.text("More does not fit into a sheet; the API has the rest.")
            made.write(sheet, count, 0, left, "text")
            break
        for index, cell in enumerate(cells):
            made.write(sheet, count, index, cell, _form(cell))
    _finish(sheet, count, columns)


def _form(cell: Cell) -> str:
    return "moment" if isinstance(cell, datetime) else "text"


def _finish(sheet: Any, rows: int, columns: int) -> None:
    if rows:
        sheet.autofilter(0, 0, rows, columns - 1)

"""Reads the rows of a CSV or XLSX file within limits; nothing in it is computed."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from collector.catalogue.columns import Raw

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_ROWS = 10_000
MOST_PLACES = 10 * MOST_ROWS  # with the empty ones between
MOST_COLUMNS = 60  # of a workbook; what stands further right is not looked at


class SheetError(ValueError):
    """A file is no sheet that can be read; the text says why."""


class Row(NamedTuple):
    """One row: where it stands, as people see it, and its cells."""

    place: str
    cells: tuple[Raw, ...]


def read_rows(path: Path) -> list[Row]:
    """Return the rows of *path* that are not empty, the head first.

    Raises:
        SheetError: it is too large, damaged, or neither CSV nor XLSX.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as err:
        raise SheetError(f"{path}: cannot be read: {err.strerror}") from err
    if len(content) > MOST_BYTES:
        raise SheetError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB")
    rows = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    found = []
    for number, row in enumerate(rows, 1):
        if number > MOST_PLACES:
            raise SheetError(f"something stands below row {MOST_PLACES}: delete it")
        if any(cell not in {None, ""} for cell in row.cells):
            found.append(row)
        if len(found) > MOST_ROWS:
            raise SheetError(f"more than {MOST_ROWS} rows")
    return found


def _csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise SheetError("not UTF-8: save it as CSV UTF-8, or as XLSX") from err
    if "\x00" in text:
        raise SheetError("neither CSV nor XLSX")
    head = text.partition("\n")[0]
    mark = max(",;\t", key=head.count)
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1
        ):
            yield Row(f"row {number}", tuple(cells))
    except csv.Error as err:
        raise SheetError(f"damaged CSV: {err}") from err


def _xlsx(content: bytes) -> Iterator[Row]:
    import openpyxl  # slow to import

    _check_size(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones: rows would be missed
        rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
        for number, cells in enumerate(rows, 1):
            yield Row(f"sheet {sheet.title[:31]!r}, row {number}", tuple(cells))
    except Exception as err:
        raise SheetError(f"damaged workbook ({type(err).__name__})") from err


def _check_size(content: bytes) -> None:
    """Refuse what is small packed and huge unpacked, before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            whole = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as err:
        raise SheetError("neither CSV nor XLSX") from err
    if whole > MOST_UNPACKED:
        raise SheetError(f"larger than {MOST_UNPACKED // 1_000_000} MB when unpacked")

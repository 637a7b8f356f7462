"""The inventory as CSV that a spreadsheet opens as it is meant."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from collector.web.i18n import Tongue
from collector.web.inventory import Cell, Entry, head, machine_row

BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of its host
_LONGEST_TEXT = 32_000  # a cell of a spreadsheet ends at 32,767
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inventory_csv(entries: Iterable[Entry], tongue: Tongue) -> bytes:
    """Return one line for each machine, below the titles.

    Separated by semicolons with decimal commas in Vietnamese, as a spreadsheet set to
    that language expects; by commas otherwise. Text that a spreadsheet would compute
    begins with an apostrophe.
    """
    is_vietnamese = tongue.language == "vi"
    file = io.StringIO(newline="")
    file.write(BOM)
    writer = csv.writer(file, delimiter=";" if is_vietnamese else ",")
    writer.writerow([_text(title) for title in head(tongue)])
    for entry in entries:
        row = machine_row(entry, tongue)
        writer.writerow([_written(cell, comma=is_vietnamese) for cell in row])
    return file.getvalue().encode("utf-8", "replace")


def _written(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, str):
        return _text(cell)
    number = f"{cell:.10g}"
    return number.replace(".", ",") if comma else number


def _text(text: str) -> str:
    """Return *text* so that no spreadsheet computes it, on one line."""
    plain = " ".join(text.replace("\x00", "\ufffd").split())[:_LONGEST_TEXT]
    return f"'{plain}" if plain.startswith(_FORMULA) or text[:1] in _FORMULA else plain

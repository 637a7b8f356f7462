"""Writes the price list: as CSV and XLSX for people, as TOML for planning."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from collector.catalogue.columns import COLUMNS, Value
from collector.planning.shapes.facts import Price, Prices
from collector.reports.guard import guarded

_DEFAULTS = {
    field.name: field.default
    for field in msgspec.structs.fields(Price)
    if field.default is not msgspec.NODEFAULT
}


def cells(price: Price) -> list[Value]:
    """Return the cells of *price*, in the order of ``COLUMNS``; what it has not is empty."""
    told: dict[str, Value] = {
        **{name: getattr(price, name) for name in COLUMNS if hasattr(price, name)},
        "name_vi": price.name.vi,
        "name_en": price.name.en,
    }
    flags = {"vat_included", "example"}
    return [
        "" if name in _DEFAULTS and name not in flags and not told[name] else told[name]
        for name in COLUMNS
    ]


def as_csv(prices: Iterable[Price]) -> bytes:
    """Return the list as CSV that spreadsheets open: UTF-8 with its mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for price in prices:
        writer.writerow([_plain(cell) for cell in cells(price)])
    return file.getvalue().encode("utf-8-sig")


def _plain(cell: Value) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return _decimal(cell)
    return guarded(cell) if isinstance(cell, str) else str(cell)


def _decimal(number: float) -> str:
    """Return all digits without an exponent; 1.1250, for 1.125 is read as thousands."""
    if number.is_integer():
        return str(int(number))
    text = format(Decimal(repr(number)), "f")
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def as_xlsx(prices: Iterable[Price]) -> bytes:
    """Return the list as a workbook of one sheet, with a filter."""
    import xlsxwriter  # slow to import

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("prices")
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF1", "bottom": 1})
    money = book.add_format({"num_format": "#,##0"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (name, what) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, what.width)
        sheet.write_string(0, column, name, bold)
    last = 0
    for last, price in enumerate(prices, 1):
        for column, (name, cell) in enumerate(zip(COLUMNS, cells(price), strict=True)):
            if isinstance(cell, bool):
                sheet.write_boolean(last, column, cell)
            elif isinstance(cell, dt.date):
                sheet.write_datetime(last, column, cell, day)
            elif isinstance(cell, str):
                sheet.write_string(last, column, guarded(cell))
            else:
                sheet.write_number(
                    last, column, cell, money if name == "price_vnd" else None
                )
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    book.close()
    return file.getvalue()


def as_toml(prices: Prices) -> str:
    """Return ``prices.toml`` of *prices*."""
    lines = [
        "# Written by `hatang-collector catalogue import`.",
        f"as_of = {prices.as_of.isoformat()}",
        f"source = {_quoted(prices.source)}",
        f"refuse_after_days = {prices.refuse_after_days:g}",
        f"flag_after_days = {prices.flag_after_days:g}",
    ]
    for price in prices.item:
        lines += ["", "[[item]]", *_entries(price)]
    return "\n".join(lines) + "\n"


def _entries(price: Price) -> Iterator[str]:
    for field in msgspec.structs.fields(Price):
        value = getattr(price, field.name)
        if field.name == "name":
            vi, en = _quoted(value.vi), _quoted(value.en)
            yield f"name = {{ vi = {vi}, en = {en} }}"
        elif value != _DEFAULTS.get(field.name, msgspec.NODEFAULT):
            yield f"{field.name} = {_toml(value)}"


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return _quoted(value) if isinstance(value, str) else str(value)


def _quoted(text: str) -> str:
    """Return *text* as a basic string of TOML: JSON's, and DEL escaped."""
    clean = text.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")

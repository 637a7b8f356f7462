"""The columns of the price list, and how each cell is read. Pure."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

Raw = str | int | float | bool | dt.date | dt.time | dt.timedelta | None
Value = str | int | float | bool | dt.date

MOST_LETTERS = 1000
_SPACES = re.compile(r"[\s\u00a0\u202f_]+")
_UNIT = re.compile(r"(?i)(vnđ|vnd|đồng|đ|₫)\s*$")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+")
_BOTH_MARKS = re.compile(
    r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)"
)  # 12.500.000,00 and 12,500,000.00
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+Z?)?")
_BROKEN = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_YES = frozenset({"true", "1", "yes", "có", "x", "đúng"})
_NO = frozenset({"false", "0", "no", "không", "", "sai"})


class CellError(ValueError):
    """A cell cannot be read; the text says what to write."""


def as_text(raw: Raw) -> str:
    """Return a cell as text on one line."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = " ".join(str(raw).split())
    if text.startswith("'") and text[1:2] in {"=", "+", "-", "@"}:
        text = text[1:]  # the mark that keeps spreadsheets from computing it
    if _BROKEN.fullmatch(text):
        raise CellError(f"an error of the spreadsheet: {text}; write the text itself")
    if len(text) > MOST_LETTERS:
        raise CellError(f"longer than {MOST_LETTERS} letters")
    return text


def as_number(raw: Raw) -> float:
    """Return a cell as a number: ``12.500.000``, ``12,500,000 đ``, ``0,5``, ``1 200``.

    Groups of three are thousands, except after a single nought: ``0.125``.
    """
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return _finite(raw)
    if raw is not None and not isinstance(raw, str):
        raise CellError("not a number; format the cell as a number")
    text = _SPACES.sub("", _UNIT.sub("", (raw or "").strip()))
    if _GROUPED.fullmatch(text):
        marks = {mark for mark in text if mark in ".,"}
        if len(marks) == 1:
            return _finite(re.sub(r"[.,]", "", text))
    if _BOTH_MARKS.fullmatch(text):
        *groups, rest = re.split(r"[.,]", text)
        return _finite("".join(groups) + "." + rest)
    if _PLAIN.fullmatch(text):
        return _finite(text.replace(",", "."))
    raise CellError(f"not a number: {text[:40]!r}; write 12500000 or 12.500.000")


def _finite(number: str | float) -> float:
    try:
        found = float(number)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise CellError("too large a number")
    return found


def as_whole(raw: Raw) -> int:
    """Return a cell as a whole number."""
    number = as_number(raw)
    if not number.is_integer() or abs(number) > 10**15:
        raise CellError(f"not a whole number: {str(raw)[:40]!r}")
    return int(number)


def as_day(raw: Raw) -> dt.date:
    """Return a cell as a day: ``2026-11-24`` or ``24/11/2026``."""
    if isinstance(raw, dt.datetime):
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    text = str(raw).strip()
    found = _DAY_FIRST.fullmatch(text)
    try:
        if found:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.fullmatch(text):
            return dt.date.fromisoformat(found[1])
    except ValueError:
        pass  # 31/02/2026
    raise CellError(f"not a day: {text[:40]!r}; write 2026-11-24 or 24/11/2026")


def as_flag(raw: Raw) -> bool:
    """Return a cell as yes or no."""
    text = as_text(raw if raw is not None else "").casefold()
    if text in _YES or text in _NO:
        return text in _YES
    raise CellError(f"neither yes nor no: {text[:40]!r}; write true or false")


class Column(NamedTuple):
    """A column: how its cells are read, and whether they may be empty."""

    read: Callable[[Raw], Value]
    required: bool = False
    width: int = 12


COLUMNS: Mapping[str, Column] = {
    "id": Column(as_text, required=True, width=24),
    "kind": Column(as_text, required=True),
    "name_vi": Column(as_text, required=True, width=44),
    "name_en": Column(as_text, required=True, width=44),
    "price_vnd": Column(as_whole, required=True, width=16),
    "dated": Column(as_day, required=True),
    "vat_included": Column(as_flag),
    "source": Column(as_text, width=34),
    "example": Column(as_flag),
    "size_gib": Column(as_number),
    "generation": Column(as_text),
    "form": Column(as_text),
    "bus": Column(as_text),
    "ram_gib": Column(as_number),
    "ssd_gb": Column(as_number),
    "ports": Column(as_whole),
    "speed_mbps": Column(as_number),
    "uplink_mbps": Column(as_number),
    "poe_watts": Column(as_number),
}
"""By name, as ``Price`` has them; the two names are its ``name``."""

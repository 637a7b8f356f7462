"""The columns of the price list, and how each cell is read. Pure."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

Raw = str | int | float | bool | dt.date | None
Value = str | int | float | bool | dt.date

MOST_LETTERS = 1000
_SPACES = re.compile(r"[\s\u00a0\u202f_]+")
_UNIT = re.compile(r"(?i)(vnđ|vnd|đồng|đ|₫)\s*$")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
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
    if len(text) > MOST_LETTERS:
        raise CellError(f"longer than {MOST_LETTERS} letters")
    return text


def as_number(raw: Raw) -> float:
    """Return a cell as a number: ``12.500.000``, ``12,500,000 đ``, ``0,5``, ``1 200``."""
    if isinstance(raw, (bool, dt.date)):
        raise CellError("not a number")
    if isinstance(raw, (int, float)):
        return float(raw)
    text = _SPACES.sub("", _UNIT.sub("", (raw or "").strip()))
    if _GROUPED.fullmatch(text):
        marks = {mark for mark in text if mark in ".,"}
        if len(marks) == 1:
            return float(re.sub(r"[.,]", "", text))
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    raise CellError(f"not a number: {text[:40]!r}; write 12500000 or 12.500.000")


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
        return dt.date.fromisoformat(text[:10])
    except ValueError as err:
        raise CellError(
            f"not a day: {text[:40]!r}; write 2026-11-24 or 24/11/2026"
        ) from err


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

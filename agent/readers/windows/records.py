"""Reads the same rows from whatever form a person printed them in.

PowerShell prints objects as lists, tables, JSON or CSV, wmic as lists or CSV. A record is
a mapping from the property's name, in lower case and without blanks, to its value: text,
and from JSON also numbers, truth values and lists.
"""

import csv
import re
from collections.abc import Mapping
from typing import Any

from agent.readers.errors import check_size
from agent.readers.windows.rows import rows_of
from agent.readers.windows.tables import read_tables
from agent.readers.windows.values import text as text_of
from agent.readers.windows.values import whole

Record = Mapping[str, Any]
MOST_RECORDS = 20_000
_CSV = re.compile(r'^"?[A-Za-z_]\w*"?(?:,"?[A-Za-z_]\w*"?)+[ \t]*$', re.MULTILINE)
_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def read_records(text: str) -> list[Record]:
    """Return the records in *text*; none where it holds no such thing.

    Raises:
        ReadError: it begins as JSON and is none, or is larger than any output.
    """
    check_size(text)
    text = text.lstrip("\ufeff")
    table = None if text.lstrip()[:1] in {"{", "["} else _CSV.search(text)
    rows: list[Any]
    if table:
        rows = [*_read_csv(text[table.start() :])]
    else:
        rows = [*read_tables(text)] or [*rows_of(text)]
    return [
        {str(name).replace(" ", "").lower(): value for name, value in row.items()}
        for row in rows[:MOST_RECORDS]
    ]


def _read_csv(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.splitlines() if line.strip()][: MOST_RECORDS + 1]
    try:
        return [
            {name: value for name, value in row.items() if name and value is not None}
            for row in csv.DictReader(lines, strict=False)
        ]
    except csv.Error:
        return []


def truth(value: Any) -> bool | None:
    """Return the truth value that *value* says, as word or number, or None."""
    return _TRUTH.get(str(value).strip().lower())


def number(value: Any) -> int | None:
    """Return the whole number that *value* says; PowerShell gives some as fractions."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return int(value)
    return whole(value)


def word(value: Any) -> str | None:
    """Return *value* as text that says something, or None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text_of(value)

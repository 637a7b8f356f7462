"""Reads ``systeminfo /fo csv``: one line of labels, one of values, lists inside them."""

import csv
import re
from collections.abc import Sequence

from agent.readers.windows.systeminfo_lines import MOST_ITEMS, Entry

_FEWEST = 20
_ITEM = re.compile(r",?\s*\[(\d{1,4})\]\s?:\s*")


def read_csv_entries(lines: Sequence[str]) -> list[Entry]:
    """Return the entries of *lines*, or none if they are no such thing."""
    kept = [line for line in lines[:50] if line.startswith('"')][:2]
    try:
        rows = list(csv.reader(kept))
    except csv.Error:
        return []
    if len(rows) != 2 or len(rows[1]) < _FEWEST:
        return []
    return [_entry(value) for value in rows[1]]


def _entry(value: str) -> Entry:
    parts = _ITEM.split(value)
    numbered = zip(parts[1::2], parts[2::2], strict=True)
    items: list[str] = []
    for number, text in numbered:
        if int(number) == len(items) + 1 and len(items) < MOST_ITEMS:
            items.append(text.strip(" ,"))
    return Entry(parts[0].strip(" ,"), tuple(items), value.strip())

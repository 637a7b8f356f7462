"""Cuts the output of ``systeminfo`` into entries: label, value, numbered list.

Values begin in one column; a label's width counts in bytes of the console's code page,
so that Chinese letters count two. A label may hold colons, and the longest of them is
followed by one blank only: where all values begin is told by the lists below them.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

MOST_LINES = 20_000
MOST_ITEMS = 5000
MOST_LETTERS = 2000
_ITEM = re.compile(r"\s+\[(\d{1,4})\]\s?[:：]\s*(.*?)\s*")
_LABEL = re.compile(r"(\S.*?[:：])(?:\s+(.*))?")


class Entry(NamedTuple):
    """One line and the numbered lines below it (the outer list's only)."""

    value: str
    items: tuple[str, ...]
    amount: str
    """What stands behind the last colon, without blanks around: for amounts."""


def read_entries(lines: Sequence[str]) -> list[Entry]:
    """Return the entries of *lines*; what belongs to none is left out."""
    lines = [line[:MOST_LETTERS] for line in lines[:MOST_LINES]]
    column = _column(lines)
    found: list[tuple[str, str, list[tuple[int, str]]]] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item and found:
            indent = len(line) - len(line.lstrip())
            if len(found[-1][2]) < MOST_ITEMS:
                found[-1][2].append((indent, item[2]))
        elif line[:1].strip():
            value = _value(line, column)
            if value is not None:
                amount = re.split(r"[:：]", line)[-1].strip()
                found.append((value, amount, []))
    return [Entry(value, _outer(items), amount) for value, amount, items in found]


def _outer(items: list[tuple[int, str]]) -> tuple[str, ...]:
    least = min((indent for indent, _ in items), default=0)
    return tuple(text for indent, text in items if indent == least)


def _column(lines: Sequence[str]) -> int | None:
    """Return where values begin, counted in cells of the console."""
    indents = [
        len(line) - len(line.lstrip()) for line in lines if _ITEM.fullmatch(line)
    ]
    return min(indents, default=None)


def _value(line: str, column: int | None) -> str | None:
    """Return what stands behind the label, or None for a line without one."""
    if column is not None:
        cut = _cut(line, column)
        label = line[:cut].rstrip()
        if label.endswith((":", "：")) and line[cut - 1 : cut].isspace():
            return line[cut:].strip()
        if line.rstrip().endswith((":", "：")) and len(line) <= cut:
            return ""
    found = _LABEL.fullmatch(line.rstrip())
    return (found[2] or "").strip() if found else None


def _cut(line: str, column: int) -> int:
    """Return the place of the letter that stands in *column*."""
    cells = 0
    for place, letter in enumerate(line):
        if cells >= column:
            return place
        if not unicodedata.combining(letter):
            cells += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return len(line)

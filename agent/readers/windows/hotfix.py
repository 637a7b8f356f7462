"""Reads lists of updates: installed ones (wmic, Get-HotFix) and ones that are missing.

Columns of ``wmic`` tables are cut by their headings only where a row keeps to them: a
name with letters of another script pushes the rest of its row aside. The update's
identifier and the dates are known by their looks, in any case.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.install_date import installed_days
from agent.readers.windows.records import read_records, word

MOST_UPDATES = 20_000
MOST_TEXT = 8 << 20  # of as many updates
MOST_LETTERS = 4000
ID = re.compile(
    r"(?<!\S)(?:KB\d{5,8}(?:-v\d+)?(?:_\w+)?|Q\d{5,7}(?:_\w+)?|\d{6,7}|File\s1"
    r"|\{[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\})(?!\S)",
    re.IGNORECASE,
)
_MISSING = re.compile(r"\s*(KB\d{5,8})\s*[:;,\t].*\S.*", re.IGNORECASE)
_TITLE = re.compile(r"\((KB\d{5,8})\)", re.IGNORECASE)
_BARE = re.compile(r"\s*(KB\d{5,8})\s*", re.IGNORECASE)
_HEADING = re.compile(r"\S+(?: \S+)*")


class Update(msgspec.Struct, frozen=True, rename={"update_id": "id"}):
    """One installed update; ``installed_on`` is an ISO date where the text is clear."""

    update_id: str
    description: str | None
    installed_on_raw: str | None
    installed_on: str | None


class Installed(msgspec.Struct, frozen=True):
    """Installed updates, in the order of the recording."""

    updates: tuple[Update, ...]
    count: int
    newest: str | None


class Missing(msgspec.Struct, frozen=True):
    """Updates that are offered and not installed, one entry a line."""

    missing: tuple[str, ...]
    count: int
    missing_unique: tuple[str, ...]


def read_hotfixes(text: str) -> Installed | Missing:
    """Return the updates in *text*.

    Raises:
        ReadError: it lists none.
    """
    text = text[:MOST_TEXT]
    table = _table(text)
    rows = table or [_record(r) for r in read_records(text) if word(r.get("hotfixid"))]
    if rows:
        return _installed(rows[:MOST_UPDATES])
    lines = [line[:MOST_LETTERS] for line in text.splitlines()]
    missing = [m[1].upper() for line in lines if (m := _MISSING.fullmatch(line))]
    missing = missing or [m[1].upper() for line in lines if (m := _TITLE.search(line))]
    if missing:
        missing = missing[:MOST_UPDATES]
        return Missing(tuple(missing), len(missing), tuple(sorted(set(missing))))
    bare = [m[1].upper() for line in lines if (m := _BARE.fullmatch(line))]
    if bare or table is not None:
        return _installed([(each, None, None) for each in bare[:MOST_UPDATES]])
    raise ReadError("no list of updates")


Row = tuple[str, str | None, str | None]


def _installed(rows: list[Row]) -> Installed:
    days = installed_days([raw for _, _, raw in rows])
    updates = tuple(
        Update(name, description, raw, day)
        for (name, description, raw), day in zip(rows, days, strict=True)
    )
    known = [day for day in days if day]
    return Installed(updates, len(updates), max(known, default=None))


def _record(record: Mapping[str, Any]) -> Row:
    value = record.get("installedon")
    if isinstance(value, dict):  # PowerShell 5.1: {"value": "/Date(…)/", "DateTime": …}
        value = value.get("value") or value.get("DateTime")
    name = word(record.get("hotfixid")) or ""
    return name, word(record.get("description")), word(value)


def _table(text: str) -> list[Row] | None:
    """Return the rows of a ``wmic`` table, or None where there is no heading of one."""
    lines = [line[:MOST_LETTERS] for line in text.splitlines()]
    top = next((n for n, line in enumerate(lines[:200]) if _is_heading(line)), None)
    if top is None:
        return None
    heading = lines[top]
    if re.fullmatch(r"[\s-]+", "".join(lines[top + 1 : top + 2])):
        return None  # PowerShell's: these have dashes to cut by
    columns = [(m[0], m.start()) for m in _HEADING.finditer(heading)]
    if "HotFixID" not in dict(columns):
        return None  # its name is not divided from the next: a sentence
    rows = [_row(line, columns) for line in lines[top + 1 :] if line.strip()]
    return [row for row in rows if row]


def _is_heading(line: str) -> bool:
    names = line.split()
    return (
        "HotFixID" in names and len(names) > 1 and ":" not in line and "," not in line
    )


def _row(line: str, columns: list[tuple[str, int]]) -> Row | None:
    starts = dict(columns)
    place = starts["HotFixID"]
    found = next((m for m in ID.finditer(line) if m.start() >= place), None)
    found = found or ID.search(line)
    if found is None:
        return None
    description = _description(line, columns, found.start(), place)
    return found[0], description, _date(line[found.end() :])


def _description(
    line: str, columns: list[tuple[str, int]], here: int, place: int
) -> str | None:
    begin = next((start for name, start in columns if name == "Description"), None)
    if begin is None:
        return None
    if here != place:  # something before it was wider than its column
        return re.split(r"\s{2,}", line[:here].rstrip())[-1].strip() or None
    end = min((s for _, s in columns if s > begin), default=len(line))
    return line[begin:end].strip() or None


_DATE = re.compile(
    r"(?<!\S)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|(?:19|20)\d{6}"
    r"|[0-9a-fA-F]{16})\b(?:\s\d{1,2}:\d{2}:\d{2}(?:\s?[AP]M)?)?"
)


def _date(rest: str) -> str | None:
    found = _DATE.findall(rest)
    return found[-1].strip() if found else None

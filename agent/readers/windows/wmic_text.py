"""Reads what ``wmic … get /format:list`` prints: ``Name=Value``, one a line."""

import re

from agent.readers.errors import check_size
from agent.readers.windows.encoding import console_lines

MOST_ROWS = 20_000
MOST_VALUE = 1 << 16
_PAIR = re.compile(r"([A-Za-z_]\w*)=(.*)")
_ENTITIES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&amp;", "&"),
)


def read_wmic(text: str) -> list[dict[str, str]]:
    """Return one row an instance; what has no value is "".

    An instance ends where a name comes again: blank lines stand between instances, but
    at times between all lines. A line that is no pair goes on with the value before.

    Raises:
        ReadError: *text* is larger than anything a tool prints.
    """
    check_size(text)
    rows: list[dict[str, str]] = []
    last = ""
    for line in console_lines(text):
        pair = _PAIR.fullmatch(line.strip(" \t\ufeff"))
        if pair:
            if not rows or pair[1] in rows[-1]:
                if len(rows) == MOST_ROWS:
                    break
                rows.append({})
            last = pair[1]
            rows[-1][last] = _unescaped(pair[2].strip())
        elif not line.strip():
            last = ""
        elif last and len(rows[-1][last]) < MOST_VALUE:
            rows[-1][last] += "\n" + _unescaped(line.strip())
    return rows


def _unescaped(value: str) -> str:
    if "&" in value:
        for entity, letter in _ENTITIES:
            value = value.replace(entity, letter)
    return value

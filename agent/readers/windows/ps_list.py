"""Reads what PowerShell's Format-List prints: ``Name : Value``, blank lines between."""

import itertools
import re
import textwrap

from agent.readers.errors import check_size
from agent.readers.windows.encoding import console_lines

MOST_ROWS = 20_000
MOST_VALUE = 1 << 16
_PAIR = re.compile(r"(?:([^\s:\"'{\\][^:]{0,80}?)[ \t]+:|(\w+):)(?:[ \t](.*))?")


def read_list(text: str) -> list[dict[str, str]]:
    """Return the objects in *text*; a value that was wrapped is put together again.

    Where it is wrapped depends on the width of the console: in the middle of a word
    when the line is full, else at a blank.

    Raises:
        ReadError: *text* is larger than anything a command prints.
    """
    check_size(text)
    lines = textwrap.dedent("\n".join(console_lines(text))).split("\n")
    width = _width(lines)
    rows: list[dict[str, str]] = [{}]
    last, before = "", ""
    for line in lines:
        pair = _pair(line)
        if not line.strip():
            last = ""
            if rows[-1]:
                rows.append({})
        elif pair:
            last = pair[0]
            if last in rows[-1]:
                rows.append({})
            rows[-1][last] = pair[1]
        elif last and len(rows[-1][last]) < MOST_VALUE:
            joint = " " if rows[-1][last] and len(before) < width else ""
            rows[-1][last] += joint + line.strip()
        before = line
        if len(rows) > MOST_ROWS:
            break
    return [row for row in rows if row][:MOST_ROWS]


def _pair(line: str) -> tuple[str, str] | None:
    if line[:1] in " \t":
        return None
    found = _PAIR.fullmatch(line.rstrip())
    if found is None:
        return None
    return found[1] or found[2], (found[3] or "").strip()


def _width(lines: list[str]) -> int:
    """Return how wide the console was: the longest line that goes on in the next."""
    return max(
        (
            len(line)
            for line, after in itertools.pairwise(lines)
            if after.strip() and _pair(after) is None
        ),
        default=0,
    )

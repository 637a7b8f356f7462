"""Reads tables that PowerShell draws: headings, a line of dashes, rows."""

import re
from itertools import pairwise

MOST_ROWS = 20_000
MOST_LETTERS = 4000
_DASHES = re.compile(r"\s*-{2,}(?:\s+-+)*\s*")
_RUN = re.compile(r"-+")


def read_tables(text: str) -> list[dict[str, str]]:
    """Return the rows of all tables in *text*; none where there is no table.

    A heading may stand in two lines. Numbers are set to the right and words to the
    left, so a column ends where every row has a blank.
    """
    if "--" not in text:
        return []
    lines = [line[:MOST_LETTERS].rstrip() for line in text.splitlines()]
    rows: list[dict[str, str]] = []
    for index, line in enumerate(lines):
        if "--" in line and _DASHES.fullmatch(line) and len(rows) < MOST_ROWS:
            rows += _table(lines, index)
    return rows


def _table(lines: list[str], dashes: int) -> list[dict[str, str]]:
    top = dashes
    while top > 0 and lines[top - 1].strip() and dashes - top < 3:
        top -= 1
    end = dashes + 1
    while end < len(lines) and lines[end].strip() and end - dashes <= MOST_ROWS:
        end += 1
    if top == dashes or end == dashes + 1:
        return []
    body = lines[dashes + 1 : end]
    runs = [match.span() for match in _RUN.finditer(lines[dashes])]
    cuts = _cuts(runs, body)
    names = [
        " ".join(
            part.strip()
            for line in lines[top:dashes]
            for part in [line[begin:finish]]
            if part.strip()
        )
        for begin, finish in cuts
    ]
    return [
        {
            name: row[begin:finish].strip()
            for name, (begin, finish) in zip(names, cuts, strict=True)
        }
        for row in body
    ]


def _cuts(runs: list[tuple[int, int]], body: list[str]) -> list[tuple[int, int | None]]:
    """Return begin and end of each column."""
    starts = [0]
    for (_, left), (right, _) in pairwise(runs):
        blank = [
            place
            for place in range(left, right)
            if all(len(row) <= place or row[place] == " " for row in body)
        ]
        starts.append(blank[-1] if blank else right)
    return [
        (begin, end) for begin, end in zip(starts, [*starts[1:], None], strict=True)
    ]

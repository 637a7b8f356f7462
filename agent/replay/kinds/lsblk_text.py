"""The table that lsblk prints for people, from the rows of its JSON."""

from collections.abc import Iterator
from typing import Any

_HEADS = ("NAME", "KNAME", "MAJ:MIN", "RM", "SIZE", "TYPE", "MOUNTPOINT")
_RIGHT = frozenset({"RM", "SIZE"})


def table(rows: list[dict[str, Any]]) -> str:
    """Return *rows* as ``lsblk -io NAME,KNAME,MAJ:MIN,RM,SIZE,TYPE,MOUNTPOINT``."""
    lines = [_HEADS, *(_cells(row, tree) for row, tree in _walk(rows))]
    widths = [max(len(line[i]) for line in lines) for i in range(len(_HEADS) - 1)]
    text = ""
    for line in lines:
        cells = [
            cell.rjust(width) if head in _RIGHT else cell.ljust(width)
            for head, cell, width in zip(_HEADS, line, widths, strict=False)
        ]
        text += " ".join([*cells, line[-1]]) + "\n"
    return text


def _walk(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each row with the lines of the tree before its name."""
    for row in rows:
        yield row, ""
        yield from _below(row["children"], "")


def _below(
    rows: list[dict[str, Any]], tree: str
) -> Iterator[tuple[dict[str, Any], str]]:
    for place, row in enumerate(rows, start=1):
        last = place == len(rows)
        yield row, tree + ("`-" if last else "|-")
        yield from _below(row["children"], tree + ("  " if last else "| "))


def _cells(row: dict[str, Any], tree: str) -> tuple[str, ...]:
    major, _, minor = row["maj:min"].partition(":")
    return (
        tree + row["name"],
        row["kname"],
        f"{major:>3}:{minor:<3}",
        str(int(row["rm"])),
        human(row["size"]),
        row["type"],
        row["mountpoints"][0] or "",
    )


def human(size: int) -> str:
    """Return *size* in bytes with one digit behind the point, as ``223.6G``."""
    power = 0
    while power < 6 and size >= 1 << (10 * (power + 1)):
        power += 1
    unit = 1 << (10 * power)
    whole, thousandths = size // unit, size % unit * 1000 // unit
    tenths = (thousandths + 50) // 100
    if tenths == 10:
        whole, tenths = whole + 1, 0
    return (
        f"{whole}.{tenths}{'BKMGTPE'[power]}"
        if tenths
        else f"{whole}{'BKMGTPE'[power]}"
    )

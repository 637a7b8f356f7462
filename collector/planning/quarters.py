"""Quarters of years, written ``2026Q4``."""

import datetime as dt
import re

_QUARTER = re.compile(r"(20\d\d)Q([1-4])")


def bounds(quarter: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of *quarter*.

    Raises:
        ValueError: it is not written as 2026Q4.
    """
    found = _QUARTER.fullmatch(quarter)
    if found is None:
        raise ValueError(f"a quarter is written as 2026Q4, not {quarter[:20]!r}")
    year, number = int(found[1]), int(found[2])
    first = dt.date(year, 3 * number - 2, 1)
    return first, _begin(year, number + 1) - dt.timedelta(days=1)


def _begin(year: int, number: int) -> dt.date:
    return dt.date(year + (number - 1) // 4, 3 * ((number - 1) % 4) + 1, 1)


def quarter_of(day: dt.date) -> str:
    """Return the quarter of *day*."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def following(quarter: str) -> str:
    """Return the quarter after *quarter*.

    Raises:
        ValueError: it is not written as 2026Q4.
    """
    return quarter_of(bounds(quarter)[1] + dt.timedelta(days=1))

"""Reads the days on which the updates of one machine were installed.

``m/d/yyyy`` (WMI, whatever the country), ``yyyymmdd``, ``dd-mm-yyyy``, a FILETIME in
hexadecimal digits (Vista), and what PowerShell makes of a date.
"""

from collections.abc import Sequence

from agent.readers.windows.local_time import Order, find_date, local_day, order_of
from agent.readers.windows.times import hotfix_day, local_date


def installed_days(raw: Sequence[str | None]) -> list[str | None]:
    """Return the days (``yyyy-mm-dd``) that the texts *raw* of one machine name.

    Windows writes one order for all of them: a 25 in the first place of one tells the
    month of every other.
    """
    order = order_of(raw) or _usual(raw)
    return [_day(text, order) for text in raw]


def _usual(raw: Sequence[str | None]) -> Order:
    dates = [date for text in raw if text for date in [find_date(text)] if date]
    if dates and all(date.separator != "/" for date in dates):
        return "dmy"
    return "mdy"


def _day(text: str | None, order: Order) -> str | None:
    if text is None:
        return None
    day = local_date(text)
    if day is None and (found := local_day(text, order)):
        day = f"{found:%Y-%m-%d}"
    day = day or hotfix_day(text)
    return day if day and "1990" <= day < "2200" else None

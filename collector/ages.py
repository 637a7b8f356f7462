"""How old things are: when they were bought, and what their firmware tells. Pure."""

import datetime as dt
import re
from collections.abc import Iterable

from agent.shared.findings.values import single, text
from agent.shared.wire import Facts
from collector.planning.shapes.records import Purchase

_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[T ].*)?"),
    re.compile(r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4}|\d\d)"),  # the standard's
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:\d{6}.*)?"),  # WMI's
)
_EARLIEST = dt.date(1995, 1, 1)  # PCs before have no SMBIOS
_WHOLE = ("replace", "machine", "desktop", "laptop", "server", "switch")


def made(facts: Facts, *, now: float) -> float | None:
    """Return when the firmware of a machine was made, Unix seconds; None: not told.

    That is about when the machine was made, or later if its firmware was updated. A
    date before 1995 or after *now* is that of a firmware that does not know.
    """
    day = firmware_day(text(single(facts, "firmware"), "date"))
    if day is None or day < _EARLIEST:
        return None
    time = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()
    return time if time <= now else None


def firmware_day(written: str | None) -> dt.date | None:
    """Return the day of a firmware's date in any form that occurs, None of others."""
    word = (written or "").strip()
    for form in _FORMS:
        found = form.fullmatch(word)
        if found is None:
            continue
        year = int(found["y"])
        if len(found["y"]) == 2:
            year += 1900 if year >= 80 else 2000
        try:
            return dt.date(year, int(found["m"]), int(found["d"]))
        except ValueError:
            return None
    return None


def changed_days(purchases: Iterable[Purchase]) -> dict[str, int]:
    """Return by owner of roll-ups the local day (since year 1) of its last purchase.

    What was measured up to that day says nothing of what is there now.
    """
    found: dict[str, int] = {}
    for one in purchases:
        kind, _, id_ = one.target.partition(":")
        owner = one.target if kind == "line" else id_
        found[owner] = max(one.done.toordinal(), found.get(owner, 0))
    return found


def bought(purchases: Iterable[Purchase]) -> dict[str, float]:
    """Return by its target's text when a whole thing was bought last (noon, UTC).

    A module or drive that was put into a machine makes it no younger.
    """
    found: dict[str, float] = {}
    for one in purchases:
        if one.option.startswith(_WHOLE):
            noon = dt.time(12, tzinfo=dt.UTC)
            time = dt.datetime.combine(one.done, noon).timestamp()
            found[one.target] = max(time, found.get(one.target, time))
    return found

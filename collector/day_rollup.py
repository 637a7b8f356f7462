"""From roll-ups by hour to one row per owner and local day: its office hours, merged.

What is new waits in the store (``unmerged_hours``), late reports of any day too. So a
day is made again when one of its hours has changed, and never otherwise.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec

from collector.fleet import OfficeHours
from collector.office_days import HOUR_S, OfficeDays
from collector.rollup import merge
from collector.rollup_row import decode_rollup, encode_rollup
from collector.sketch import SketchError
from collector.store.interface import AuditRecord, Store
from collector.store.planning import DayRollup, Entry, UnmergedHour

log = logging.getLogger(__name__)

MOST_HOURS = 100_000  # that one run takes: about a minute of CPU
DAYS_BACK = 400  # more than any plan looks back
_AT_ONCE = 2000
_KIND, _ID = "calendar", "day_rollups"


def merge_days(
    store: Store,
    days: OfficeDays,
    *,
    now: float,
    first_day: int | None = None,
    limit: int = MOST_HOURS,
) -> int:
    """Make the days that are missing or have changed, at most of *limit* hours.

    *first_day*: only from there on, for who needs no more. Returns how many hours have
    gone into their days; fewer than *limit*: nothing waits any longer.

    Raises:
        StoreError: it does not answer; what was made stays.
    """
    _follow_calendar(store, days.hours, now)
    start = 0 if first_day is None else days.first_hour(first_day)
    done = 0
    while done < limit:
        asked = min(_AT_ONCE, limit - done)
        waiting = store.unmerged_hours(start=start, limit=asked)
        if waiting:
            store.put_day_rollups(list(_made(store, days, waiting)), waiting)
        done += len(waiting)
        if len(waiting) < asked:
            break
    return done


def _follow_calendar(store: Store, hours: OfficeHours, now: float) -> None:
    """Let everything be made again when office hours or holidays are others."""
    text = msgspec.json.encode(hours)
    body = msgspec.json.encode(hashlib.sha256(text).hexdigest())
    known = [entry.body for entry in store.entries(_KIND) if entry.id == _ID]
    if known == [body]:
        return
    if known:
        store.unmerge(start=int(now // HOUR_S) - DAYS_BACK * 24)
    audit = AuditRecord(now, "hatang-collector", "calendar_set", _ID)
    store.put_entry(Entry(_KIND, _ID, now, body), audit)


def _made(
    store: Store, days: OfficeDays, waiting: Iterable[UnmergedHour]
) -> Iterator[DayRollup]:
    """Yield the days that the hours *waiting* belong to."""
    for owner, hours in groupby(waiting, key=lambda one: one.owner):
        touched = {days.day_of(one.hour) for one in hours}
        for day in sorted(day for day in touched if day is not None):
            yield _day(store, owner, day, days.hours_of(day))


def _day(store: Store, owner: str, day: int, wanted: tuple[int, ...]) -> DayRollup:
    found = []
    for row in store.rollups(owner, start=wanted[0], end=wanted[-1] + 1):
        if row.hour not in wanted:
            continue
        try:
            found.append(decode_rollup(row.packed))
        except SketchError as err:  # of a newer release, or damaged: as not measured
            log.warning("roll-up of %s, hour %d, is left out: %s", owner, row.hour, err)
    return DayRollup(owner, day, len(found), encode_rollup(merge(found)))

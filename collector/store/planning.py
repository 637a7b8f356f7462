"""What the store keeps for planning: roll-ups by day, and what people have said."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

if TYPE_CHECKING:
    from collector.store.interface import AuditRecord

_UNIX_DAY = 719_163  # 1 January 1970, counted from year 1


def day_of_hour(hour: int) -> int:
    """Return the day (UTC, since year 1) that *hour* (Unix seconds // 3600) lies in."""
    return hour // 24 + _UNIX_DAY


class DayRollup(msgspec.Struct, frozen=True):
    """The office hours of one local day of one owner, merged.

    ``owner`` is the id of an agent or device, or ``line:<id>``. ``day`` counts from
    year 1 (``OfficeHours.day``); ``hours`` says how many office hours have values.
    ``packed`` is a row of ``collector.rollup_row``.
    """

    owner: str
    day: int
    hours: int
    packed: bytes


class UnmergedHour(NamedTuple):
    """An hour whose roll-up has not gone into its day. ``mark`` rises with each put."""

    owner: str
    hour: int
    mark: int


class Entry(msgspec.Struct, frozen=True):
    """One entry of the register; ``body`` is JSON of the shape that ``kind`` has."""

    kind: str
    id: str
    time: float
    body: bytes


class PlanningStore(Protocol):
    """The part of a Store that planning is made from."""

    def put_day_rollups(
        self, rows: Sequence[DayRollup], settles: Sequence[UnmergedHour] = ()
    ) -> None:
        """Insert or replace *rows*; *settles* wait no longer, all or nothing.

        An hour that was put again since it was asked for stays unmerged.
        """

    def day_rollups(
        self, owner: str | None, *, start: int, end: int
    ) -> Iterator[DayRollup]:
        """Yield the days of *owner* with start <= day < end, in order.

        None: of all, by owner and day. They are not all in memory at once.
        """

    def unmerged_hours(
        self, *, start: int = 0, limit: int = 1000
    ) -> list[UnmergedHour]:
        """Return hours >= *start* that wait for their day, by owner and hour."""

    def unmerge(self, *, start: int) -> int:
        """Forget the days from hour *start* on, and let all hours since wait again.

        Returns how many wait. For when office hours have changed.
        """

    def entries(self, kind: str) -> list[Entry]:
        """Return what the register holds of *kind*, by id."""

    def put_entry(self, entry: Entry, audit: "AuditRecord") -> None:
        """Insert or replace *entry*, with its audit record, at once."""

    def remove_entry(self, kind: str, id_: str, audit: "AuditRecord") -> bool:
        """Delete one entry, with its audit record; False if it is not there."""

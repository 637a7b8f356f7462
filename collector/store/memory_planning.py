"""Roll-ups by day and the register, in memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from collector.store.interface import AuditRecord, RollupRow
from collector.store.memory_devices import MemoryDevices
from collector.store.planning import DayRollup, Entry, UnmergedHour, day_of_hour


class MemoryPlanning(MemoryDevices):
    """The part of a MemoryStore that planning is made from."""

    def __init__(self) -> None:
        super().__init__()
        self._audit: list[AuditRecord] = []
        self._rollups: dict[str, dict[int, RollupRow]] = {}
        self._days: dict[tuple[str, int], DayRollup] = {}
        self._unmerged: dict[tuple[str, int], int] = {}
        self._marks = count(1)
        self._register: dict[tuple[str, str], Entry] = {}

    def put_day_rollups(
        self, rows: Sequence[DayRollup], settles: Sequence[UnmergedHour] = ()
    ) -> None:
        """Insert or replace *rows*; *settles* wait no longer."""
        with self._locked():
            for row in rows:
                self._days[row.owner, row.day] = row
            for one in settles:
                if self._unmerged.get((one.owner, one.hour)) == one.mark:
                    del self._unmerged[one.owner, one.hour]

    def day_rollups(
        self, owner: str | None, *, start: int, end: int
    ) -> Iterator[DayRollup]:
        """Yield days with start <= day < end, by owner and day."""
        with self._locked():
            found = [
                self._days[name]
                for name in sorted(self._days)
                if owner in (None, name[0]) and start <= name[1] < end
            ]
        yield from found

    def unmerged_hours(
        self, *, start: int = 0, limit: int = 1000
    ) -> list[UnmergedHour]:
        """Return hours >= *start* that wait for their day, by owner and hour."""
        with self._locked():
            waiting = sorted(
                UnmergedHour(owner, hour, mark)
                for (owner, hour), mark in self._unmerged.items()
                if hour >= start
            )
        return waiting[:limit]

    def unmerge(self, *, start: int) -> int:
        """Forget days, and let all hours >= *start* wait again; return how many."""
        day = day_of_hour(start)
        with self._locked():
            for old in [name for name in self._days if name[1] >= day]:
                del self._days[old]
            names = sorted(
                (owner, hour)
                for owner, rows in self._rollups.items()
                for hour in rows
                if hour >= start
            )
            self._await_days(names)
        return len(names)

    def _await_days(self, names: Iterable[tuple[str, int]]) -> None:
        """Let the hours *names* wait for their day."""
        for name in names:
            self._unmerged[name] = next(self._marks)

    def _prune_days(self, before: int) -> int:
        """Forget hours *before* and their days; return how many days went."""
        day = day_of_hour(before)
        for name in [name for name in self._unmerged if name[1] < before]:
            del self._unmerged[name]
        old = [name for name in self._days if name[1] < day]
        for name in old:
            del self._days[name]
        return len(old)

    def entries(self, kind: str) -> list[Entry]:
        """Return what the register holds of *kind*, by id."""
        with self._locked():
            return [
                self._register[name]
                for name in sorted(self._register)
                if name[0] == kind
            ]

    def put_entry(self, entry: Entry, audit: AuditRecord) -> None:
        """Insert or replace *entry*, with its audit record."""
        with self._locked():
            self._register[entry.kind, entry.id] = entry
            self._audit.append(audit)

    def remove_entry(self, kind: str, id_: str, audit: AuditRecord) -> bool:
        """Delete one entry, with its audit record; False if it is not there."""
        with self._locked():
            if self._register.pop((kind, id_), None) is None:
                return False
            self._audit.append(audit)
            return True

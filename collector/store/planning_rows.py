"""Roll-ups by day and the register, in SQL."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from agent.shared.wire import encode
from collector.store.database import Database
from collector.store.device_rows import SqlDevices
from collector.store.interface import AuditRecord
from collector.store.numbers import agent_numbers
from collector.store.planning import DayRollup, Entry, UnmergedHour, day_of_hour

_PUT_DAY = (
    "INSERT INTO day_rollups (owner, day, hours, packed) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (owner, day) DO UPDATE"
    " SET hours = excluded.hours, packed = excluded.packed"
)
_DAYS = (
    "SELECT a.agent, d.day, d.hours, d.packed FROM agent_numbers a"
    " JOIN day_rollups d ON d.owner = a.number WHERE d.day >= ? AND d.day < ?{}"
    " ORDER BY a.agent, d.day"
)
_SETTLE = "DELETE FROM unmerged_hours WHERE number = ?"
_WAITING = (
    "SELECT a.agent, u.hour, u.number FROM agent_numbers a"
    " JOIN unmerged_hours u ON u.owner = a.number WHERE u.hour >= ?"
    " ORDER BY a.agent, u.hour LIMIT ?"
)
_NO_LONGER = "DELETE FROM unmerged_hours WHERE owner = ? AND hour = ?"
_WAIT = "INSERT INTO unmerged_hours (owner, hour) VALUES (?, ?)"
_WAIT_AGAIN = (
    "INSERT INTO unmerged_hours (owner, hour) SELECT r.agent, r.hour FROM rollups r"
    " JOIN agent_numbers a ON a.number = r.agent WHERE r.hour >= ?"
    " ORDER BY a.agent, r.hour"
)
_ENTRIES = "SELECT kind, id, time, body FROM register WHERE kind = ? ORDER BY id"
_PUT_ENTRY = (
    "INSERT INTO register (kind, id, time, body) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (kind, id) DO UPDATE SET time = excluded.time, body = excluded.body"
)
_REMOVE_ENTRY = "DELETE FROM register WHERE kind = ? AND id = ?"
_ADD_AUDIT = "INSERT INTO audit (time, body) VALUES (?, ?)"


def await_days(cursor: Any, hours: Iterable[tuple[int, int]]) -> None:
    """Let *hours* (number of the owner, hour) wait for their day."""
    rows = list(hours)
    cursor.executemany(_NO_LONGER, rows)
    cursor.executemany(_WAIT, rows)


class SqlPlanning(SqlDevices):
    """The part of an SqlStore that planning is made from."""

    _database: Database

    def put_day_rollups(
        self, rows: Sequence[DayRollup], settles: Sequence[UnmergedHour] = ()
    ) -> None:
        """Insert or replace *rows*; *settles* wait no longer."""
        with self._database.writing() as connection:
            cursor: Any = connection.connection.cursor()
            numbers = agent_numbers(cursor, (row.owner for row in rows))
            cursor.executemany(
                _PUT_DAY,
                [(numbers[r.owner], r.day, r.hours, r.packed) for r in rows],
            )
            cursor.executemany(_SETTLE, [(one.mark,) for one in settles])
            cursor.close()

    def day_rollups(
        self, owner: str | None, *, start: int, end: int
    ) -> Iterator[DayRollup]:
        """Yield days with start <= day < end, by owner and day."""
        asked: tuple[int | str, ...] = (start, end)
        if owner is not None:
            asked = (*asked, owner)
        sql = _DAYS.format("" if owner is None else " AND a.agent = ?")
        with self._database.reading() as connection:
            cursor: Any = connection.connection.cursor()
            cursor.execute(sql, asked)
            while page := cursor.fetchmany(500):
                for row in page:
                    yield DayRollup(*row)

    def unmerged_hours(
        self, *, start: int = 0, limit: int = 1000
    ) -> list[UnmergedHour]:
        """Return hours >= *start* that wait for their day, by owner and hour."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_WAITING, (start, limit)).all()
        return [UnmergedHour(*row) for row in rows]

    def unmerge(self, *, start: int) -> int:
        """Forget days, and let all hours >= *start* wait again; return how many."""
        days = "DELETE FROM day_rollups WHERE day >= ?"
        with self._database.writing() as connection:
            connection.exec_driver_sql(days, (day_of_hour(start),))
            gone = "DELETE FROM unmerged_hours WHERE hour >= ?"
            connection.exec_driver_sql(gone, (start,))
            return connection.exec_driver_sql(_WAIT_AGAIN, (start,)).rowcount

    def entries(self, kind: str) -> list[Entry]:
        """Return what the register holds of *kind*, by id."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_ENTRIES, (kind,)).all()
        return [Entry(*row) for row in rows]

    def put_entry(self, entry: Entry, audit: AuditRecord) -> None:
        """Insert or replace *entry*, with its audit record, at once."""
        row = (entry.kind, entry.id, entry.time, entry.body)
        with self._database.writing() as connection:
            connection.exec_driver_sql(_PUT_ENTRY, row)
            connection.exec_driver_sql(_ADD_AUDIT, (audit.time, encode(audit)))

    def remove_entry(self, kind: str, id_: str, audit: AuditRecord) -> bool:
        """Delete one entry, with its audit record; False if it is not there."""
        with self._database.writing() as connection:
            gone = connection.exec_driver_sql(_REMOVE_ENTRY, (kind, id_)).rowcount > 0
            if gone:
                connection.exec_driver_sql(_ADD_AUDIT, (audit.time, encode(audit)))
        return gone

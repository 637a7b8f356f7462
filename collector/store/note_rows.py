"""Notes, and events and audit records in the order in which they were written, in SQL."""

from agent.shared.wire import Event, decode
from collector.store.interface import AuditRecord, EventRecord
from collector.store.planning_rows import SqlPlanning

_PUT = (
    "INSERT INTO notes (name, body) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET body = excluded.body"
)
_EVENTS = (
    "SELECT number, agent, time, body FROM events WHERE number > ?"
    " ORDER BY number LIMIT ?"
)
_AUDIT = "SELECT number, body FROM audit WHERE number > ? ORDER BY number LIMIT ?"
_NEWEST = (
    "SELECT (SELECT coalesce(max(number), 0) FROM events),"
    " (SELECT coalesce(max(number), 0) FROM audit)"
)


class SqlNotes(SqlPlanning):
    """The part of an SqlStore by which a job goes on after a restart."""

    def note(self, name: str) -> bytes | None:
        """Return what a part last noted under *name*, or None."""
        with self._database.reading() as connection:
            row = connection.exec_driver_sql(
                "SELECT body FROM notes WHERE name = ?", (name,)
            ).first()
        return None if row is None else bytes(row[0])

    def put_note(self, name: str, body: bytes) -> None:
        """Note *body* under *name*."""
        with self._database.writing() as connection:
            connection.exec_driver_sql(_PUT, (name, body))

    def events_after(
        self, number: int, *, limit: int = 1000
    ) -> list[tuple[int, EventRecord]]:
        """Return events that were written after *number*, with their numbers."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_EVENTS, (number, limit)).all()
        return [
            (row[0], EventRecord(row[1], row[2], decode(row[3], Event))) for row in rows
        ]

    def audit_after(
        self, number: int, *, limit: int = 1000
    ) -> list[tuple[int, AuditRecord]]:
        """Return audit records that were written after *number*."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_AUDIT, (number, limit)).all()
        return [(row[0], decode(row[1], AuditRecord)) for row in rows]

    def newest_numbers(self) -> tuple[int, int]:
        """Return the numbers of the newest event and audit record."""
        with self._database.reading() as connection:
            row = connection.exec_driver_sql(_NEWEST).one()
        return (row[0], row[1])

"""Roll-ups and the hours that wait for one, in SQL."""

from collections.abc import Iterator, Sequence
from typing import Any

from collector.store.database import Database
from collector.store.interface import RollupRow
from collector.store.numbers import agent_numbers
from collector.store.planning_rows import await_days

_DUE = (
    "SELECT a.agent, h.hour FROM hours h JOIN agent_numbers a ON a.number = h.agent"
    " WHERE h.due AND h.hour < ? ORDER BY h.hour, a.agent LIMIT ?"
)
_PUT = (
    "INSERT INTO rollups (agent, hour, packed) VALUES (?, ?, ?)"
    " ON CONFLICT (agent, hour) DO UPDATE SET packed = excluded.packed"
)
_SETTLE = (
    "UPDATE hours SET due = 0"
    " WHERE hour = ? AND agent = ? AND due AND reports = coalesce(?, reports)"
)
_READ = (
    "SELECT r.hour, r.packed FROM agent_numbers a JOIN rollups r ON r.agent = a.number"
    " WHERE a.agent = ? AND r.hour >= ? AND r.hour < ? ORDER BY r.hour"
)


def due_hours(database: Database, before: int, limit: int) -> list[tuple[str, int]]:
    """Return (agent, hour) pairs that wait for a roll-up, oldest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_DUE, (before, limit)).all()
    return [(agent, hour) for agent, hour in rows]


def put_rollups(database: Database, rows: Sequence[RollupRow]) -> None:
    """Insert or replace *rows*; their hours are no longer due."""
    with database.writing() as connection:
        cursor: Any = connection.connection.cursor()
        numbers = agent_numbers(cursor, (row.agent for row in rows))
        cursor.executemany(
            _PUT, [(numbers[row.agent], row.hour, row.packed) for row in rows]
        )
        cursor.executemany(
            _SETTLE, [(row.hour, numbers[row.agent], row.reports) for row in rows]
        )
        await_days(cursor, [(numbers[row.agent], row.hour) for row in rows])
        cursor.close()


def rollups(
    database: Database, agent: str, start: int, end: int
) -> Iterator[RollupRow]:
    """Yield an agent's rows with start <= hour < end, in order."""
    with database.reading() as connection:
        cursor: Any = connection.connection.cursor()
        cursor.execute(_READ, (agent, start, end))
        while page := cursor.fetchmany(500):
            for hour, packed in page:
                yield RollupRow(agent, hour, packed)

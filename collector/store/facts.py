"""The history of facts in SQL: consecutive records differ."""

from typing import Any

from agent.shared.wire import Facts, decode, encode
from collector.store.database import Database
from collector.store.interface import FactsRecord

_COLUMNS = "SELECT number, id FROM facts WHERE agent = ?"
_SAME = f"{_COLUMNS} AND time = ? AND id = ?"
_BEFORE = f"{_COLUMNS} AND time <= ? ORDER BY time DESC, number DESC LIMIT 1"
_AFTER = f"{_COLUMNS} AND time > ? ORDER BY time, number LIMIT 1"
_ADD = "INSERT INTO facts (agent, time, id, body) VALUES (?, ?, ?, ?)"
_READ = "SELECT time, id, body FROM facts WHERE agent = ?"


def insert_facts(cursor: Any, record: FactsRecord) -> None:
    """Insert *record* by its time, so that neighbours still differ."""
    place = (record.agent, record.time)
    if cursor.execute(_SAME, (*place, record.id)).fetchone():
        return
    before = cursor.execute(_BEFORE, place).fetchone()
    if before is not None and before[1] == record.id:
        return
    after = cursor.execute(_AFTER, place).fetchone()
    if after is not None and after[1] == record.id:  # known from an earlier time on
        cursor.execute("DELETE FROM facts WHERE number = ?", (after[0],))
    cursor.execute(_ADD, (*place, record.id, encode(record.facts)))


def facts_history(database: Database, agent: str) -> list[FactsRecord]:
    """Return all facts of *agent*, oldest first."""
    return _read(database, agent, "ORDER BY time, number")


def latest_facts(database: Database, agent: str) -> FactsRecord | None:
    """Return the newest facts of *agent*."""
    found = _read(database, agent, "ORDER BY time DESC, number DESC LIMIT 1")
    return found[0] if found else None


def _read(database: Database, agent: str, order: str) -> list[FactsRecord]:
    with database.reading() as connection:
        rows = connection.exec_driver_sql(f"{_READ} {order}", (agent,)).all()
    return [FactsRecord(agent, time, id_, decode(b, Facts)) for time, id_, b in rows]

"""Facts in SQL: the newest as a whole, and the history of what lasts of them."""

from typing import Any

import msgspec

from agent.shared.lasting import lasting
from agent.shared.wire import Facts, decode, encode, facts_id
from collector.store.database import Database
from collector.store.interface import FactsRecord

MOST_HISTORY = 1000  # entries of one agent: what lasts changes a few times a year
_COLUMNS = "SELECT number, id FROM facts WHERE agent = ?"
_SAME = f"{_COLUMNS} AND time = ? AND id = ?"
_BEFORE = f"{_COLUMNS} AND time <= ? ORDER BY time DESC, number DESC LIMIT 1"
_AFTER = f"{_COLUMNS} AND time > ? ORDER BY time, number LIMIT 1"
_ADD = "INSERT INTO facts (agent, time, id, body) VALUES (?, ?, ?, ?)"
_OLDEST = (
    "DELETE FROM facts WHERE number IN (SELECT number FROM facts WHERE agent = ?"
    " ORDER BY time DESC, number DESC LIMIT -1 OFFSET ?)"
)
_READ = "SELECT time, id, body FROM facts WHERE agent = ? ORDER BY time, number"
_PUT_LATEST = (
    "INSERT INTO facts_latest (agent, time, id, body) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (agent) DO UPDATE"
    " SET time = excluded.time, id = excluded.id, body = excluded.body"
    " WHERE excluded.time >= facts_latest.time"
)
_READ_LATEST = "SELECT time, id, body FROM facts_latest WHERE agent = ?"


def of_history(record: FactsRecord) -> FactsRecord:
    """Return *record* as the history keeps it: without what changes by mere use."""
    kept = lasting(record.facts)
    if kept == record.facts:
        return record
    return msgspec.structs.replace(record, id=facts_id(kept), facts=kept)


def insert_facts(cursor: Any, record: FactsRecord) -> None:
    """Keep *record* if it is the newest, and in the history what is new of it."""
    row = (record.agent, record.time, record.id, encode(record.facts))
    cursor.execute(_PUT_LATEST, row)
    _insert_history(cursor, of_history(record))


def _insert_history(cursor: Any, record: FactsRecord) -> None:
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
    cursor.execute(_OLDEST, (record.agent, MOST_HISTORY))


def facts_history(database: Database, agent: str) -> list[FactsRecord]:
    """Return what lasted of an agent's facts, oldest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_READ, (agent,)).all()
    return [FactsRecord(agent, time, id_, decode(b, Facts)) for time, id_, b in rows]


def latest_facts(database: Database, agent: str) -> FactsRecord | None:
    """Return the newest facts of *agent*, whole."""
    with database.reading() as connection:
        row = connection.exec_driver_sql(_READ_LATEST, (agent,)).first()
    if row is None:
        return None
    time, id_, body = row
    return FactsRecord(agent, time, id_, decode(body, Facts))

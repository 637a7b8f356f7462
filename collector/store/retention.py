"""Deleting what is old enough, in SQL; never what a roll-up still waits for."""

from typing import Any

from collector.store.database import Database, used_bytes
from collector.store.journal import HOUR_S
from collector.store.planning import day_of_hour

_OLD_HOURS = (
    "SELECT hour, agent, reports FROM hours WHERE NOT due AND hour <= ? ORDER BY hour"
)
_DELETE = (
    "DELETE FROM journal WHERE time >= ? AND time < ? AND spool IN"
    " (SELECT number FROM spools WHERE agent = ?)"
)
_COUNT = "UPDATE hours SET reports = reports - ? WHERE hour = ? AND agent = ?"
_FORGET = "DELETE FROM hours WHERE hour = ? AND agent = ? AND reports = 0 AND NOT due"
_HOURS_AT_ONCE = 500  # others write between two transactions


def prune(
    database: Database,
    *,
    reports_before: float,
    rollups_before: int,
    events_before: float,
    max_bytes: int | None,
) -> dict[str, int]:
    """Delete what is older; then the oldest reports until *max_bytes* is met."""
    gone = {"reports": _prune_reports(database, reports_before)}
    day = day_of_hour(rollups_before)
    with database.writing() as connection:
        waiting = "DELETE FROM unmerged_hours WHERE hour < ?"
        connection.exec_driver_sql(waiting, (rollups_before,))
        for name, sql, value in (
            ("rollups", "DELETE FROM rollups WHERE hour < ?", rollups_before),
            ("day_rollups", "DELETE FROM day_rollups WHERE day < ?", day),
            ("events", "DELETE FROM events WHERE time < ?", events_before),
            ("findings", "DELETE FROM findings WHERE cleared < ?", events_before),
            ("sightings", "DELETE FROM sightings WHERE last < ?", events_before),
        ):
            gone[name] = connection.exec_driver_sql(sql, (value,)).rowcount
    if max_bytes is not None:
        gone["reports"] += _shrink(database, max_bytes)
    if any(gone.values()):
        database.give_back()
    return gone


def _prune_reports(database: Database, before: float) -> int:
    """Delete reports with time < *before* in steps, so that others can write."""
    last = int(min(max(before, -1e12), 1e12) // HOUR_S)
    with database.reading() as connection:
        hours = connection.exec_driver_sql(_OLD_HOURS, (last,)).all()
    gone = 0
    for first in range(0, len(hours), _HOURS_AT_ONCE):
        with database.writing() as connection:
            cursor: Any = connection.connection.cursor()
            for hour, agent, _reports in hours[first : first + _HOURS_AT_ONCE]:
                gone += _delete(cursor, hour, agent, before)
            cursor.close()
    return gone


def _delete(cursor: Any, hour: int, agent: int, before: float) -> int:
    """Delete an agent's reports of *hour* before *before*, unless it became due."""
    cursor.execute("SELECT due FROM hours WHERE hour = ? AND agent = ?", (hour, agent))
    row = cursor.fetchone()
    if row is None or row[0]:
        return 0
    start = hour * HOUR_S
    cursor.execute(_DELETE, (start, min(before, start + HOUR_S), agent))
    gone = int(cursor.rowcount)
    if gone:
        cursor.execute(_COUNT, (gone, hour, agent))
    cursor.execute(_FORGET, (hour, agent))
    return gone


def _shrink(database: Database, max_bytes: int) -> int:
    """Delete the oldest hours until what is left fits into *max_bytes*."""
    gone = 0
    while database.used_bytes() > max_bytes:
        with database.writing() as connection:
            cursor: Any = connection.connection.cursor()
            hours = cursor.execute(f"{_OLD_HOURS} LIMIT 50", (2**40,)).fetchall()
            for hour, agent, _reports in hours:
                gone += _delete(cursor, hour, agent, float("inf"))
                if used_bytes(cursor) <= max_bytes:
                    break
            cursor.close()
        if not hours:
            break
    return gone

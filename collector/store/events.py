"""Which events of a commit are written, and how they are read."""

from collections.abc import Sequence

from agent.shared.wire import Event, decode
from collector.store.database import Database
from collector.store.interface import Commit, EventRecord

_READ = (
    "SELECT agent, time, body FROM events WHERE time >= ? AND (? IS NULL OR agent = ?)"
    " ORDER BY time DESC, number DESC LIMIT ?"
)


def wanted_events(commit: Commit, new: Sequence[bool]) -> list[EventRecord]:
    """Return the events whose report is new, and those that name no report."""
    if not commit.events:
        return []
    fresh = {
        (report.agent, report.spool, report.sequence)
        for report, is_new in zip(commit.reports, new, strict=True)
        if is_new
    }
    return [
        event
        for event in commit.events
        if not event.spool or (event.agent, event.spool, event.sequence) in fresh
    ]


def read_events(
    database: Database, agent: str | None, start: float, limit: int
) -> list[EventRecord]:
    """Return events since *start*, newest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_READ, (start, agent, agent, limit)).all()
    return [EventRecord(row[0], row[1], decode(row[2], Event)) for row in rows]

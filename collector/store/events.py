"""Which events and surveys of a commit are written, and how events are read."""

from collections.abc import Sequence
from typing import TypeVar

from agent.shared.wire import Event, decode
from collector.store.database import Database
from collector.store.device import SurveyRecord
from collector.store.interface import Commit, EventRecord

_READ = (
    "SELECT agent, time, body FROM events WHERE time >= ? AND (? IS NULL OR agent = ?)"
    " ORDER BY time DESC, number DESC LIMIT ?"
)


_Record = TypeVar("_Record", EventRecord, SurveyRecord)


def wanted_events(commit: Commit, new: Sequence[bool]) -> list[EventRecord]:
    """Return the events whose report is new, and those that name no report."""
    return _wanted(commit, new, commit.events)


def wanted_surveys(commit: Commit, new: Sequence[bool]) -> list[SurveyRecord]:
    """Return the surveys whose report is new, and those that name no report."""
    return _wanted(commit, new, commit.surveys)


def _wanted(
    commit: Commit, new: Sequence[bool], records: Sequence[_Record]
) -> list[_Record]:
    if not records:
        return []
    fresh = {
        (report.agent, report.spool, report.sequence)
        for report, is_new in zip(commit.reports, new, strict=True)
        if is_new
    }
    return [
        record for record in records if not record.spool or _source(record) in fresh
    ]


def _source(record: EventRecord | SurveyRecord) -> tuple[str, str, int]:
    """Return the name of the report that brought *record*."""
    reporter = record.reporter if isinstance(record, EventRecord) else ""
    return (reporter or record.agent, record.spool, record.sequence)


def read_events(
    database: Database, agent: str | None, start: float, limit: int
) -> list[EventRecord]:
    """Return events since *start*, newest first."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_READ, (start, agent, agent, limit)).all()
    return [EventRecord(row[0], row[1], decode(row[2], Event)) for row in rows]

"""Findings in SQL: one row for each that stands or was lately gone."""

from collections.abc import Sequence

from agent.shared.wire import decode, encode
from collector.store.database import Database
from collector.store.finding import FindingRecord

_PUT = (
    "INSERT INTO findings (agent, kind, subject, cleared, body) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (agent, kind, subject) DO UPDATE"
    " SET cleared = excluded.cleared, body = excluded.body"
)
_READ = (
    "SELECT body FROM findings WHERE (? IS NULL OR agent = ?)"
    " AND (cleared IS NULL OR ?) ORDER BY agent, kind, subject"
)


def findings(
    database: Database, agent: str | None, *, cleared: bool
) -> list[FindingRecord]:
    """Return what stands, and with *cleared* also what is gone."""
    asked = (agent, agent, cleared)
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_READ, asked).all()
    return [decode(row[0], FindingRecord) for row in rows]


def put_findings(database: Database, records: Sequence[FindingRecord]) -> None:
    """Insert or replace *records* by their names."""
    rows = [(r.agent, r.kind, r.subject, r.cleared, encode(r)) for r in records]
    if not rows:
        return
    with database.writing() as connection:
        connection.exec_driver_sql(_PUT, rows)

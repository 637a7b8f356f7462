"""The journal of reports in SQL: the hot path, on the driver's own cursor."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from agent.shared.wire import encode
from collector.store.database import Database
from collector.store.device_rows import insert_surveys
from collector.store.events import wanted_events, wanted_surveys
from collector.store.facts import insert_facts
from collector.store.interface import Commit, SequenceRange, StoredReport
from collector.store.numbers import agent_number
from collector.store.packing import pack, unpack

HOUR_S = 3600
_PAGE = 2000
_FIND_SPOOL = (
    "SELECT a.number, s.number, s.stored, s.highest FROM agent_numbers a"
    " JOIN spools s ON s.agent = a.number AND s.spool = ? WHERE a.agent = ?"
)
_ADD_SPOOL = "INSERT INTO spools (agent, spool, stored, highest) VALUES (?, ?, 0, 0)"
_PUT_SPOOL = "UPDATE spools SET stored = ?, highest = ? WHERE number = ?"
_BODY = (
    "SELECT j.body FROM agent_numbers a JOIN spools s ON s.agent = a.number"
    " JOIN journal j ON j.spool = s.number"
    " WHERE a.agent = ? AND s.spool = ? AND j.sequence = ?"
)
_IS_THERE = "SELECT 1 FROM journal WHERE spool = ? AND sequence = ?"
_ADD_REPORT = (
    "INSERT INTO journal (spool, sequence, time, received, body) VALUES (?, ?, ?, ?, ?)"
)
_ADD_HOUR = (
    "INSERT INTO hours (hour, agent, reports, due) VALUES (?, ?, ?, 1)"
    " ON CONFLICT (hour, agent) DO UPDATE"
    " SET reports = reports + excluded.reports, due = 1"
)
_ADD_TABLE = (
    "INSERT INTO reading_tables (id, body) VALUES (?, ?) ON CONFLICT DO NOTHING"
)
_ADD_EVENT = (
    "INSERT INTO events (agent, time, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)
_PUT_STATUS = (
    "INSERT INTO statuses (agent, body) VALUES (?, ?)"
    " ON CONFLICT (agent) DO UPDATE SET body = excluded.body"
)
_READ = (
    "SELECT s.spool, j.sequence, j.time, j.received, j.body FROM agent_numbers a"
    " JOIN spools s ON s.agent = a.number JOIN journal j ON j.spool = s.number"
    " WHERE a.agent = ? AND j.time >= ? AND j.time < ?"
    " ORDER BY j.time, s.spool, j.sequence"
)
_SEQUENCES = (
    "SELECT a.agent, s.spool, min(s.stored, s.highest), s.highest"
    " FROM spools s JOIN agent_numbers a ON a.number = s.agent"
    " WHERE ? IS NULL OR a.agent = ? ORDER BY a.agent, s.spool"
)


class _Spool:
    """One spool as it stands in the transaction that writes to it."""

    __slots__ = ("agent", "highest", "new", "number", "stored")

    def __init__(self, cursor: Any, agent: str, spool: str) -> None:
        row = cursor.execute(_FIND_SPOOL, (spool, agent)).fetchone()
        if row is None:
            number = agent_number(cursor, agent)
            cursor.execute(_ADD_SPOOL, (number, spool))
            row = (number, cursor.lastrowid, 0, 0)
        self.agent, self.number, self.stored, self.highest = row
        self.new: set[int] = set()

    def take(self, cursor: Any, sequence: int) -> bool:
        """Count *sequence* and say whether it was not there yet."""
        if sequence in self.new:
            return False
        if sequence <= self.highest:  # above the highest, nothing can be there
            name = (self.number, sequence)
            if cursor.execute(_IS_THERE, name).fetchone() is not None:
                return False
        self.new.add(sequence)
        self.stored += 1
        self.highest = max(self.highest, sequence)
        return True


def commit(database: Database, commit: Commit) -> list[bool]:
    """Write *commit* durably; say for each report whether it was new."""
    bodies = [pack(report.body) for report in commit.reports]
    with database.writing() as connection:
        cursor: Any = connection.connection.cursor()
        new = _add_reports(cursor, commit, bodies)
        for sql, rows in (
            (_ADD_TABLE, [(n, encode(t)) for n, t in commit.tables.items()]),
            (
                _ADD_EVENT,
                [
                    (e.agent, e.time, encode(e.event))
                    for e in wanted_events(commit, new)
                ],
            ),
            (_PUT_STATUS, [(s.agent, encode(s)) for s in commit.statuses]),
        ):
            if rows:
                cursor.executemany(sql, rows)
        for record in commit.facts:
            insert_facts(cursor, record)
        insert_surveys(cursor, wanted_surveys(commit, new))
        cursor.close()
    return new


def _add_reports(cursor: Any, commit: Commit, bodies: list[bytes]) -> list[bool]:
    spools: dict[tuple[str, str], _Spool] = {}
    rows = []
    hours: Counter[tuple[int, int]] = Counter()
    new = []
    for report, body in zip(commit.reports, bodies, strict=True):
        name = (report.agent, report.spool)
        spool = spools.get(name)
        if spool is None:
            spool = spools[name] = _Spool(cursor, *name)
        is_new = spool.take(cursor, report.sequence)
        new.append(is_new)
        if is_new:
            time = report.time
            rows.append((spool.number, report.sequence, time, report.received, body))
            hours[int(time // HOUR_S), spool.agent] += 1
    cursor.executemany(_ADD_REPORT, rows)
    cursor.executemany(_ADD_HOUR, [(*key, count) for key, count in hours.items()])
    cursor.executemany(
        _PUT_SPOOL, [(s.stored, s.highest, s.number) for s in spools.values() if s.new]
    )
    return new


def reports(
    database: Database, agent: str, start: float, end: float
) -> Iterator[StoredReport]:
    """Yield an agent's reports with start <= time < end, in order of time."""
    with database.reading() as connection:
        cursor: Any = connection.connection.cursor()
        cursor.execute(_READ, (agent, start, end))
        while rows := cursor.fetchmany(_PAGE):
            for spool, sequence, time, received, body in rows:
                yield StoredReport(agent, spool, sequence, time, received, unpack(body))


def body(database: Database, agent: str, spool: str, sequence: int) -> bytes | None:
    """Return what the journal holds of one report, or None."""
    with database.reading() as connection:
        row = connection.exec_driver_sql(_BODY, (agent, spool, sequence)).first()
    return None if row is None else unpack(row[0])


def sequences(database: Database, agent: str | None) -> list[SequenceRange]:
    """Return which sequences are stored, of one agent or of all."""
    with database.reading() as connection:
        rows = connection.exec_driver_sql(_SEQUENCES, (agent, agent)).all()
    return [SequenceRange(*row) for row in rows]

"""The store in an SQL database: one class over the modules that hold the SQL."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from agent.shared.wire import Table, decode
from collector.store import (
    facts,
    finding_rows,
    journal,
    registers,
    retention,
    rollup_rows,
)
from collector.store.events import read_events
from collector.store.finding import FindingRecord
from collector.store.interface import (
    Agent,
    AgentStatus,
    AuditRecord,
    Commit,
    EventRecord,
    FactsRecord,
    RollupRow,
    SequenceRange,
    StoredReport,
    StoreError,
    Token,
    Totals,
)
from collector.store.note_rows import SqlNotes

_TOTALS = (
    "SELECT (SELECT count(*) FROM agents), (SELECT coalesce(sum(reports), 0) FROM hours),"
    " (SELECT count(*) FROM facts), (SELECT count(*) FROM events),"
    " (SELECT count(*) FROM rollups)"
)
_OLDEST = (
    "SELECT min(j.time) FROM hours h JOIN spools s ON s.agent = h.agent"
    " JOIN journal j ON j.spool = s.number AND j.time < (h.hour + 1) * 3600.0"
    " WHERE h.hour = (SELECT min(hour) FROM hours WHERE reports > 0)"
)


class SqlStore(SqlNotes):
    """Keeps everything in one database; see ``Store`` for the contract."""

    def close(self) -> None:
        """Release files and connections."""
        self._database.close()

    def commit(self, commit: Commit) -> list[bool]:
        """Write *commit* durably; say for each report whether it was new."""
        return journal.commit(self._database, commit)

    def reports(
        self, agent: str, *, start: float, end: float
    ) -> Iterator[StoredReport]:
        """Yield an agent's reports with start <= time < end, in order of time."""
        return journal.reports(self._database, agent, start, end)

    def body(self, agent: str, spool: str, sequence: int) -> bytes | None:
        """Return what the journal holds of one report, or None."""
        return journal.body(self._database, agent, spool, sequence)

    def sequences(self, agent: str | None = None) -> list[SequenceRange]:
        """Return which sequences are stored, of one agent or of all."""
        return journal.sequences(self._database, agent)

    def tables(self, ids: Iterable[str]) -> dict[str, Table]:
        """Return those of the tables *ids* that are known."""
        found = {}
        with self._database.reading() as connection:
            for id_ in dict.fromkeys(ids):
                row = connection.exec_driver_sql(
                    "SELECT body FROM reading_tables WHERE id = ?", (id_,)
                ).first()
                if row is not None:
                    found[id_] = decode(row[0], Table)
        return found

    def statuses(self) -> list[AgentStatus]:
        """Return the last status of every agent that has one."""
        return registers.statuses(self._database)

    def agents(self) -> list[Agent]:
        """Return all agents by enrolment time."""
        return registers.agents(self._database)

    def agent(self, agent: str) -> Agent | None:
        """Return one agent, or None."""
        return registers.agent(self._database, agent)

    def put_agent(self, agent: Agent, audit: AuditRecord) -> None:
        """Insert or replace *agent*, with its audit record, at once."""
        registers.put_agent(self._database, agent, audit)

    def enrol(self, agent: Agent, audit: AuditRecord) -> bool:
        """Insert *agent* and count one use of its token, or change nothing."""
        return registers.enrol(self._database, agent, audit)

    def tokens(self) -> list[Token]:
        """Return all tokens, newest first."""
        return registers.tokens(self._database)

    def put_token(self, token: Token, audit: AuditRecord) -> None:
        """Insert or replace *token*, but not its count of uses."""
        registers.put_token(self._database, token, audit)

    def audit(self, *, limit: int = 1000) -> list[AuditRecord]:
        """Return the newest audit records, newest first."""
        return registers.audit(self._database, limit)

    def add_audit(self, audit: AuditRecord) -> None:
        """Add one audit record."""
        registers.add_audit(self._database, audit)

    def latest_facts(self, agent: str) -> FactsRecord | None:
        """Return the newest facts of *agent*, whole."""
        return facts.latest_facts(self._database, agent)

    def facts_history(self, agent: str) -> list[FactsRecord]:
        """Return what lasted of an agent's facts, oldest first."""
        return facts.facts_history(self._database, agent)

    def findings(
        self, agent: str | None = None, *, cleared: bool = False
    ) -> list[FindingRecord]:
        """Return what stands, and with *cleared* also what is gone."""
        return finding_rows.findings(self._database, agent, cleared=cleared)

    def put_findings(self, records: Sequence[FindingRecord]) -> None:
        """Insert or replace *records* by their names."""
        finding_rows.put_findings(self._database, records)

    def events(
        self, *, agent: str | None = None, start: float = 0.0, limit: int = 1000
    ) -> list[EventRecord]:
        """Return events since *start*, newest first."""
        return read_events(self._database, agent, start, limit)

    def due_hours(self, *, before: int, limit: int = 1000) -> list[tuple[str, int]]:
        """Return (agent, hour) pairs with hour < *before* that wait."""
        return rollup_rows.due_hours(self._database, before, limit)

    def put_rollups(self, rows: Sequence[RollupRow]) -> None:
        """Insert or replace *rows*; their hours are no longer due."""
        rollup_rows.put_rollups(self._database, rows)

    def rollups(self, agent: str, *, start: int, end: int) -> Iterator[RollupRow]:
        """Yield an agent's rows with start <= hour < end, in order."""
        return rollup_rows.rollups(self._database, agent, start, end)

    def prune(
        self,
        *,
        reports_before: float,
        rollups_before: int,
        events_before: float,
        max_bytes: int | None = None,
    ) -> dict[str, int]:
        """Delete what is older; then the oldest reports until *max_bytes* is met."""
        return retention.prune(
            self._database,
            reports_before=reports_before,
            rollups_before=rollups_before,
            events_before=events_before,
            max_bytes=max_bytes,
        )

    def backup(self, target: Path) -> None:
        """Write a consistent copy to *target* while others go on writing."""
        if target.exists():
            raise StoreError(f"{target} exists: name a file that is not there yet")
        try:
            target.touch(mode=0o600)  # the copy holds what the store holds
            self._database.copy_to(target)
        except OSError as err:
            raise StoreError(f"cannot write the backup {target}: {err}") from err
        except StoreError:
            target.unlink(missing_ok=True)
            raise

    def totals(self) -> Totals:
        """Return what the store holds."""
        with self._database.reading() as connection:
            agents, reports, facts_, events, rollups = connection.exec_driver_sql(
                _TOTALS
            ).one()
            oldest = connection.exec_driver_sql(_OLDEST).scalar_one()
        return Totals(
            agents=agents,
            reports=reports,
            facts=facts_,
            events=events,
            rollups=rollups,
            bytes=self._database.used_bytes(),
            oldest_report=oldest,
        )

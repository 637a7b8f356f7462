"""A store that forgets at the end of the process; the fake for other tests."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from agent.shared.wire import Table
from collector.store.events import wanted_events, wanted_surveys
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
from collector.store.memory_facts import FactsBook
from collector.store.memory_journal import Journal
from collector.store.memory_notes import MemoryNotes


class MemoryStore(MemoryNotes):
    """Keeps everything in dictionaries, behind one lock."""

    def __init__(self) -> None:
        super().__init__()
        self._journal = Journal()
        self._tables: dict[str, Table] = {}
        self._facts = FactsBook()
        self._findings: dict[tuple[str, str, str], FindingRecord] = {}
        self._statuses: dict[str, AgentStatus] = {}
        self._agents: dict[str, Agent] = {}
        self._tokens: dict[str, Token] = {}

    def commit(self, commit: Commit) -> list[bool]:
        """Write *commit*; say for each report whether it was new."""
        with self._locked():
            new = [self._journal.add(report) for report in commit.reports]
            for id_, table in commit.tables.items():
                self._tables.setdefault(id_, table)
            for record in commit.facts:
                self._facts.add(record)
            for event in wanted_events(commit, new):
                plain = msgspec.structs.replace(
                    event, spool="", sequence=0, reporter=""
                )
                if plain not in self._events.values():
                    self._events[next(self._event_numbers)] = plain
            for status in commit.statuses:
                self._statuses[status.agent] = status
            for survey in wanted_surveys(commit, new):
                self._add_survey(survey)
            return new

    def reports(
        self, agent: str, *, start: float, end: float
    ) -> Iterator[StoredReport]:
        """Yield an agent's reports with start <= time < end, in order of time."""
        with self._locked():
            found = self._journal.between(agent, start, end)
        yield from found

    def sequences(self, agent: str | None = None) -> list[SequenceRange]:
        """Return which sequences are stored, of one agent or of all."""
        with self._locked():
            return self._journal.sequences(agent)

    def body(self, agent: str, spool: str, sequence: int) -> bytes | None:
        """Return what the journal holds of one report, or None."""
        with self._locked():
            return self._journal.body(agent, spool, sequence)

    def tables(self, ids: Iterable[str]) -> dict[str, Table]:
        """Return those of the tables *ids* that are known."""
        with self._locked():
            return {id_: self._tables[id_] for id_ in ids if id_ in self._tables}

    def statuses(self) -> list[AgentStatus]:
        """Return the last status of every agent that has one."""
        with self._locked():
            return [self._statuses[agent] for agent in sorted(self._statuses)]

    def agents(self) -> list[Agent]:
        """Return all agents by enrolment time."""
        with self._locked():
            return sorted(self._agents.values(), key=lambda a: (a.enrolled, a.id))

    def agent(self, agent: str) -> Agent | None:
        """Return one agent, or None."""
        with self._locked():
            return self._agents.get(agent)

    def put_agent(self, agent: Agent, audit: AuditRecord) -> None:
        """Insert or replace *agent*, with its audit record."""
        with self._locked():
            self._agents[agent.id] = agent
            self._audit.append(audit)

    def enrol(self, agent: Agent, audit: AuditRecord) -> bool:
        """Insert *agent* and count one use of its token, or change nothing."""
        with self._locked():
            token = self._tokens.get(agent.token_id)
            if agent.id in self._agents or (token is None and agent.token_id):
                return False
            if token is not None:
                if token.uses >= token.max_uses:
                    return False
                counted = msgspec.structs.replace(token, uses=token.uses + 1)
                self._tokens[token.id] = counted
            self._agents[agent.id] = agent
            self._audit.append(audit)
            return True

    def tokens(self) -> list[Token]:
        """Return all tokens, newest first."""
        with self._locked():
            return sorted(self._tokens.values(), key=lambda t: (-t.created, t.id))

    def put_token(self, token: Token, audit: AuditRecord) -> None:
        """Insert or replace *token*, but not its count of uses."""
        with self._locked():
            old = self._tokens.get(token.id)
            if old is not None:
                token = msgspec.structs.replace(token, uses=old.uses)
            self._tokens[token.id] = token
            self._audit.append(audit)

    def audit(self, *, limit: int = 1000) -> list[AuditRecord]:
        """Return the newest audit records, newest first."""
        with self._locked():
            newest = list(reversed(self._audit))
            newest.sort(key=lambda a: -a.time)
            return newest[:limit]

    def add_audit(self, audit: AuditRecord) -> None:
        """Add one audit record."""
        with self._locked():
            self._audit.append(audit)

    def latest_facts(self, agent: str) -> FactsRecord | None:
        """Return the newest facts of *agent*, whole."""
        with self._locked():
            return self._facts.latest(agent)

    def facts_history(self, agent: str) -> list[FactsRecord]:
        """Return what lasted of an agent's facts, oldest first."""
        with self._locked():
            return self._facts.history(agent)

    def findings(
        self, agent: str | None = None, *, cleared: bool = False
    ) -> list[FindingRecord]:
        """Return what stands, and with *cleared* also what is gone."""
        with self._locked():
            return [
                record
                for _name, record in sorted(self._findings.items())
                if agent in (None, record.agent) and (cleared or record.cleared is None)
            ]

    def put_findings(self, records: Sequence[FindingRecord]) -> None:
        """Insert or replace *records* by their names."""
        with self._locked():
            for record in records:
                self._findings[record.agent, record.kind, record.subject] = record

    def _forget_findings(self, device: str) -> None:
        for name in [name for name in self._findings if name[0] == device]:
            del self._findings[name]

    def events(
        self, *, agent: str | None = None, start: float = 0.0, limit: int = 1000
    ) -> list[EventRecord]:
        """Return events since *start*, newest first."""
        with self._locked():
            found = [
                event
                for event in reversed(self._events.values())
                if event.time >= start and agent in (None, event.agent)
            ]
        return sorted(found, key=lambda e: -e.time)[:limit]

    def due_hours(self, *, before: int, limit: int = 1000) -> list[tuple[str, int]]:
        """Return (agent, hour) pairs with hour < *before* that wait."""
        with self._locked():
            due = [pair for pair in self._journal.due if pair[1] < before]
        return sorted(due, key=lambda pair: (pair[1], pair[0]))[:limit]

    def put_rollups(self, rows: Sequence[RollupRow]) -> None:
        """Insert or replace *rows*; their hours are no longer due."""
        with self._locked():
            for row in rows:
                kept = msgspec.structs.replace(row, reports=None)
                self._rollups.setdefault(row.agent, {})[row.hour] = kept
                self._journal.rolled_up(row.agent, row.hour, row.reports)
            self._await_days((row.agent, row.hour) for row in rows)

    def rollups(self, agent: str, *, start: int, end: int) -> Iterator[RollupRow]:
        """Yield an agent's rows with start <= hour < end, in order."""
        with self._locked():
            rows = self._rollups.get(agent, {}).values()
            found = [row for row in rows if start <= row.hour < end]
        yield from sorted(found, key=lambda row: row.hour)

    def prune(
        self,
        *,
        reports_before: float,
        rollups_before: int,
        events_before: float,
        max_bytes: int | None = None,
    ) -> dict[str, int]:
        """Delete what is older; then the oldest hours until *max_bytes* is met."""
        with self._locked():
            gone = self._journal.prune(reports_before, max_bytes)
            rollups = 0
            for rows in self._rollups.values():
                old_hours = [hour for hour in rows if hour < rollups_before]
                rollups += len(old_hours)
                for hour in old_hours:
                    del rows[hour]
            kept = {
                number: event
                for number, event in self._events.items()
                if event.time >= events_before
            }
            events, self._events = len(self._events) - len(kept), kept
            old = [
                name
                for name, record in self._findings.items()
                if record.cleared is not None and record.cleared < events_before
            ]
            for name in old:
                del self._findings[name]
            return {
                "reports": gone,
                "rollups": rollups,
                "day_rollups": self._prune_days(rollups_before),
                "events": events,
                "findings": len(old),
                "sightings": self._prune_sightings(events_before),
            }

    def backup(self, target: Path) -> None:
        """Write the reports to *target*; enough for whoever tests the command."""
        with self._locked():
            text = msgspec.json.encode(self._journal.everything())
        try:
            with target.open("xb") as file:
                file.write(text)
        except OSError as err:
            raise StoreError(f"cannot write the backup {target}: {err}") from err

    def totals(self) -> Totals:
        """Return what the store holds."""
        with self._locked():
            reports = self._journal.everything()
            return Totals(
                agents=len(self._agents),
                reports=len(reports),
                facts=self._facts.count(),
                events=len(self._events),
                rollups=sum(map(len, self._rollups.values())),
                bytes=self._journal.bytes,
                oldest_report=min((r.time for r in reports), default=None),
            )

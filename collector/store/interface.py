"""The Store protocol: what the collector keeps, and nothing about how."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from agent.shared.wire import Event, Facts, Scalar, Table
from collector.store.device import DeviceStore, SurveyRecord
from collector.store.finding import FindingStore
from collector.store.notes import NoteStore
from collector.store.planning import PlanningStore

AgentState = Literal["pending", "active", "quarantined", "revoked"]


class StoreError(Exception):
    """The store cannot do it; the text says why and what to do."""


class Agent(msgspec.Struct, frozen=True):
    """One enrolled agent and where it stands. Times are Unix seconds (UTC)."""

    id: str
    state: AgentState
    credential_digest: str
    hostname: str
    site: str = ""
    department: str = ""
    room: str = ""
    role: str = ""  # what the machine is for: desktop, server, kiosk, …
    kind: str = "workstation"  # what the agent watches: workstation, switches, …
    fingerprint: dict[str, str] = {}
    operating_system: str = ""
    token_id: str = ""
    enrolled: float = 0.0
    next_credential_digest: str = ""  # set while a credential is being replaced
    note: str = ""  # why it is quarantined or revoked


class Token(msgspec.Struct, frozen=True):
    """One enrolment token; only the hash of its secret is kept."""

    id: str
    secret_digest: str
    created: float
    expires: float
    max_uses: int
    uses: int = 0
    subnets: tuple[str, ...] = ()  # addresses that may use it; none: any
    auto_approve: bool = True
    site: str = ""
    department: str = ""
    room: str = ""
    role: str = ""
    kind: str = "workstation"
    revoked: bool = False


class StoredReport(msgspec.Struct, frozen=True):
    """One report as it lies in the journal. ``time`` is corrected to our clock.

    ``body`` is the report's JSON as the agent sent it; its own ``time`` may differ
    from this one by the agent's clock offset.
    """

    agent: str
    spool: str
    sequence: int
    time: float
    received: float
    body: bytes


class FactsRecord(msgspec.Struct, frozen=True):
    """All facts of one agent as of ``time``."""

    agent: str
    time: float
    id: str
    facts: Facts


class EventRecord(msgspec.Struct, frozen=True):
    """An event of one agent or device, at a time corrected to our clock.

    ``spool``, ``sequence`` and ``reporter``, which are not kept, may name the report
    that brought it: it is then written only if that report is new, for repeats differ
    by milliseconds. ``reporter`` is the agent, if it is another than ``agent``.
    """

    agent: str
    time: float
    event: Event
    spool: str = ""
    sequence: int = 0
    reporter: str = ""


class AgentStatus(msgspec.Struct, frozen=True):
    """What is known of an agent's deliveries; kept so that a restart forgets nothing.

    ``clock_offset_s``: agent's clock minus ours at the last contact. ``instances``:
    the sending processes seen, newest last (at most 8), by which clones are found.
    """

    agent: str
    last_received: float = 0.0
    last_time: float = 0.0
    stopped: bool = False  # its last report said that it was stopping
    clock_offset_s: float = 0.0
    boot: str = ""
    agent_version: str = ""
    facts_id: str = ""
    pending: int = 0
    oldest: float | None = None
    dropped: int = 0
    reports: int = 0
    repeats: int = 0
    instances: tuple[str, ...] = ()


class SequenceRange(msgspec.Struct, frozen=True):
    """Which sequences of one spool are stored: how many, and the highest."""

    agent: str
    spool: str
    stored: int
    highest: int

    @property
    def missing(self) -> int:
        """How many below the highest have not arrived (yet)."""
        return self.highest - self.stored


class AuditRecord(msgspec.Struct, frozen=True):
    """Who did what to which token or credential. Never holds a secret."""

    time: float
    actor: str
    action: str
    subject: str
    detail: dict[str, Scalar] = {}


class RollupRow(msgspec.Struct, frozen=True):
    """The sketches of one agent for one hour (``hour`` = Unix seconds // 3600).

    ``reports``, which is not kept, says how many reports of that hour it was made from.
    """

    agent: str
    hour: int
    packed: bytes
    reports: int | None = None


class Commit(msgspec.Struct, frozen=True):
    """What one group commit writes, all or nothing."""

    reports: Sequence[StoredReport] = ()
    tables: Mapping[str, Table] = {}
    facts: Sequence[FactsRecord] = ()
    events: Sequence[EventRecord] = ()
    statuses: Sequence[AgentStatus] = ()
    surveys: Sequence[SurveyRecord] = ()


class Totals(msgspec.Struct, frozen=True):
    """What the store holds, for the collector's own metrics and ``doctor``."""

    agents: int
    reports: int
    facts: int
    events: int
    rollups: int
    bytes: int
    oldest_report: float | None


class Store(FindingStore, DeviceStore, PlanningStore, NoteStore, Protocol):
    """Keeps everything. Methods block; one instance may be used from many threads.

    A change is durable when its method returns. Whoever iterates sees a consistent
    picture. Implementations pass ``tests/collector/store/test_contract.py``.
    """

    def close(self) -> None:
        """Release files and connections."""

    # --- reports -------------------------------------------------------------
    def commit(self, commit: Commit) -> list[bool]:
        """Write *commit* durably; say for each report whether it was new.

        A report whose (agent, spool, sequence) is already there changes nothing, and
        neither do its hours; tables and facts that are there are left as they are.
        The newest facts are kept whole, and in the history what lasts of them
        (``agent.shared.lasting``) where it differs. Of each device the newest survey is
        kept. Hours of new reports become due.

        Raises:
            StoreError: nothing of it was written (a full disk, a closed store).
        """

    def reports(
        self, agent: str, *, start: float, end: float
    ) -> Iterator[StoredReport]:
        """Yield an agent's reports with start <= time < end, in order of time."""

    def sequences(self, agent: str | None = None) -> list[SequenceRange]:
        """Return which sequences are stored, of one agent or of all."""

    def body(self, agent: str, spool: str, sequence: int) -> bytes | None:
        """Return what the journal holds of one report, or None."""

    def tables(self, ids: Iterable[str]) -> dict[str, Table]:
        """Return those of the tables *ids* that are known."""

    def statuses(self) -> list[AgentStatus]:
        """Return the last status of every agent that has one."""

    # --- agents, tokens, audit -----------------------------------------------
    def agents(self) -> list[Agent]:
        """Return all agents, revoked ones too, by enrolment time."""

    def agent(self, agent: str) -> Agent | None:
        """Return one agent, or None."""

    def put_agent(self, agent: Agent, audit: AuditRecord) -> None:
        """Insert or replace *agent*, with its audit record, at once."""

    def enrol(self, agent: Agent, audit: AuditRecord) -> bool:
        """Insert *agent* and count one use of its token, at once.

        Returns False, and changes nothing, if the token is used up or the id taken.
        """

    def tokens(self) -> list[Token]:
        """Return all tokens, newest first."""

    def put_token(self, token: Token, audit: AuditRecord) -> None:
        """Insert or replace *token* (its count of uses is left alone on replace)."""

    def audit(self, *, limit: int = 1000) -> list[AuditRecord]:
        """Return the newest audit records, newest first."""

    def add_audit(self, audit: AuditRecord) -> None:
        """Add one audit record."""

    # --- facts, events, roll-ups ---------------------------------------------
    def latest_facts(self, agent: str) -> FactsRecord | None:
        """Return the newest facts of *agent*, whole; of equal times the last written."""

    def facts_history(self, agent: str) -> list[FactsRecord]:
        """Return what lasted of its facts, oldest first; consecutive ones differ."""

    def events(
        self, *, agent: str | None = None, start: float = 0.0, limit: int = 1000
    ) -> list[EventRecord]:
        """Return events since *start*, newest first."""

    def due_hours(self, *, before: int, limit: int = 1000) -> list[tuple[str, int]]:
        """Return (agent, hour) pairs with hour < *before* that wait for a roll-up."""

    def put_rollups(self, rows: Sequence[RollupRow]) -> None:
        """Insert or replace *rows*; their hours are no longer due, but unmerged.

        An hour stays due if its row was made from another number of ``reports`` than
        the journal holds by now.
        """

    def rollups(self, agent: str, *, start: int, end: int) -> Iterator[RollupRow]:
        """Yield an agent's rows with start <= hour < end, in order."""

    def prune(
        self,
        *,
        reports_before: float,
        rollups_before: int,
        events_before: float,
        max_bytes: int | None = None,
    ) -> dict[str, int]:
        """Delete what is older; then the oldest reports until *max_bytes* is met.

        Findings go when they were cleared, sightings when they ended before
        *events_before*, days with the roll-ups of their hours. Never deletes a report whose hour still waits for its roll-up.
        Returns how many rows went, by table.
        """

    def backup(self, target: Path) -> None:
        """Write a consistent copy to *target* while others go on writing.

        Raises:
            StoreError: the target exists, or cannot be written.
        """

    def totals(self) -> Totals:
        """Return what the store holds."""

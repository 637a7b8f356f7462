"""What is known of agents, tokens, tables and statuses, in memory over the store."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from agent.shared.secret import Secret
from agent.shared.wire import Table, encode
from collector.store.interface import Agent, AgentStatus, AuditRecord, Store, Token

MOST_TABLES = 50_000
MOST_TABLE_BYTES = 256 * 1024 * 1024  # as JSON
MOST_BOOTS = 50_000
_AGENT_ID = re.compile(r"[0-9a-f]{32}")
_NOBODY = "0" * 64  # what an unknown agent's credential is compared with


class Refusal(NamedTuple):
    """Why a caller is not let in; ``detail`` says what to do."""

    status: int
    reason: str
    detail: str


UNKNOWN = Refusal(
    401,
    "unknown_credential",
    "The collector does not know this agent: enrol the machine with a new token.",
)
_STATES = {
    "pending": Refusal(
        403,
        "identity_pending",
        "This agent waits for approval: hatang-collector agents approve.",
    ),
    "quarantined": Refusal(
        403,
        "identity_quarantined",
        "Two machines seem to use this identity: look at hatang-collector agents "
        "show, then approve or revoke it.",
    ),
    "revoked": Refusal(
        403,
        "identity_revoked",
        "This agent was revoked: enrol the machine anew if it should report.",
    ),
}


class Registry:
    """A cache over *store* that other threads may refresh while the event loop reads.

    Readers get whole mappings that are replaced, never changed. Methods that reach
    the store say so; they block and belong in a thread.
    """

    def __init__(
        self,
        store: Store,
        *,
        most_tables: int = MOST_TABLES,
        most_table_bytes: int = MOST_TABLE_BYTES,
        most_boots: int = MOST_BOOTS,
    ) -> None:
        self._store = store
        self._most_tables = most_tables
        self._most_table_bytes = most_table_bytes
        self._most_boots = most_boots
        self._agents: dict[str, Agent] = {}
        self._tokens: dict[str, Token] = {}
        self._statuses: dict[str, AgentStatus] = {}
        self._tables: OrderedDict[str, Table] = OrderedDict()
        self._sizes: dict[str, int] = {}  # of the tables, as JSON
        self._table_bytes = 0
        self._boots: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._writing = threading.Lock()
        self._reading = threading.Lock()

    # --- reaching the store --------------------------------------------------
    def load(self) -> None:
        """Read everything from the store; for the start.

        Raises:
            StoreError: it cannot be read.
        """
        self._statuses = {s.agent: s for s in self._store.statuses()}
        self.refresh()

    def refresh(self) -> None:
        """Read again what another process may have changed: agents and tokens.

        Raises:
            StoreError: it cannot be read; what was known stays.
        """
        with self._writing:
            agents = {a.id: a for a in self._store.agents()}
            self._tokens = {t.id: t for t in self._store.tokens()}
            self._agents = agents

    def change_agent(
        self, agent_id: str, decide: Callable[[Agent], tuple[Agent, AuditRecord] | None]
    ) -> Agent | None:
        """Write what *decide* makes of the agent as the store has it now.

        Returns the agent as it then is; None if there is none. *decide* may return
        None to leave it as it is.

        Raises:
            StoreError: nothing was changed.
        """
        with self._writing:
            agent = self._store.agent(agent_id)
            if agent is None:
                return None
            decided = decide(agent)
            if decided is not None:
                agent = decided[0]
                self._store.put_agent(*decided)
            self._agents = {**self._agents, agent.id: agent}
            return agent

    def enrol(self, agent: Agent, audit: AuditRecord) -> bool:
        """Insert *agent* and count one use of its token; False as ``Store.enrol``.

        Raises:
            StoreError: nothing was changed.
        """
        with self._writing:
            if not self._store.enrol(agent, audit):
                return False
            self._agents = {**self._agents, agent.id: agent}
            token = self._tokens.get(agent.token_id)
            if token is not None:
                token = msgspec.structs.replace(token, uses=token.uses + 1)
                self._tokens = {**self._tokens, token.id: token}
            return True

    def read_tables(self, ids: Iterable[str]) -> dict[str, Table]:
        """Return those of *ids* that are known, from memory or else the store.

        Raises:
            StoreError: the store cannot be read.
        """
        wanted = set(ids)
        found = self.tables(wanted)
        missing = wanted - found.keys()
        if missing:
            read = self._store.tables(missing)
            self.keep_tables(read)
            found.update(read)
        return found

    # --- memory alone --------------------------------------------------------
    def agents(self) -> Mapping[str, Agent]:
        """Return all agents by id, revoked ones too."""
        return self._agents

    def agent(self, agent_id: str) -> Agent | None:
        """Return one agent, or None."""
        return self._agents.get(agent_id)

    def tokens(self) -> Mapping[str, Token]:
        """Return all tokens by id."""
        return self._tokens

    def statuses(self) -> Mapping[str, AgentStatus]:
        """Return the status of every agent that ever delivered."""
        return self._statuses

    def status(self, agent_id: str) -> AgentStatus | None:
        """Return one agent's status, or None."""
        return self._statuses.get(agent_id)

    def keep_status(self, status: AgentStatus) -> None:
        """Note what a delivery has changed."""
        self._statuses[status.agent] = status

    def tables(self, ids: Iterable[str]) -> dict[str, Table]:
        """Return those of *ids* that are in memory."""
        found = {}
        with self._reading:
            for table_id in ids:
                table = self._tables.get(table_id)
                if table is not None:
                    self._tables.move_to_end(table_id)
                    found[table_id] = table
        return found

    def keep_tables(self, tables: Mapping[str, Table]) -> None:
        """Remember *tables*, which are stored; the longest unused are forgotten."""
        with self._reading:
            for table_id, table in tables.items():
                if table_id not in self._tables:
                    size = self._sizes[table_id] = len(encode(table))
                    self._table_bytes += size
                self._tables[table_id] = table
                self._tables.move_to_end(table_id)
            while (
                len(self._tables) > self._most_tables
                or self._table_bytes > self._most_table_bytes
            ):
                gone, _ = self._tables.popitem(last=False)
                self._table_bytes -= self._sizes.pop(gone)

    def offset(self, agent_id: str, boot: str) -> float | None:
        """Return how far an agent's clock was ahead in one boot, if it was seen then."""
        known = self._boots.get((agent_id, boot))
        if known is not None:
            return known
        status = self._statuses.get(agent_id)
        return status.clock_offset_s if status and status.boot == boot else None

    def keep_offset(self, agent_id: str, boot: str, offset_s: float) -> None:
        """Remember the offset measured in one boot."""
        self._boots[(agent_id, boot)] = offset_s
        self._boots.move_to_end((agent_id, boot))
        while len(self._boots) > self._most_boots:
            self._boots.popitem(last=False)

    def authenticate(self, header: str) -> Agent | Refusal:
        """Return whose ``Authorization`` *header* this is, if it may deliver.

        Where the next credential was used, the agent returned has it in place of the
        old one (it differs from ``agent(id)``): the caller writes that down by
        ``complete_rotation``.
        """
        scheme, _, rest = header.partition(" ")
        agent_id, dot, text = rest.strip().partition(".")
        if scheme.lower() != "bearer" or not dot or not _AGENT_ID.fullmatch(agent_id):
            return UNKNOWN
        credential = Secret(text)
        agent = self._agents.get(agent_id)
        if agent is None:
            credential.matches(_NOBODY)
            return UNKNOWN
        if not credential.matches(agent.credential_digest):
            following = agent.next_credential_digest
            if not following or not credential.matches(following):
                return UNKNOWN
            agent = rotated(agent)
        return _STATES.get(agent.state, agent)

    def complete_rotation(self, agent_id: str, now: float) -> None:
        """End the old credential of an agent that has used its next; reaches the store.

        Raises:
            StoreError: the old one holds on.
        """
        self.change_agent(
            agent_id,
            lambda agent: (
                (
                    rotated(agent),
                    AuditRecord(
                        now, f"agent:{agent_id}", "credential_replaced", agent_id
                    ),
                )
                if agent.next_credential_digest
                else None
            ),
        )


def rotated(agent: Agent) -> Agent:
    """Return *agent* with its next credential in place of the old one."""
    return msgspec.structs.replace(
        agent,
        credential_digest=agent.next_credential_digest,
        next_credential_digest="",
    )

"""Brings simulated agents in by the doors of real ones: enrolment, ingest, commit.

Secrets are random whatever the seed is, and kept by nobody: no one can speak for a
simulated machine.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping

import msgspec

from agent import __version__
from agent.shared.secret import Secret
from agent.shared.wire import (
    Batch,
    EnrolmentRequest,
    Report,
    Table,
    encode,
)
from collector.deliveries import decode_delivery, open_reports
from collector.enrolment import Refused, judge_enrolment, new_token
from collector.group_commit import write
from collector.ingest import Prepared, Sender, next_status, prepare
from collector.simulator.identities import identity
from collector.simulator.scribe import Scribe
from collector.simulator.shapes import Pc, SimulatorError
from collector.store.interface import Agent, AgentStatus, Commit, Store

ACTOR = "simulate"
ADDRESS = "10.0.0.1"
_AT_ONCE = 1000  # reports of one commit
_MOST_OF_BATCH = 400
_RECENT_S = 1000.0  # whose reports are kept as the latest


def enrol(store: Store, pcs: Iterable[Pc], seed: int, now: float) -> None:
    """Let *pcs* enrol, each department and site by a token of its own.

    Raises:
        SimulatorError: one of them is refused.
        StoreError: the store cannot be written.
    """
    groups: dict[tuple[str, str, str], list[Pc]] = {}
    for pc in pcs:
        groups.setdefault((pc.site, pc.department, pc.role), []).append(pc)
    known = {agent.id: agent for agent in store.agents()}
    everybody = set(known)
    for (site, department, role), members in groups.items():
        place = {"site": site, "department": department, "role": role}
        if role == "server":
            place["kind"] = "switches"
        token, secret, audit = new_token(
            now=now, actor=ACTOR, max_uses=len(members), place=place
        )
        store.put_token(token, audit)
        for pc in members:
            if pc.id in everybody:
                raise SimulatorError(f"{pc.name} is there already: take another --seed")
            request = _request(pc, seed, token.id, secret)
            # Others of this run are other machines: their parts all differ by the seed.
            verdict = judge_enrolment(request, token, known, address=ADDRESS, now=now)
            if isinstance(verdict, Refused):
                raise SimulatorError(f"{pc.name}: {verdict.detail}")
            if not store.enrol(verdict.agent, verdict.audit):
                raise SimulatorError(f"{pc.name} cannot enrol: look at the store")
            everybody.add(pc.id)


def _request(pc: Pc, seed: int, token_id: str, secret: Secret) -> EnrolmentRequest:
    parts = {
        name: hashlib.sha256(identity(seed, name, pc.number).encode()).hexdigest()
        for name in ("system_uuid", "board_serial", "disk_serial")
    }
    parts["mac"] = hashlib.sha256(pc.mac.encode()).hexdigest()
    return EnrolmentRequest(
        token_id=token_id,
        token_secret=secret.reveal(),
        agent=pc.id,
        credential_digest=Secret(secrets.token_urlsafe(32)).digest(),
        hostname=pc.name,
        fingerprint=parts,
        operating_system=pc.system,
        agent_version=__version__,
        room=pc.room,
    )


class Post(Scribe):
    """Delivers reports of agents, and commits them in groups.

    ``told_facts`` are those whose facts came since somebody looked, ``last`` the newest
    reports of each with when they were made and came.
    """

    def __init__(self, store: Store, seed: int) -> None:
        super().__init__(lambda pc: identity(seed, "spool", pc.number)[:8])
        self._store = store
        self._seed = seed
        self._statuses: dict[str, AgentStatus] = {}
        self._devices: dict[str, Mapping[str, int]] = {}
        self._tables: dict[str, Table] = {}
        self._waiting: list[Prepared] = []
        self._changed: dict[str, AgentStatus] = {}
        self._count = 0
        self.reports = 0
        self.told_facts: set[str] = set()
        self.last: dict[str, list[tuple[Report, float, float]]] = {}

    def deliver(
        self, pc: Pc, reports: list[Report], tables: Mapping[str, Table]
    ) -> None:
        """Take *reports* of one boot as ingest does; they are written with others.

        Raises:
            SimulatorError: one of them is refused: the simulation is wrong.
        """
        for start in range(0, len(reports), _MOST_OF_BATCH):
            self._take(pc, reports[start : start + _MOST_OF_BATCH], tables)

    def _take(self, pc: Pc, reports: list[Report], tables: Mapping[str, Table]) -> None:
        newest = reports[-1]
        received = newest.time + 1.0
        batch = Batch(
            instance=identity(self._seed, "instance", newest.boot, pc.number)[:16],
            sent=received,
            boot=newest.boot,
            uptime_s=newest.uptime_s + 1.0,
            reports=tuple(msgspec.Raw(encode(report)) for report in reports),
            tables={k: t for k, t in tables.items() if k not in self._tables},
            agent_version=__version__,
            hostname=pc.name,
        )
        delivery = decode_delivery(encode(batch))
        status = self._statuses.get(pc.id)
        sender = Sender(
            pc.id, received, status, lambda _boot: 0.0, self._devices.get(pc.id, {})
        )
        prepared = prepare(
            delivery, open_reports(delivery.reports), self._tables, sender
        )
        if prepared.others or prepared.refused_surveys:
            why = [o.reason for o in prepared.others] + [*prepared.refused_surveys]
            raise SimulatorError(f"{pc.name}: a report is refused: {why[0]}")
        after = next_status(status, delivery, prepared, sender)
        after = msgspec.structs.replace(after, reports=after.reports + len(reports))
        self._statuses[pc.id] = self._changed[pc.id] = after
        self._devices[pc.id] = prepared.devices
        self._tables.update(prepared.tables)
        if prepared.facts:
            self.told_facts.add(pc.id)
        recent = [r for r in reports if r.time > newest.time - _RECENT_S]
        self.last[pc.id] = [(r, r.time, received) for r in recent]
        self._waiting.append(prepared)
        self._count += len(reports)
        if self._count >= _AT_ONCE:
            self.flush()

    @property
    def tables(self) -> Mapping[str, Table]:
        """All tables that were told."""
        return self._tables

    def flush(self) -> None:
        """Write what waits.

        Raises:
            StoreError: nothing of it was written.
        """
        if not self._waiting:
            return
        commit = Commit(
            reports=[r for p in self._waiting for r in p.reports],
            tables={k: t for p in self._waiting for k, t in p.tables.items()},
            facts=[f for p in self._waiting for f in p.facts],
            events=[e for p in self._waiting for e in p.events],
            statuses=list(self._changed.values()),
            surveys=[s for p in self._waiting for s in p.surveys],
        )
        write(self._store, commit)
        self.reports += self._count
        self._waiting, self._changed, self._count = [], {}, 0


def refuse_filled(store: Store, *, add: bool) -> None:
    """Refuse a store that holds agents already, unless more are to be added.

    Raises:
        SimulatorError: it holds some.
    """
    agents: list[Agent] = store.agents()
    if agents and not add:
        raise SimulatorError(
            f"the store holds {len(agents)} agents: name an empty one with --database, "
            "or add to it with --add"
        )

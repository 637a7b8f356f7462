"""Speaks for simulated agents over HTTP, as real ones do, with credentials of its own."""

import http.client
import secrets
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from agent import __version__
from agent.shared.secret import Secret
from agent.shared.survey import Survey
from agent.shared.wire import Batch, Facts, Reading, Report, Table, encode, facts_id
from collector.simulator.pc_readings import Told
from collector.simulator.shapes import Pc, SimulatorError
from collector.store.interface import AuditRecord, Store

ACTOR = "simulate"
_PATH = "/api/v1/reports"
_TIMEOUT_S = 20.0
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def new_credentials(store: Store, pcs: Iterable[Pc], now: float) -> dict[str, Secret]:
    """Give each of *pcs* a next credential and return them by agent id.

    The collector takes them in with its next look at the store.

    Raises:
        SimulatorError: one of them is not enrolled there.
        StoreError: the store cannot be written.
    """
    known = {agent.id: agent for agent in store.agents()}
    found = {}
    for pc in pcs:
        if pc.id not in known:
            raise SimulatorError(f"{pc.name} is not in the store: simulate it first")
        found[pc.id] = secret = Secret(secrets.token_urlsafe(32))
        agent = msgspec.structs.replace(
            known[pc.id], next_credential_digest=secret.digest()
        )
        store.put_agent(agent, AuditRecord(now, ACTOR, "credential_offered", pc.id))
    return found


class Speaker:
    """Delivers reports of several agents to one collector; for one thread."""

    def __init__(self, url: str, credentials: Mapping[str, Secret]) -> None:
        """Speak to the collector at *url*, an address of this machine.

        Raises:
            SimulatorError: it is another, where credentials would go unprotected.
        """
        self._url = urlsplit(url)
        if self._url.scheme != "http" or self._url.hostname not in _LOOPBACK:
            raise SimulatorError(f"{url}: write it as http://127.0.0.1:9847")
        self._credentials = credentials
        self._spool, self._instance = secrets.token_hex(4), secrets.token_hex(8)
        self._sequence: dict[str, int] = {}
        self._facts: dict[str, str] = {}
        self._told: set[str] = set()
        self._connection: http.client.HTTPConnection | None = None

    def report(
        self,
        pc: Pc,
        told: Told,
        *,
        facts: Facts | None = None,
        surveys: Iterable[Survey] = (),
        more: tuple[Reading, ...] = (),
    ) -> Report:
        """Return what *pc* says, numbered as the next of its spool."""
        sequence = self._sequence[pc.id] = self._sequence.get(pc.id, 0) + 1
        if facts is not None:
            self._facts[pc.id] = facts_id(facts)
        return Report(
            spool=self._spool,
            sequence=sequence,
            time=told.time,
            boot=told.boot,
            uptime_s=told.uptime_s,
            facts_id=self._facts.get(pc.id, ""),
            readings=(*told.readings, *more),
            facts=facts,
            stopping=told.stopping,
            surveys=tuple(msgspec.Raw(encode(survey)) for survey in surveys),
        )

    def deliver(
        self, pc: Pc, reports: list[Report], tables: Mapping[str, Table], sent: float
    ) -> None:
        """Send *reports* of one agent; tables travel once.

        Raises:
            OSError: the collector does not answer, or takes nothing now.
        """
        newest = reports[-1]
        batch = Batch(
            instance=self._instance,
            sent=sent,
            boot=newest.boot,
            uptime_s=newest.uptime_s + max(sent - newest.time, 0.0),
            reports=tuple(msgspec.Raw(encode(report)) for report in reports),
            tables={k: t for k, t in tables.items() if k not in self._told},
            agent_version=__version__,
            hostname=pc.name,
        )
        try:
            answer = self._ask(pc, encode(batch))
        except http.client.HTTPException as err:
            self._close()
            raise ConnectionError(str(err)) from err
        except OSError:
            self._close()
            raise
        if answer != http.HTTPStatus.OK:
            self._sequence[pc.id] -= len(reports)  # they were not taken: no hole
            raise ConnectionError(f"the collector answers {answer}")
        self._told.update(tables)

    def _ask(self, pc: Pc, body: bytes) -> int:
        connection = self._connection or self._connect()
        self._connection = connection
        secret = self._credentials[pc.id].reveal()
        head = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {pc.id}.{secret}",
        }
        connection.request("POST", _PATH, body, head)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        host = self._url.hostname or ""
        return http.client.HTTPConnection(host, self._url.port, timeout=_TIMEOUT_S)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

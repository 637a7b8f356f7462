"""Speaks for simulated agents over HTTP, as real ones do, with credentials of its own."""

import http.client
import secrets
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from agent import __version__
from agent.shared.secret import Secret
from agent.shared.wire import Batch, Report, Table, encode
from collector.simulator.scribe import Scribe
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


class Speaker(Scribe):
    """Delivers reports of several agents to one collector; for one thread."""

    def __init__(self, url: str, credentials: Mapping[str, Secret]) -> None:
        """Speak to the collector at *url*, an address of this machine.

        Raises:
            SimulatorError: it is another, where credentials would go unprotected.
        """
        spool = secrets.token_hex(4)
        super().__init__(lambda _pc: spool)
        self._url = urlsplit(url)
        if self._url.scheme != "http" or self._url.hostname not in _LOOPBACK:
            raise SimulatorError(f"{url}: write it as http://127.0.0.1:9847")
        self._credentials = credentials
        self._instance = secrets.token_hex(8)
        self._told: set[str] = set()
        self._connection: http.client.HTTPConnection | None = None

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
            self.take_back(pc, len(reports))  # or there would be a hole
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

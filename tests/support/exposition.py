"""A small fleet for tests of pages: agents, tables, reports, a registry in memory."""

import asyncio
from types import SimpleNamespace

from agent.shared import wire
from collector.device_book import DeviceBook
from collector.live import LiveState
from collector.self_metrics import SelfMetrics
from collector.settings import CollectorSettings
from collector.store.interface import (
    Agent,
    AgentStatus,
    SequenceRange,
    StoreError,
    Totals,
)

MONDAY_NOON = 1_795_410_000.0  # Monday 23 November 2026, 12:00 in Ho Chi Minh City


def agent(number=1, **fields):
    """Return an active agent with a name of its own."""
    known = {
        "id": f"{number:08x}" * 4,
        "state": "active",
        "credential_digest": "",
        "hostname": f"pc-{number}",
        "enrolled": float(number),
    }
    return Agent(**known | fields)


def status(of, *, received=MONDAY_NOON, **fields):
    """Return a status of the agent *of* that reported at *received*."""
    return AgentStatus(of.id, last_received=received, last_time=received, **fields)


def table(probe="cpu", *metrics, series=None, interval_s=60.0):
    """Return a table with one gauge, or with *metrics* as (name, kind, labels)."""
    metrics = metrics or (("hatang_cpu_load", "gauge", ()),)
    declared = tuple(
        wire.Declaration(name, kind, "A help text.", labels)
        for name, kind, labels in metrics
    )
    if series is None:
        series = tuple(
            (i, tuple("x" for _ in d.labels)) for i, d in enumerate(declared)
        )
    return wire.Table(probe, interval_s, declared, tuple(series))


def report(*readings, sequence=1, time=MONDAY_NOON):
    """Return a report of *readings*, each (table, values) or (table, values, offset)."""
    return wire.Report(
        "0" * 8,
        sequence,
        time,
        "boot",
        100.0,
        readings=tuple(
            wire.Reading(wire.table_id(t), rest[0] if rest else 0.0, tuple(values))
            for t, values, *rest in readings
        ),
    )


def tell(live, who, *readings, time=MONDAY_NOON, received=None):
    """Let *who* report *readings* to *live*."""
    tables = {wire.table_id(t): t for t, *_ in readings}
    live.apply(who, report(*readings), tables, time, received or time)


class FakeClock:
    """A clock that stands until it is set."""

    boot = "test"

    def __init__(self, now=MONDAY_NOON):
        self.time = now

    def now(self):
        """Return the set time."""
        return self.time

    def uptime(self):
        """Return the set time."""
        return self.time


class FakeRegistry:
    """Agents and statuses in two dictionaries."""

    def __init__(self):
        self.known = {}
        self.heard = {}
        self.broken = False

    def add(self, agent, status=None):
        """Know *agent*, and its *status*."""
        self.known = self.known | {agent.id: agent}
        if status is not None:
            self.heard[agent.id] = status

    def drop(self, agent):
        """Know *agent* no more."""
        self.known = {i: a for i, a in self.known.items() if i != agent.id}

    def agents(self):
        """Return all agents by id."""
        if self.broken:
            raise StoreError("broken")
        return self.known

    def status(self, agent_id):
        """Return the status of one agent, or None."""
        return self.heard.get(agent_id)


class FakeStore:
    """Knows how many reports are missing, and its totals; or fails."""

    def __init__(self):
        self.ranges = []
        self.fails = False

    def sequences(self, agent=None):
        """Return the set ranges."""
        if self.fails:
            raise StoreError("disk full")
        return self.ranges

    def totals(self):
        """Return small totals."""
        return Totals(1, 2, 3, 4, 5, 6, 7.0)

    def miss(self, agent, count):
        """Let *count* reports of *agent* be missing."""
        self.ranges.append(SequenceRange(agent.id, "0" * 8, 10, 10 + count))


def services(**settings):
    """Return services around fakes."""
    live = LiveState()
    return SimpleNamespace(
        clock=FakeClock(),
        settings=CollectorSettings(**settings),
        store=FakeStore(),
        registry=FakeRegistry(),
        live=live,
        devices=DeviceBook(None, live.is_up),
        switch_of=lambda _id: "",
        findings=SimpleNamespace(judged=lambda _agent: None),
        ports=SimpleNamespace(judged=lambda _device: None),
        metrics=SelfMetrics(),
    )


def get(app, path, *, query="", headers=None, method="GET"):
    """Return (status, headers, body) of one request to the ASGI *app*."""
    sent = []
    given = {"host": "127.0.0.1:9848"} | (headers or {})
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 9848),
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    answered = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    body = b"".join(m.get("body", b"") for m in sent[1:])
    return sent[0]["status"], answered, body

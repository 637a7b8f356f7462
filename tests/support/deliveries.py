"""Deliveries as agents make them, for tests of the collector's side."""

import asyncio

import msgspec

from agent.shared import wire
from agent.shared.secret import Secret
from agent.shared.wire import Batch, Declaration, Reading, Report, Table
from collector.committer import Committer
from collector.device_book import DeviceBook
from collector.edge_ports import EdgePorts
from collector.finding_keeper import FindingKeeper
from collector.incident_keeper import IncidentKeeper
from collector.knowledge import KnowledgeFolder
from collector.live import LiveState
from collector.plan_keeper import PlanKeeper
from collector.port_keeper import PortKeeper
from collector.port_sources import sources_of
from collector.registry import Registry
from collector.self_metrics import SelfMetrics
from collector.services import Services
from collector.settings import CollectorSettings
from collector.store.interface import Agent, AuditRecord
from collector.store.memory import MemoryStore
from collector.topology_keeper import TopologyKeeper
from collector.way_book import WayBook
from tests.support.fake_clock import FakeClock

AGENT = "a" * 32
CREDENTIAL = Secret("s3cret-" * 6)
BEARER = f"Bearer {AGENT}.{CREDENTIAL.reveal()}"
NOW = 1_800_000_000.0
TABLE = Table(
    "memory",
    60.0,
    (Declaration("hatang_memory_size_bytes", "gauge", "Size of memory."),),
    ((0, ()),),
)
TABLE_ID = wire.table_id(TABLE)


def agent(**changes):
    """Return an active agent."""
    plain = Agent(AGENT, "active", CREDENTIAL.digest(), "pc-1", site="hn")
    return msgspec.structs.replace(plain, **changes)


def report(sequence=1, **changes):
    """Return a report with one reading."""
    plain = Report(
        spool="0" * 8,
        sequence=sequence,
        time=NOW,
        boot="boot-1",
        uptime_s=1000.0,
        readings=(Reading(TABLE_ID, 0.0, (1.5,)),),
    )
    return msgspec.structs.replace(plain, **changes)


def batch(*reports, **changes):
    """Return a batch; a report may be bytes of any kind of JSON."""
    raws = [r if isinstance(r, bytes) else wire.encode(r) for r in reports]
    plain = Batch(
        instance="1" * 16,
        sent=NOW,
        boot="boot-1",
        uptime_s=1000.0,
        reports=tuple(msgspec.Raw(raw) for raw in raws),
        tables={TABLE_ID: TABLE},
    )
    return msgspec.structs.replace(plain, **changes)


def services(store=None, *, settings=None, agents=(None,)):
    """Return the parts of a collector over memory, with one agent."""
    store = store or MemoryStore()
    for each in agents:
        store.put_agent(each or agent(), AuditRecord(0.0, "test", "made", AGENT))
    settings = settings or CollectorSettings()
    clock, metrics, ways = FakeClock(NOW), SelfMetrics(), WayBook()
    live = LiveState(ways.apply)
    registry, devices = Registry(store), DeviceBook(store, live.is_up)
    keeper = FindingKeeper(store, clock, KnowledgeFolder(None).current)
    topology = TopologyKeeper(store, clock, devices, registry)
    committer = Committer(
        *(store, registry, live, devices, metrics, clock, settings.limits),
        facts_came=keeper.note,
    )
    return Services(
        clock=clock,
        settings=settings,
        store=store,
        registry=registry,
        committer=committer,
        live=live,
        devices=devices,
        findings=keeper,
        topology=topology,
        ports=PortKeeper(
            store,
            clock,
            sources_of(
                registry=registry,
                live=live,
                devices=devices,
                topology=topology,
                knowledge=KnowledgeFolder(None).current,
                clock=clock,
                settings=settings,
            ),
            settings.office_hours,
        ),
        switch_of=topology.switch_of,
        metrics=metrics,
        plans=PlanKeeper(store, clock, settings),
        incidents=IncidentKeeper(
            store, clock, registry, (ways, EdgePorts()), lambda _name: ()
        ),
        ca_pem=b"",
    )


def run(parts, conversation):
    """Run ``conversation(parts)`` while its committer works; return what it returns."""

    async def main():
        await parts.committer.start()
        try:
            return await conversation(parts)
        finally:
            await parts.committer.stop()

    return asyncio.run(main())

"""The table of what the collector does by the clock."""

from agent.shared.clock import SystemClock
from collector.device_book import DeviceBook
from collector.edge_ports import EdgePorts
from collector.finding_keeper import FindingKeeper
from collector.incident_keeper import IncidentKeeper
from collector.jobs import jobs_of, prune
from collector.knowledge import KnowledgeFolder
from collector.live import LiveState
from collector.plan_keeper import PlanKeeper
from collector.port_keeper import PortKeeper
from collector.port_sources import sources_of
from collector.registry import Registry
from collector.self_metrics import SelfMetrics
from collector.services import Services
from collector.settings import CollectorSettings, Retention
from collector.store.memory import MemoryStore
from collector.topology_keeper import TopologyKeeper
from collector.way_book import WayBook

NOW = 1_795_000_000.0
DAY = 86400.0


class Asked(MemoryStore):
    """Notes what should be deleted."""

    def prune(self, **bounds):
        """Note it."""
        self.bounds = bounds
        return {}


def test_retention_becomes_bounds():
    """Days and gigabytes of the settings, counted from now."""
    store = Asked()
    settings = CollectorSettings(retention=Retention(10, 20, 30, 2))
    prune(store, settings, now=NOW)
    assert store.bounds == {
        "reports_before": NOW - 10 * DAY,
        "rollups_before": int((NOW - 20 * DAY) // 3600),
        "events_before": NOW - 30 * DAY,
        "max_bytes": 2_000_000_000,
    }


def test_every_job_runs_on_an_empty_store():
    """Nothing to do is no failure."""
    store, renewed = MemoryStore(), []
    registry, devices = Registry(store), DeviceBook(store)
    topology = TopologyKeeper(store, SystemClock(), devices, registry)
    settings = CollectorSettings()
    sources = sources_of(
        registry=registry,
        live=LiveState(),
        devices=devices,
        topology=topology,
        knowledge=KnowledgeFolder(None).current,
        clock=SystemClock(),
        settings=settings,
    )
    services = Services(
        clock=SystemClock(),
        settings=settings,
        store=store,
        registry=registry,
        committer=None,
        live=LiveState(),
        devices=devices,
        findings=FindingKeeper(store, SystemClock(), KnowledgeFolder(None).current),
        topology=topology,
        ports=PortKeeper(store, SystemClock(), sources, settings.office_hours),
        metrics=SelfMetrics(),
        plans=PlanKeeper(store, SystemClock(), settings),
        incidents=IncidentKeeper(
            store,
            SystemClock(),
            Registry(store),
            (WayBook(), EdgePorts()),
            lambda _name: (),
        ),
        ca_pem=b"",
    )
    jobs = jobs_of(services, renew=lambda: renewed.append(True))
    for job in jobs:
        job.run()
    assert renewed == [True]
    assert [entry.id for entry in store.entries("calendar")] == ["day_rollups"]
    assert len({job.name for job in jobs}) == len(jobs) >= 4

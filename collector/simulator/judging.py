"""Judges a simulated fleet as a running collector does: findings, topology, ports."""

from collections.abc import Iterable

from agent.shared.clock import Clock
from collector.device_book import DeviceBook
from collector.finding_keeper import FindingKeeper
from collector.knowledge import KnowledgeFolder
from collector.live import LiveState
from collector.port_keeper import PortKeeper
from collector.port_sources import sources_of
from collector.registry import Registry
from collector.settings import CollectorSettings
from collector.simulator.door import Post
from collector.store.interface import Store
from collector.topology_keeper import TopologyKeeper

_MOST_ROUNDS = 100_000


class SteppedClock:
    """A clock that stands where it was put."""

    boot = "simulated-boot00"

    def __init__(self, now: float) -> None:
        self._began = now
        self._now = now

    def put(self, now: float) -> None:
        """Move on to *now*."""
        self._now = max(self._now, now)

    def now(self) -> float:
        """Return the time it stands at."""
        return self._now

    def uptime(self) -> float:
        """Return how far it was moved."""
        return 100_000.0 + self._now - self._began


class Judges:
    """The keepers of a collector, run by hand."""

    def __init__(
        self, store: Store, clock: SteppedClock, settings: CollectorSettings
    ) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._knowledge = KnowledgeFolder(settings.knowledge_directory)
        self._machines = FindingKeeper(store, clock, self._knowledge.current)
        self._agents = {agent.id for agent in store.agents()}

    def machines(self, agents: Iterable[str]) -> None:
        """Judge machines whose facts came."""
        self._machines.note(agents)
        while self._machines.run(self._agents):
            pass

    def devices(self, post: Post) -> int:
        """Draw the map and judge the devices; return how many there are."""
        clock: Clock = self._clock
        registry, live = Registry(self._store), LiveState()
        registry.load()
        for agent, reports in post.last.items():
            for report, time, received in reports:
                live.apply(agent, report, post.tables, time, received)
        devices = DeviceBook(self._store, live.is_up)
        devices.load()
        topology = TopologyKeeper(self._store, clock, devices, registry)
        topology.run()
        sources = sources_of(
            registry=registry,
            live=live,
            devices=devices,
            topology=topology,
            knowledge=self._knowledge.current,
            clock=clock,
            settings=self._settings,
        )
        hours = self._settings.office_hours
        ports = PortKeeper(self._store, clock, sources, hours)
        known = devices.all()
        for _ in range(_MOST_ROUNDS):
            ports.run()
            if all(ports.evidence(device.id) for device in known):
                break
        return len(known)

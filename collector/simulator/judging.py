"""Judges a simulated fleet as a running collector does: findings, topology, ports."""

from collections.abc import Iterable

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

_MOST_ROUNDS = 10_000


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
        knowledge = KnowledgeFolder(settings.knowledge_directory).current
        self._machines = FindingKeeper(store, clock, knowledge)
        self._agents = {agent.id for agent in store.agents()}
        self._registry, self._live = Registry(store), LiveState()
        self._devices = DeviceBook(store, self._live.is_up)
        known = self._devices, self._registry
        self._topology = TopologyKeeper(store, clock, *known)
        sources = sources_of(
            registry=self._registry,
            live=self._live,
            devices=self._devices,
            topology=self._topology,
            knowledge=knowledge,
            clock=clock,
            settings=settings,
        )
        self._ports = PortKeeper(store, clock, sources, settings.office_hours)

    def machines(self, agents: Iterable[str]) -> None:
        """Judge machines whose facts came."""
        told = set(agents)
        self._topology.note(told)
        self._machines.note(told)
        while self._machines.run(self._agents):
            pass

    def devices(self, post: Post) -> int:
        """Draw the map and judge the devices; return how many there are."""
        self._registry.load()
        for agent, reports in post.last.items():
            for report, time, received in reports:
                self._live.apply(agent, report, post.tables, time, received)
        self._devices.load()
        self._topology.run()
        known = self._devices.all()
        for _ in range(_MOST_ROUNDS):
            self._ports.run()
            if all(self._ports.evidence(device.id) for device in known):
                break
        return len(known)

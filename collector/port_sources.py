"""Whom the keeper of ports asks in a running collector."""

from collections.abc import Callable, Iterator

from agent.shared.clock import Clock
from agent.shared.knowledge import Knowledge
from collector.device_book import DeviceBook
from collector.fleet import judge, reporting
from collector.live import LiveState
from collector.port_keeper import Sources
from collector.ports.levels import Series
from collector.registry import Registry
from collector.settings import CollectorSettings
from collector.topology_keeper import TopologyKeeper


def sources_of(  # noqa: PLR0913 - one for each part that is asked
    *,
    registry: Registry,
    live: LiveState,
    devices: DeviceBook,
    topology: TopologyKeeper,
    knowledge: Callable[[], Knowledge],
    clock: Clock,
    settings: CollectorSettings,
) -> Sources:
    """Return the parts of a collector as sources of a ``PortKeeper``."""

    def latest(device: str) -> Iterator[Series]:
        for declaration, labels, value in live.series(device, clock.now()):
            yield declaration.name, labels, value

    def agents_that_report() -> frozenset[str]:
        now = clock.now()
        return frozenset(
            agent.id
            for agent in list(registry.agents().values())
            if reporting(
                judge(
                    agent,
                    registry.status(agent.id),
                    now=now,
                    hours=settings.office_hours,
                    report_interval_s=settings.report_interval_s,
                )
            )
        )

    return Sources(devices, topology, latest, agents_that_report, knowledge)

"""Keepers of ports over simulated months."""

from agent.shared.knowledge import load
from collector.port_keeper import PortKeeper, Sources
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.fake_clock import FakeClock
from tests.support.port_month import HOURS, NOW, Month


def filled(month: Month) -> MemoryStore:
    """Return a store that holds what happened in *month*."""
    store = MemoryStore()
    for switch in month.switches:
        store.put_rollups(month.rows(switch))
        store.commit(Commit(events=switch.events))
    return store


def keeper_of(month: Month, store: MemoryStore, clock: FakeClock) -> PortKeeper:
    """Return a keeper that looks at *month*."""
    knowledge = load()
    sources = Sources(month, month, month.latest, month.reporting, lambda: knowledge)
    return PortKeeper(store, clock, sources, HOURS)


def judged(month: Month) -> PortKeeper:
    """Return a keeper that has judged all of *month*."""
    keeper = keeper_of(month, filled(month), FakeClock(NOW))
    while keeper.run() < len(month.switches):
        continue
    return keeper

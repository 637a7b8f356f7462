"""Small simulated fleets for tests."""

from collections.abc import Iterator

from collector.settings import CollectorSettings
from collector.simulator.run import Written, simulate
from collector.simulator.shapes import Size
from collector.store.interface import Store, StoredReport
from collector.store.memory import MemoryStore

NOW = 1795487100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội
SMALL = Size(pcs=31, switches=5, lines=2, sites=2, days=3, seed=7, period_s=1800.0)


def simulated(size: Size = SMALL, store: Store | None = None) -> tuple[Store, Written]:
    """Return a store that was filled, and what was written."""
    store = store if store is not None else MemoryStore()
    written = simulate(store, size, now=NOW, settings=CollectorSettings())
    return store, written


def reports_of(store: Store) -> Iterator[StoredReport]:
    """Yield every report of *store*, agent after agent."""
    for agent in store.agents():
        yield from store.reports(agent.id, start=0, end=NOW + 1)

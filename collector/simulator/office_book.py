"""Registers what people would say of the office: departments and lines."""

from collector.simulator.shapes import Fleet
from collector.store.interface import Store


def register(store: Store, fleet: Fleet, now: float) -> None:
    """Write departments with their heads, and lines with their contracts."""
    del store, fleet, now

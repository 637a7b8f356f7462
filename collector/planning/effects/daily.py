"""How severe each day of a machine was, in one dimension. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from collector.planning.need.scale import clipped, position
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Dimension
from collector.sketch import Sketch


class Signal(NamedTuple):
    """A measured quantity, the quantile of its day, and by which thresholds."""

    name: str
    quantile: float
    threshold: str


SIGNALS: Mapping[Dimension, tuple[Signal, ...]] = {
    "cpu": (Signal("cpu_busy_ratio", 0.95, "cpu_busy_p95"),),
    "memory": (
        Signal("memory_available_ratio", 0.05, "memory_available_p5"),
        Signal("memory_pressure_ratio", 0.95, "memory_pressure_p95"),
        Signal("hard_faults_per_second", 0.95, "hard_faults_p95"),
    ),
    "disk_speed": (
        Signal("disk_read_seconds_per_operation", 0.95, "disk_seconds_p95"),
        Signal("disk_write_seconds_per_operation", 0.95, "disk_seconds_p95"),
        Signal("disk_busy_ratio", 0.95, "disk_busy_p95"),
        Signal("io_pressure_ratio", 0.95, "io_pressure_p95"),
    ),
}
"""The dimensions that are measured day by day on machines. Facts have no days."""
_NAMES = frozenset(signal.name for all_of in SIGNALS.values() for signal in all_of)


def wanted(signal: str) -> bool:
    """Return whether *signal* says anything here; the others need not be decoded."""
    return signal in _NAMES


def daily_severity(
    sketches: Mapping[str, Sketch], dimension: Dimension, policy: Policy
) -> float | None:
    """Return how severe one day was, 0 to 1: the worst of its signals; None: unknown."""
    found = []
    for signal in SIGNALS.get(dimension, ()):
        sketch, threshold = (
            sketches.get(signal.name),
            policy.thresholds.get(signal.threshold),
        )
        value = sketch.quantile(signal.quantile) if sketch is not None else None
        if value is not None and threshold is not None:
            found.append(clipped(position(value, threshold)))
    return max(found, default=None)

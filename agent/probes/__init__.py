"""The table of all probes: what they are called, where they stand, how often they run.

A name is what settings and the ``probe`` label say. A value is text, so that a probe
that is switched off is never imported.
"""

from importlib import import_module
from typing import Any, Protocol, cast

from agent.probe import Probe
from agent.shared.metric import Metric

PROBES: dict[str, str] = {
    "cpu": "agent.probes.cpu:CpuProbe",
    "memory": "agent.probes.memory:MemoryProbe",
    "pressure": "agent.probes.pressure:PressureProbe",
    "disk": "agent.probes.disk:DiskProbe",
    "filesystem": "agent.probes.filesystem:FilesystemProbe",
    "network": "agent.probes.network:NetworkProbe",
    "path": "agent.probes.path:PathProbe",
    "tcp": "agent.probes.tcp:TcpProbe",
    "service": "agent.probes.service:ServiceProbe",
    "line_throughput": "agent.probes.line_throughput:LineThroughputProbe",
    "boot": "agent.probes.boot:BootProbe",
    "sessions": "agent.probes.sessions:SessionsProbe",
    "processes": "agent.probes.processes:ProcessesProbe",
    "temperature": "agent.probes.temperature:TemperatureProbe",
    "battery": "agent.probes.battery:BatteryProbe",
    "hardware": "agent.probes.hardware:HardwareProbe",
    "protection": "agent.probes.protection:ProtectionProbe",
    "updates": "agent.probes.updates:UpdatesProbe",
    "arrays": "agent.probes.arrays:ArraysProbe",
    "disk_health": "agent.probes.disk_health:DiskHealthProbe",
    "backup": "agent.probes.backup:BackupProbe",
    "shadow_copies": "agent.probes.shadow_copies:ShadowCopiesProbe",
    "canary": "agent.probes.canary:CanaryProbe",
    "documents": "agent.probes.documents:DocumentsProbe",
    "loss": "agent.probes.loss:LossProbe",
    "own": "agent.probes.own:OwnProbe",
}

INTERVALS: dict[str, float] = {
    "cpu": 60,
    "memory": 60,
    "pressure": 60,
    "disk": 60,
    "filesystem": 300,
    "network": 60,
    "path": 60,
    "tcp": 60,
    "service": 60,
    "line_throughput": 300,
    "boot": 3600,
    "sessions": 300,
    "processes": 60,
    "temperature": 300,
    "battery": 300,
    "hardware": 21600,
    "protection": 3600,
    "updates": 86400,
    "arrays": 3600,
    "disk_health": 21600,
    "backup": 3600,
    "shadow_copies": 900,
    "canary": 300,
    "documents": 86400,
    "loss": 300,
    "own": 60,
}
"""Seconds between two readings where the settings say nothing else."""

FACT_PROBES: frozenset[str] = frozenset(
    {
        "hardware",
        "disk_health",
        "protection",
        "updates",
        "arrays",
        "backup",
        "shadow_copies",
        "canary",
        "documents",
    }
)
"""The probes that yield facts, too."""

LIMITS: dict[str, float] = {
    "path": 15,
    "service": 200,
    "line_throughput": 600,
    "hardware": 60,
    "disk_health": 120,
    "protection": 120,
    "updates": 300,
    "arrays": 60,
    "backup": 360,
    "shadow_copies": 60,
    "canary": 60,
    "documents": 600,
}
"""Seconds that a run may take, where that is more than the settings allow others."""

PLANNED: frozenset[str] = frozenset(
    {"backup", "shadow_copies", "canary", "documents", "loss"}
)
"""The probes that are told what the settings say of data safety, and the clock."""


class ProbeClass(Protocol):
    """What ``load`` returns; every argument is a source and has a default."""

    metrics: tuple[Metric, ...]

    def __call__(self, **sources: Any) -> Probe:
        """Return the probe, reading from *sources*."""
        ...


def load(name: str) -> ProbeClass:
    """Return the class of the probe *name*, importing its module now.

    Raises:
        KeyError: no probe is called so.
    """
    module, _, attribute = PROBES[name].partition(":")
    return cast(ProbeClass, getattr(import_module(module), attribute))


def metrics_of_all() -> dict[str, tuple[Metric, ...]]:
    """Return what each probe of the table declares."""
    return {name: load(name).metrics for name in PROBES}

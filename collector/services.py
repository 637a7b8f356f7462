"""What the web handlers need, built once by ``collector.app``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.shared.clock import Clock
from collector.store.interface import Store

if TYPE_CHECKING:
    from collector.committer import Committer
    from collector.device_book import DeviceBook
    from collector.finding_keeper import FindingKeeper
    from collector.incident_keeper import IncidentKeeper
    from collector.live import LiveState
    from collector.plan_keeper import PlanKeeper
    from collector.port_keeper import PortKeeper
    from collector.registry import Registry
    from collector.self_metrics import SelfMetrics
    from collector.settings import CollectorSettings
    from collector.topology_keeper import TopologyKeeper


def _nowhere(_id: str) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Services:
    """The parts of a running collector. ``ca_pem`` is the CA certificate, public.

    ``switch_of`` says by its id on which switch an agent or device hangs (by that
    switch's name in Prometheus), empty where that is not known.
    """

    clock: Clock
    settings: "CollectorSettings"
    store: Store
    registry: "Registry"  # agents, tokens, tables, statuses in memory
    committer: "Committer"  # the one way in for reports
    live: "LiveState"  # the latest values
    devices: "DeviceBook"  # what agents read over SNMP
    findings: "FindingKeeper"  # what stands of every machine
    topology: "TopologyKeeper"  # what hangs where
    ports: "PortKeeper"  # what stands of every device and its ports
    incidents: "IncidentKeeper"  # who is at fault
    metrics: "SelfMetrics"  # the collector's own
    plans: "PlanKeeper"  # upgrade plans, by budget
    ca_pem: bytes
    switch_of: Callable[[str], str] = _nowhere

"""All alerts, in the groups in which Prometheus evaluates them."""

from collections.abc import Mapping

from dashboards import (
    alerts_events,
    alerts_lines,
    alerts_machines,
    alerts_network,
    alerts_self,
)
from dashboards.alert import Alert
from dashboards.alerts_events import EventAlert

GROUPS: Mapping[str, tuple[Alert, ...]] = {
    "hatang-machines": alerts_machines.ALERTS,
    "hatang-network": alerts_network.ALERTS,
    "hatang-lines": alerts_lines.ALERTS,
    "hatang-self": alerts_self.ALERTS,
}


def every() -> tuple[Alert, ...]:
    """Return all alerts about conditions: those that Prometheus has rules for."""
    return tuple(alert for group in GROUPS.values() for alert in group)


def runbooks() -> tuple[Alert | EventAlert, ...]:
    """Return everything that a message may tell of: each has a runbook."""
    return (*every(), *alerts_events.ALERTS)

"""All alerts, in the groups in which Prometheus evaluates them."""

from collections.abc import Mapping

from dashboards import alerts_machines, alerts_network, alerts_self
from dashboards.alert import Alert

GROUPS: Mapping[str, tuple[Alert, ...]] = {
    "hatang-machines": alerts_machines.ALERTS,
    "hatang-network": alerts_network.ALERTS,
    "hatang-self": alerts_self.ALERTS,
}


def every() -> tuple[Alert, ...]:
    """Return all alerts."""
    return tuple(alert for group in GROUPS.values() for alert in group)

"""How severe a state is that no number measures; ``policy.states`` may say otherwise."""

from collections.abc import Mapping
from types import MappingProxyType

from collector.planning.shapes.facts import Policy

STATES: Mapping[str, float] = MappingProxyType(
    {
        "disk_failing": 1.0,
        "disk_replace_soon": 0.7,
        "disk_watch": 0.2,
        "raid_degraded": 1.0,
        "scrub_errors": 0.8,
        "link_slow": 1.0,  # both ends can do more
        "link_limited": 0.5,  # one end can do no more
        "duplex_mismatch": 1.0,
        "late_collisions": 1.0,
        "duplex_suspected": 0.7,
        "half_duplex": 0.5,
        "flapping": 0.6,
        "broadcast_storm": 1.0,
        "restarts_often": 0.7,
        "part_bad": 0.6,
        "battery_bad": 0.7,
        "device_hot": 0.4,
    }
)


def severity(policy: Policy, state: str) -> float:
    """Return the severity of *state*, 0 to 1."""
    return policy.states.get(state, STATES[state])

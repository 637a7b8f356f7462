"""Which devices really do not answer: expressions that several alerts share."""

# One for each instance: after a crash of Prometheus series of a machine's former labels
# linger for five minutes, and a rule that meets two of them fails as a whole.
_OF_AGENT = (
    "* on (job, instance) group_left (agent_id) "
    "max by (job, instance, agent_id) (hatang_agent_identity_info)"
)
_OF_DEVICE = (
    "* on (job, instance) group_left (agent_id) "
    "max by (job, instance, agent_id) (hatang_device_identity_info)"
)
MISSED_S = 120
"""So much longer than its agent a device was not heard of: two polls."""


def down(matchers: str) -> str:
    """Return the devices that are down while the agent that reads them goes on.

    When line or power is cut, agent and devices fall silent together, and of the devices
    nobody knows anything: that has an alert of its own.
    """
    seen = f"hatang_device_last_seen_timestamp_seconds {_OF_DEVICE}"
    told = f"hatang_agent_last_report_timestamp_seconds {_OF_AGENT}"
    return (
        f"(hatang_device_up{{{matchers}}} == 0) {_OF_DEVICE}"
        f" and on (job, instance) ({seen} + {MISSED_S}"
        f" < on (agent_id) group_left () max by (agent_id) ({told}))"
    )


def silent_by_themselves() -> str:
    """Return the silent machines that hang on no switch that is down."""
    dead = down('switch!=""')
    return f"hatang_agent_silent unless on (site, switch) ({dead})"

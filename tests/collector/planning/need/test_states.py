"""How severe states are."""

from collector.planning.need.states import STATES, severity
from tests.support.need_cases import POLICY, facts


def test_a_policy_may_say_otherwise():
    """State by state."""
    policy = facts(states={"disk_watch": 0.9}).policy
    assert severity(policy, "disk_watch") == 0.9
    assert severity(policy, "disk_failing") == severity(POLICY, "disk_failing") == 1


def test_all_are_shares():
    """As severities are."""
    assert all(0 < value <= 1 for value in STATES.values())

"""What the Update Agent's answers mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.update_agent import (
    CRITICAL,
    DEFINITIONS,
    SECURITY,
    Waiting,
    installs_by_itself,
    last_installed,
    waiting,
)


def test_optional_updates_do_not_wait():
    """Windows does not want to install them; signatures are no security updates."""
    updates = [
        {"severity": "Important", "categories": [SECURITY.upper()]},
        {"severity": None, "categories": ["{" + CRITICAL + "}"]},
        {"severity": None, "categories": [DEFINITIONS]},
        {"severity": "Critical", "categories": [], "optional": True},
        {"severity": None, "categories": []},
    ]
    assert waiting(updates) == Waiting(pending=4, security=2)


def test_signatures_are_no_last_update():
    """Nor is what failed, or was removed."""
    history = [
        {"time": 500, "operation": 1, "result": 2, "articles": ["2267602"]},
        {"time": 400, "operation": 1, "result": 4, "articles": []},
        {"time": 300, "operation": 2, "result": 2, "articles": []},
        {"time": 200, "operation": 1, "result": 3, "articles": ["5034441"]},
        {"time": 100, "operation": 1, "result": 2},
    ]
    assert last_installed(history) == 200
    assert last_installed([]) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"level": 4}, True),
        ({"level": 1}, False),
        ({"level": 0}, None),
        ({"level": 4, "service": 4}, False),
        ({"level": 4, "policy_off": 1}, False),
        ({"level": 1, "policy_option": 4}, True),
        ({"level": 4, "policy_option": 3}, False),
        ({"level": 4, "policy_option": 5}, True),
        ({}, None),
    ],
)
def test_a_policy_counts_before_the_setting(said, expected):
    """And a service that is switched off before both."""
    silent = dict.fromkeys(("level", "policy_off", "policy_option", "service"))
    assert installs_by_itself(**{**silent, **said}) is expected


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["time", "operation", "result", "articles", "severity", "categories"]
            ),
            st.none() | st.integers() | st.text() | st.lists(st.text()) | st.booleans(),
        )
    )
)
def test_junk_is_counted_and_nothing_else(rows):
    """Whatever a damaged bundle holds."""
    assert waiting(rows).pending <= len(rows)
    last_installed(rows)

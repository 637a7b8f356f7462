"""The updates probe."""

import pytest

from agent.probes.updates import UpdatesProbe
from agent.sources.safety import Office, Timer, Updates, UpdateState
from tests.support.yielded import facts, values


def read(state):
    """Return what the probe yields for *state*."""
    return list(UpdatesProbe(state=lambda doors: state).read())


@pytest.mark.parametrize(
    ("pending", "security", "expected"),
    [
        (5, 2, {"security": 2, "other": 3}),
        (5, None, {"other": 5}),
        (None, None, {}),
        (0, 0, {"security": 0, "other": 0}),
        (1, 2, {"security": 2, "other": 0}),
    ],
)
def test_updates_are_counted_by_severity(pending, security, expected):
    """Where nobody tells security apart there is no number of it."""
    found = values(
        read(UpdateState(updates=Updates(pending=pending, pending_security=security)))
    )
    assert {key[1]: value for key, value in found.items()} == expected


def test_the_state_shows_as_facts_and_numbers():
    """Restart, office and timers, too."""
    found = read(
        UpdateState(
            updates=Updates(source="apt", reboot_required=True, automatic=False),
            office={"x": Office(name="Office", version="16.0"), "y": Office()},
            timers={"fstrim.timer": Timer(enabled=True, last_timestamp_seconds=60.0)},
        )
    )
    numbers = values(found)
    assert numbers["hatang_reboot_required",] == 1
    assert numbers["hatang_updates_automatic",] == 0
    assert numbers["hatang_office_info", "Office", "16.0", ""] == 1
    assert numbers["hatang_timer_enabled", "fstrim.timer"] == 1
    assert ("hatang_timer_succeeded", "fstrim.timer") not in numbers
    assert sum(key[0] == "hatang_office_info" for key in numbers) == 1
    known = facts(found)
    assert known["updates"][""].attributes["source"] == "apt"
    assert known["updates"][""].unknown["pending"]
    assert set(known["office"]) == {"x", "y"}

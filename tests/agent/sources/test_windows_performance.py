"""What Windows is set to, from made-up registries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.windows_performance import performance
from tests.support.wmi_text import Refusing

POWER = r"SYSTEM\CurrentControlSet\Control\Power\User\PowerSchemes"
RUN = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Run"
RUN_32 = r"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Run"


class Keys:
    """A registry of these keys."""

    def __init__(self, keys):
        self._keys = keys

    def value(self, path, name):
        """Return a value, None if it is not there."""
        return (self._keys.get(path) or {}).get(name)

    def values(self, path):
        """Return all values of a key."""
        return self._keys.get(path)


@pytest.mark.parametrize(
    ("guid", "plan"),
    [
        ("a1841308-3541-4fab-bc81-f71556f20b4a", "power_saver"),
        ("{A1841308-3541-4FAB-BC81-F71556F20B4A}", "power_saver"),
        ("381b4222-f694-41f0-9685-ff5bb260df2e", "balanced"),
        ("8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c", "high_performance"),
        ("11111111-2222-3333-4444-555555555555", "other"),
        (None, None),
        (7, None),
    ],
)
def test_plans_are_known_by_their_guids(guid, plan):
    """A maker's own plan is another; nothing is claimed of none."""
    found = performance(Keys({POWER: {"ActivePowerScheme": guid}}))
    assert found.power_plan == plan
    assert found.reasons["power_plan"]


def test_programs_are_counted_and_not_named():
    """Those of 32 and 64 bits."""
    found = performance(Keys({RUN: {"a": "x", "b": "y"}, RUN_32: {"c": "z"}}))
    assert found.startup_programs == 3
    assert "x" not in repr(found.startup_programs)
    assert performance(Keys({RUN: {}})).startup_programs == 0
    assert performance(Keys({})).startup_programs is None


def test_a_registry_that_refuses_is_told():
    """With what to do."""
    found = performance(Refusing())
    assert (found.power_plan, found.startup_programs) == (None, None)
    assert "did not answer" in found.reasons["power_plan"]
    assert "did not answer" in found.reasons["startup_programs"]


@given(st.none() | st.text() | st.integers() | st.binary())
def test_any_value_is_read(value):
    """Whatever stands there."""
    found = performance(Keys({POWER: {"ActivePowerScheme": value}}))
    assert found.power_plan in {
        *("power_saver", "balanced", "high_performance"),
        *("ultimate_performance", "other", None),
    }

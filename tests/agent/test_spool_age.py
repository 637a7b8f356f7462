"""Ages that a wrong clock cannot change."""

from hypothesis import given
from hypothesis import strategies as st

from agent.spool_age import Mark, advance
from tests.support.fake_clock import FakeClock


@given(st.floats(-1e9, 1e9), st.floats(0, 1e6))
def test_within_a_boot_only_the_uptime_counts(jump, passed):
    """Whatever the wall clock does, age grows by the time that passed."""
    clock = FakeClock(now=1e9 + jump, uptime=50 + passed)
    after = advance(Mark(7.0, 1e9, 50.0, "boot-1"), clock)
    assert abs(after.age - 7.0 - passed) < 1e-6


@given(st.floats(-1e9, 1e9))
def test_between_boots_an_unlikely_time_does_not_count(passed):
    """Time off counts up to 30 days; a clock that went back counts as nothing."""
    clock = FakeClock(now=1e9 + passed, uptime=1.0, boot="boot-2")
    after = advance(Mark(7.0, 1e9, 50.0, "boot-1"), clock)
    assert 7.0 <= after.age <= 7.0 + 30 * 86400

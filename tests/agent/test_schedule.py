"""When things run, whatever the clock does."""

import threading
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agent.schedule import Every, Schedule, groups, phase

START = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.floats(5, 1e5), st.floats(-1e9, 1e9))
def test_the_next_time_is_after_now_and_within_an_interval(interval_s, jump_s):
    """One missed run or a million: the next is soon, and only one."""
    every = Every(interval_s, 1.0)
    now = START + timedelta(seconds=jump_s)
    following = every.get_next_fire_time(START, now)
    assert following > now
    if jump_s > 0:
        assert following - now <= timedelta(seconds=interval_s, microseconds=10)


def test_the_first_run_comes_when_told():
    """Not a whole interval later."""
    assert Every(60, 3).get_next_fire_time(None, START) == START + timedelta(seconds=3)


def test_actions_run_and_a_slow_one_is_not_started_twice():
    """Each at its interval, at most once at a time; a hung one lets the process end."""
    schedule = Schedule()
    gate, often, slow = threading.Event(), [], []

    def hang():
        slow.append(1)
        gate.wait(10)

    ready = threading.Event()

    def quick():
        often.append(1)
        if len(often) == 3:
            ready.set()

    schedule.every("slow", hang, 0.05, first_s=0.0)
    schedule.every("quick", quick, 0.05, first_s=0.0)
    schedule.start()
    assert ready.wait(10)
    schedule.realign()
    schedule.stop()
    gate.set()
    assert len(slow) == 1


def test_probes_of_one_interval_share_one_wake_up():
    """Groups by interval, shortest first."""
    assert groups({"a": 60, "b": 3600, "c": 60}) == {60: ["a", "c"], 3600: ["b"]}


@given(st.uuids())
def test_agents_spread_over_the_interval(agent):
    """The phase is within the interval and always the same for one agent."""
    assert 0 <= phase(agent.hex, 60) < 60
    assert phase(agent.hex, 60) == phase(agent.hex, 60)

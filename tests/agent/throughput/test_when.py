"""When tests are due."""

import os
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.throughput.when import (
    Local,
    Window,
    due,
    forbidden,
    local,
    starts,
    turn,
    window,
)

NIGHT = ("22:00-04:00",)
MOMENTS = st.builds(Local, st.integers(20_000, 21_000), st.floats(0, 1439.99))


def at(text, day=20_000):
    """Return the moment of ``HH:MM`` on *day*."""
    hour, minute = text.split(":")
    return Local(day, int(hour) * 60 + int(minute))


def test_a_window_may_go_on_after_midnight():
    """And belongs to the day on which it began."""
    assert window("22:00-04:00") == Window(1320, 240)
    assert turn(at("23:00"), NIGHT) == (20_000, 60, 360)
    assert turn(at("01:00", 20_001), NIGHT) == (20_000, 180, 360)
    assert turn(at("04:00", 20_001), NIGHT) is None


def test_a_test_is_due_once_in_its_share_of_the_night():
    """At the minute that chance gave it, and until the night ends."""
    begin = starts("line", 20_000, 1, 360)[0]
    moments = [Local(20_000 + (m >= 1440), m % 1440) for m in range(1320, 1680)]
    found = [due("line", moment, NIGHT, 1) for moment in moments]
    assert [one for one in found if one is None] == [None] * len(
        [m for m in range(360) if m < begin]
    )
    assert set(found) - {None} == {(20_000, 1)}


def test_nights_and_lines_differ():
    """So that the lines of a province do not meet at one server."""
    minutes = {starts(f"line-{n}", 20_000, 1, 180)[0] for n in range(50)}
    minutes |= {starts("line", night, 1, 180)[0] for night in range(50)}
    assert len(minutes) == 100
    assert max(minutes) - min(minutes) > 120


@given(MOMENTS, st.integers(0, 4))
def test_nothing_is_due_outside_of_the_windows(moment, tests):
    """And never more tests than are wanted."""
    found = due("line", moment, ("01:00-04:00", "12:00-12:30"), tests)
    inside = 60 <= moment.minute < 240 or 720 <= moment.minute < 750
    assert found is None or (inside and 1 <= found[1] <= tests)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07:59", True),
        ("07:57", False),
        ("08:00", True),
        ("11:29", True),
        ("11:30", False),
    ],
)
def test_meeting_hours_are_kept_free(text, expected):
    """Nor does a test run into them."""
    assert forbidden(at(text), ("08:00-11:30",)) is expected


@pytest.mark.skipif(sys.platform == "win32", reason="needs no Windows")
def test_a_moment_is_local():
    """Where people's hours are."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Asia/Ho_Chi_Minh"
    time.tzset()
    try:
        found = local(1_795_784_264.0)  # 2026-11-27 12:57:44 UTC
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()
    assert found.date == "2026-11-27"
    assert found.minute == pytest.approx(19 * 60 + 57 + 44 / 60)
    assert found.day == 20_784

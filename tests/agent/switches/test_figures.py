"""How polls go, in numbers."""

import math

from agent.switches.figures import Figures
from tests.support.fake_clock import FakeClock


def told(figures, duration_s):
    """Return the values by name."""
    samples = figures.samples(duration_s, 1)
    return {s.metric.name.removeprefix("hatang_device_"): s.value for s in samples}


def test_what_a_poll_says_of_itself():
    """Silence has no duration and no boot."""
    clock = FakeClock()
    figures = Figures(clock)
    figures.polls, figures.failures, figures.missed, figures.lost = 5, 1, 2, 3
    figures.boot(clock.uptime() - 100)
    assert told(figures, 0.5) == {
        "up": 1,
        "polls_total": 5,
        "poll_failures_total": 1,
        "polls_missed_total": 2,
        "counter_discontinuities_total": 4,
        "poll_duration_seconds": 0.5,
        "boot_timestamp_seconds": 1_800_000_000 - 100,
    }
    silent = told(figures, None)
    assert silent["up"] == 0
    assert math.isnan(silent["poll_duration_seconds"])
    assert math.isnan(silent["boot_timestamp_seconds"])


def test_a_wall_clock_that_is_set_restarts_no_device():
    """The moment of the start is made once."""
    clock = FakeClock()
    figures = Figures(clock)
    figures.boot(900.0)
    before = told(figures, 1.0)["boot_timestamp_seconds"]
    clock.wall += 3600
    figures.boot(900.0)
    figures.boot(None)
    assert told(figures, 1.0)["boot_timestamp_seconds"] == before

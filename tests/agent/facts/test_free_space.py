"""When free space falls so fast that something must be wrong."""

import pytest

from agent.facts.free_space import Reading, level, seconds_until_full, worse

SIZE = 100 * 10**9


def readings(*gigabytes, every_s=300):
    """Return one reading each."""
    return [Reading(n * every_s, int(g * 10**9)) for n, g in enumerate(gigabytes)]


def test_a_steady_fall_says_when_it_ends():
    """Three gigabytes in half an hour: seventeen are left for less than three hours."""
    found = seconds_until_full(readings(20, 19.5, 19, 18.5, 18, 17.5, 17), SIZE)
    assert found == pytest.approx(17 / 3 * 1800)


@pytest.mark.parametrize(
    "values",
    [
        (20, 19, 18),  # too few
        (20, 20, 20, 20, 20, 20, 20),  # still
        (20, 20.1, 20.2, 20.3, 20.4, 20.5, 20.6),  # growing
        (20, 19.9, 19.9, 19.8, 19.8, 19.7, 19.6),  # hardly
        (20, 20, 20, 10, 10, 10, 10),  # one large file
        (20, 19, 18, 17, 16, 15, 15),  # it has stopped
    ],
)
def test_ordinary_work_is_no_fall(values):
    """Nobody is woken for it."""
    assert seconds_until_full(readings(*values), SIZE) is None


def test_a_short_burst_is_no_fall():
    """Five readings within a minute say nothing."""
    found = readings(20, 18, 16, 14, 12, 10, 8, every_s=15)
    assert seconds_until_full(found, SIZE) is None


def test_it_gets_worse_at_once_and_calms_down_late():
    """So that it is told once, not each time it wavers."""
    hour = 3600
    steps = [
        (None, "calm"),
        (20 * hour, "calm"),
        (11 * hour, "warning"),
        (13 * hour, "warning"),
        (2 * hour, "critical"),
        (4 * hour, "critical"),
        (30 * hour, "critical"),
        (40 * hour, "calm"),
    ]
    now, told = "calm", []
    for left_s, expected in steps:
        new = level(now, left_s)
        told.append(worse(now, new))
        assert new == expected
        now = new
    assert told == [False, False, True, False, True, False, False, False]

"""Robust trends of daily values."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.planning.outlook.trend import trend

DAYS = tuple(range(740_000, 740_022))


def line(slope, start=0.5, noise=0.0, seed=1):
    """Return a value for each day."""
    chance = random.Random(seed)
    return [start + slope * n + chance.gauss(0, noise) for n in range(len(DAYS))]


def test_a_straight_line_is_found():
    """Its level is that of the last day."""
    found = trend(DAYS, line(0.01))
    assert found.slope == pytest.approx(0.01)
    assert found.level == pytest.approx(0.5 + 0.21)
    assert found.span_days == 21
    assert found.reaches(0.81) == pytest.approx(10)


def test_single_wild_days_do_not_move_it():
    """A backup that fills the line once is no trend."""
    values = line(0.01)
    values[3], values[12], values[20] = 9.0, -5.0, 40.0
    assert trend(DAYS, values).slope == pytest.approx(0.01, abs=0.002)


def test_noise_has_no_trend():
    """Of a hundred offices one at most is told of one."""
    found = [trend(DAYS, line(0, noise=0.1, seed=seed)) for seed in range(200)]
    assert sum(one is not None for one in found) <= 4


def test_a_step_is_no_trend():
    """One large copy does not go on for ever."""
    assert trend(DAYS, [0.6] * 11 + [0.3] * 11) is None
    assert trend(DAYS, [0.6] * 20 + [0.3] * 2) is None


def test_a_weak_trend_in_noise_is_found_when_it_is_certain():
    """Three times the noise over the window."""
    assert trend(DAYS, line(0.01, noise=0.03)) is not None


def test_fifteen_days_are_needed():
    """Two weeks are not."""
    assert trend(DAYS[:15], line(0.01)[:15]) is not None
    assert trend(DAYS[:14], line(0.01)[:14]) is None


def test_nothing_is_said_of_what_is_far_off():
    """Or on the other side."""
    found = trend(DAYS, line(0.0001))
    assert found.reaches(0.9) is None
    assert found.reaches(0.1) is None
    assert trend(DAYS, line(-0.01)).reaches(0.9) is None


@given(
    st.lists(st.integers(-5, 4_000_000), max_size=40),
    st.lists(st.floats(), max_size=40),
)
def test_it_takes_whatever_comes(days, values):
    """Values that are no numbers are left out."""
    found = trend(days, values)
    if found is not None:
        assert math.isfinite(found.slope)
        assert found.slope != 0

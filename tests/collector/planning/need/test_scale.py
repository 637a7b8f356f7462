"""From a measured value to a severity, and how far one may trust it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.planning.need.scale import (
    clipped,
    confidence,
    coverage,
    median,
    position,
    shrunk,
)
from collector.planning.shapes.estate import Window
from collector.planning.shapes.facts import Threshold
from collector.planning.shapes.need import Coverage
from tests.support.need_cases import POLICY, WINDOW

ANY = st.floats()
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
UNIT = st.floats(0, 1)
DAYS = st.integers(0, 400)


def severity(value, warn, critical):
    """Return the severity of *value*."""
    return clipped(position(value, Threshold(warn, critical)))


@pytest.mark.parametrize(
    ("value", "expected"), [(0.7, 0), (0.8, 0), (0.875, 0.5), (0.95, 1), (2, 1)]
)
def test_severity_rises_from_warning_to_critical(value, expected):
    """It is clipped at both ends."""
    assert severity(value, 0.8, 0.95) == pytest.approx(expected)


def test_critical_may_be_the_smaller_one():
    """Of free memory less is worse."""
    assert severity(0.11, 0.15, 0.07) == pytest.approx(0.5)


def test_one_threshold_is_a_step():
    """Both the same: from there on it is critical."""
    assert (severity(2, 3, 3), severity(3, 3, 3)) == (0, 1)


@given(ANY, ANY, ANY)
def test_severity_is_a_share_whatever_comes(value, warn, critical):
    """No value and no thresholds make it anything else."""
    assert 0 <= severity(value, warn, critical) <= 1


@given(NUMBER, NUMBER, NUMBER, NUMBER)
def test_severity_grows_with_what_is_measured(one, other, warn, critical):
    """In the direction of the critical threshold."""
    low, high = sorted((one, other))
    if critical < warn:
        low, high = high, low
    assert severity(low, warn, critical) <= severity(high, warn, critical)


@given(UNIT, UNIT, DAYS, DAYS, st.floats(0, 100))
def test_more_days_shrink_less(raw, middle, one, other, k):
    """And nothing grows over what was measured."""
    few, many = sorted((one, other))
    early = shrunk(raw, middle, days=few, shrink_days=k)
    late = shrunk(raw, middle, days=many, shrink_days=k)
    assert raw - late <= raw - early + 1e-9
    assert 0 <= early <= raw


def test_the_formula_is_that_of_the_documentation():
    """(n x + k mu) / (n + k)."""
    assert shrunk(1.0, 0.25, days=20, shrink_days=10) == pytest.approx(0.75)


def test_coverage_is_a_share_of_the_working_time():
    """Of an office that never works nothing was seen."""
    assert coverage(WINDOW, days=11, hours=77) == Coverage(11, 77, 0.5)
    assert coverage(WINDOW, days=22, hours=999).share == 1
    assert coverage(Window(1, 30, 0, 0), days=3, hours=3).share == 0


def test_confidence_needs_days_and_hours():
    """Full after twenty days of whole days."""
    assert confidence(Coverage(10, 70, 0.5), POLICY) == pytest.approx(0.25)
    assert confidence(Coverage(40, 70, 1.0), POLICY) == 1


def test_the_median_is_the_middle_one():
    """Of two their mean, of none nothing."""
    assert median([3, 1, 2]) == 2
    assert median([1, 4]) == 2.5
    assert median([]) is None


def test_what_is_no_number_is_far_from_any_pressure():
    """It never alarms."""
    assert position(math.nan, Threshold(1, 2)) < -1000
    assert position(1, Threshold(1, math.inf)) < -1000

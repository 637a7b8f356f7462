"""Quarters of years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.planning.quarters import bounds, following, quarter_of


@given(st.dates(dt.date(2000, 1, 1), dt.date(2098, 12, 31)))
def test_a_day_lies_in_its_quarter(day):
    """And the next one begins on the day after its end."""
    quarter = quarter_of(day)
    first, last = bounds(quarter)
    assert first <= day <= last
    assert bounds(following(quarter))[0] == last + dt.timedelta(days=1)
    assert 90 <= (last - first).days + 1 <= 92


@pytest.mark.parametrize("text", ["", "2026Q5", "2026q1", "26Q1", "2026Q1 ", "Q1/2026"])
def test_what_is_no_quarter_is_refused(text):
    """The text says how it is written."""
    with pytest.raises(ValueError, match="2026Q4"):
        bounds(text)

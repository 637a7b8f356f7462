"""Moments as WMI and PowerShell write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.times import hotfix_day, iso_utc, local_date, moment


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("20130813153755.000000+120", "2013-08-13T13:37:55Z"),
        ("20120310140438.057543-180", "2012-03-10T17:04:38Z"),
        ("/Date(1567807200000)/", "2019-09-06T22:00:00Z"),
        ("\\/Date(1567807200000+0200)\\/", "2019-09-06T22:00:00Z"),
        ({"value": "/Date(0)/", "DateTime": "x"}, "1970-01-01T00:00:00Z"),
        ("2019-09-07T00:00:00+02:00", "2019-09-06T22:00:00Z"),
        ("2019-09-06T22:00:00.1234567Z", "2019-09-06T22:00:00Z"),
        ("2019-09-07T00:00:00", None),
        ("20130813153755.000000+***", None),
        ("20131399000000.000000+000", None),
        ("00010101000000.000000+840", None),
        ("3/7/2019", None),
        (None, None),
    ],
)
def test_a_moment_is_exact_or_unknown(written, utc):
    """Without an offset no moment is known."""
    assert iso_utc(moment(written)) == utc


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("/Date(1567807200000)/", "2019-09-07"),  # midnight east of Greenwich
        ("/Date(1567832400000)/", "2019-09-07"),  # midnight west of it
        ("2019-09-07T00:00:00+07:00", "2019-09-07"),
        ("2019-09-07T00:00:00", "2019-09-07"),
        ("2019-09-06T22:00:00Z", "2019-09-07"),
        ("/Date(1567807261000)/", None),
        ("2019-09-07T10:20:30", None),
        ("", None),
    ],
)
def test_a_day_is_the_machines_own(written, day):
    """Windows PowerShell shifts midnight to UTC; the day before is wrong."""
    assert local_date(written) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [("3/14/2024", "2024-03-14"), ("20240314", "2024-03-14"), ("99/99/2024", None)],
)
def test_updates_are_dated_in_several_ways(written, day):
    """Other forms are no date."""
    assert hotfix_day(written) == day


@given(
    st.text()
    | st.from_regex(r"\d{14}\.\d{6}[+-]\d{3}|/Date\(-?\d{1,14}\)/", fullmatch=True)
    | st.datetimes().map(lambda value: value.replace(tzinfo=UTC).isoformat())
    | st.datetimes()
    | st.dictionaries(st.just("value"), st.text())
)
def test_any_value_is_a_moment_or_none(value):
    """Noise names no moment, and nothing fails."""
    found = moment(value)
    assert found is None or isinstance(found, datetime)
    iso_utc(found)
    local_date(value)

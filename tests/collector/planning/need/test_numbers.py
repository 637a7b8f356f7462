"""Values as a language writes them."""

import datetime as dt
import math

import pytest

from collector.planning.need.numbers import (
    date,
    number,
    percent,
    short,
    unit_of,
    with_unit,
)


def test_the_marks_are_those_of_the_language():
    """1.234,5 and 1,234.5."""
    assert number(1234.5, "vi", 1) == "1.234,5"
    assert number(1234.5, "en", 1) == "1,234.5"


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (0.92, "ratio", "92%", "92%"),
        (0.0005, "ratio", "0,05%", "0.05%"),
        (0.9993, "ratio", "99,93%", "99.93%"),
        (90, "percent", "90%", "90%"),
        (0.035, "seconds", "35 ms", "35 ms"),
        (1.5, "seconds", "1,5 giây", "1.5 s"),
        (19.2e9, "bytes", "19,2 GB", "19.2 GB"),
        (7.8, "gib", "7,8 GB", "7.8 GB"),
        (1e8, "bps", "100 Mb/s", "100 Mb/s"),
        (1e9, "bps", "1 Gb/s", "1 Gb/s"),
        (400, "mbps", "400 Mb/s", "400 Mb/s"),
        (1412, "days", "1.412 ngày", "1,412 days"),
        (1, "days", "1 ngày", "1 day"),
        (120.4, "per_second", "120 lần/giây", "120 per second"),
        (370, "watts", "370 W", "370 W"),
        (1_760_443_200, "timestamp_seconds", "14/10/2025", "14 October 2025"),
        (3, "count", "3", "3"),
        (math.nan, "ratio", "–", "–"),
        (1e300, "timestamp_seconds", "–", "–"),
    ],
)
def test_a_value_stands_with_its_unit(value, unit, vi, en):
    """A space that does not break keeps them together."""
    assert with_unit(value, unit, "vi").replace("\u00a0", " ") == vi
    assert with_unit(value, unit, "en").replace("\u00a0", " ") == en


def test_small_numbers_keep_their_digits():
    """And zero is zero."""
    assert short(0.0021, "en") == "0.0021"
    assert short(-0.0, "en") == "0"
    assert percent(0, "vi") == "0%"


def test_names_of_values_end_with_their_unit():
    """As in findings."""
    assert unit_of("end_timestamp_seconds") == "timestamp_seconds"
    assert unit_of("free_ratio") == "ratio"
    assert unit_of("restarts") == ""


def test_dates_are_written_out():
    """Day first."""
    assert date(dt.date(2027, 4, 1), "vi") == "01/04/2027"
    assert date(dt.date(2027, 4, 1), "en") == "1 April 2027"

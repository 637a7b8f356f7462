"""Dates of many makers."""

import pytest

from agent.readers.linux.dates import day_of, seconds_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-08-24 at 10:44:23 GMT+2", "2023-08-24"),
        ("20230223", "2023-02-23"),
        ("2023-Mar-01 12:00:00", "2023-03-01"),
        ("Thu Mar  9 08:23:56 2023", "2023-03-09"),
        ("09 Mar 2023 08:23 +0000", "2023-03-09"),
        ("Aug 09, 2023 at 03:19:13 PM", "2023-08-09"),
        ("31.12.2022", "2022-12-31"),
        ("3/4/2023", None),
        ("31.02.2022", None),
        ("never", None),
        ("1691587153787", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_it_stands(text, day):
    """What is ambiguous is no day."""
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1691587153787", 1691587153.787),
        ("1691587153", 1691587153),
        ("2023-08-24 at 11:44:37 GMT+2", 1692870277),
        ("2023-08-24T09:44:37Z", 1692870277),
        ("09 Mar 2023 08:23 +0000", 1678350180),
        ("2023-08-24 09:44:37 PM UTC", 1692913477),
        ("2023-08-24 12:00:00", None),
        ("2023-08-24 99:00:00 UTC", None),
        ("2023-08-24 11:44:37 GMT+77", None),
        ("Thu Mar  9 08:23:56 2023", None),
        ("", None),
    ],
)
def test_a_time_needs_its_zone(text, seconds):
    """Without one it is no moment."""
    assert seconds_of(text) == seconds

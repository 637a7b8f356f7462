"""Dates of many countries, made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.local_time import (
    find_date,
    local_day,
    local_time,
    order_of,
)

MOMENTS = [
    ("1/24/2019, 10:32:25 PM", ["en-us"]),
    ("24/01/2019, 22:32:25", ["it"]),
    ("24.01.2019, 22:32:25", ["de"]),
    ("24.1.2019, 22.32.25", ["fi"]),
    ("24-1-2019, 22:32:25", ["nl"]),
    ("24-01-2019 22:32:25", ["da"]),
    ("2019/1/24, 22:32:25", ["zh-cn"]),
    ("2019-01-24, 22:32:25", ["sv"]),
    ("2019-01-24, 오후 10:32:25", ["ko"]),
    ("2019. 01. 24., 22:32:25", ["hu"]),
    ("2019年1月24日 22:32:25", ["ja"]),
    ("2019/1/24, 下午 10:32:25", ["zh-tw"]),
    ("24/01/2019, 10:32:25 CH", ["vi"]),
    ("24/1/2019, 10:32:25 μμ", ["el"]),
    ("24.1.2019 г., 22:32:25 ч.", ["bg"]),
    ("24/01/2019, 10:32:25 p. m.", ["es-mx"]),
    ("24/1/2562, 22:32:25", ["th"]),
    ("24-Jan-2019, 22:32:25", ["en-gb"]),
    ("24. 1. 2019, 22:32:25", ["cs"]),
]


@pytest.mark.parametrize(("text", "languages"), MOMENTS)
def test_a_moment_in_the_form_of_a_country(text, languages):
    """Evening in January, everywhere."""
    found = local_time(text, order_of([text], languages))
    assert found
    assert found.isoformat() == "2019-01-24T22:32:25"


@pytest.mark.parametrize(
    ("texts", "languages", "order"),
    [
        (["04/03/2019", "13/02/2019"], ["en-us"], "dmy"),
        (["04/03/2019", "02/13/2019"], ["it"], "mdy"),
        (["13/02/2019", "02/13/2019"], ["it"], None),
        (["04/03/2019, 08:34:58"], ["it"], "dmy"),
        (["04/03/2019, 08:34:58"], ["en-us"], None),
        (["04/03/2019, 08:34:58"], ["en-gb"], "dmy"),
        (["04/03/2019, 08:34:58"], [], None),
        (["04.03.2019, 08:34:58"], [], "dmy"),
        (["4/3/2019, 8:34:58 AM"], ["nl"], "mdy"),
        (["04/03/2019, 08:34:58 AM"], ["en-us"], "mdy"),
        (["04/03/2019, 08:34:58 AM"], ["en-in"], "dmy"),
        (["04/03/2019, 8:34:58 SA"], ["en-us"], "dmy"),
        (["2019-04-03"], ["en-us"], None),
        ([None, ""], ["it"], None),
    ],
)
def test_what_tells_the_order(texts, languages, order):
    """Other dates first, then how they are written, then the language."""
    assert order_of(texts, languages) == order


def test_unclear_dates_stay_unread():
    """Without an order only what begins with the year is read."""
    assert local_day("04/03/2019", None) is None
    assert f"{local_day('2019-04-03', None):%Y %m %d}" == "2019 04 03"


@pytest.mark.parametrize(
    "text",
    ["1/2/2019, 10:32:25 xy", "1/2/2019, 25:00", "1/2/2019", "10:32:25", "", None],
)
def test_an_unclear_time_stays_unread(text):
    """An unknown word for the half of the day may be the one or the other."""
    assert local_time(text, "dmy") is None


def test_midnight_and_noon():
    """12 is the hour before 1."""
    assert f"{local_time('2019-01-02 12:05 AM', None):%H:%M}" == "00:05"
    assert f"{local_time('2019-01-02 12:05 PM', None):%H:%M}" == "12:05"


@pytest.mark.parametrize("text", ["31/02/2019", "0/0/2019", "1/1/0001", "1/1/9999"])
def test_days_that_never_were(text):
    """Such a date is no date."""
    assert local_day(text, "dmy") is None


@given(st.text(max_size=300) | st.from_regex(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}.*"))
def test_any_text_is_read_or_not(text):
    """Nothing is raised."""
    order = order_of([text], ["it"])
    assert local_time(text, order) is None or find_date(text)

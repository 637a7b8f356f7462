"""From samples to the wire, with tables that stay."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.report import (
    Moment,
    RepeatedSeriesError,
    Run,
    compact,
    measure,
    readings,
    samples,
)
from agent.shared.metric import Metric
from agent.shared.wire import Table, check_table, decode, encode, table_id

M = Metric("hatang_x", "gauge", "X.", labels=("device",))


def run(*names, value=1.5):
    """Return a run with one series per name."""
    return Run("p", 60.0, 10.0, [M.sample(value, device=name) for name in names])


def then(first, second, *, fresh=False):
    """Return how *second* is measured after *first*."""
    one = measure(first, None, fresh=True)
    return one, measure(second, (one.table_id, one.table), fresh=fresh)


def test_the_table_stays_while_the_series_stay():
    """The order in which samples come does not matter."""
    one, two = then(run("a", "b"), run("b", "a"))
    assert two.table_id == one.table_id
    assert two.values == (1.5, 1.5)


def test_a_series_that_gives_nothing_is_null():
    """A few gaps do not cost a new table."""
    one, two = then(run(*"abcdefgh"), run(*"abcdefg"))
    assert two.table_id == one.table_id
    assert two.values[-1] is None


def test_many_gaps_or_a_restart_make_a_new_table():
    """A disk that was pulled out does not stay for ever."""
    one, two = then(run(*"abcd"), run("a"))
    assert two.table_id != one.table_id
    assert len(two.values) == 1
    one, two = then(run(*"abcdefgh"), run(*"abcdefg"), fresh=True)
    assert len(two.values) == 7


def test_a_new_series_goes_to_the_end():
    """What is there keeps its place."""
    _, two = then(run("b"), run("a", "b"))
    assert [labels for _, labels in two.table.series] == [("b",), ("a",)]


def test_a_series_that_comes_twice_is_an_error():
    """Two values of one series at one time mean nothing."""
    with pytest.raises(RepeatedSeriesError, match="hatang_x"):
        measure(run("a", "a"), None, fresh=True)


@given(st.lists(st.lists(st.sampled_from("abcdefghij"), unique=True, min_size=1)))
def test_whatever_comes_and_goes_values_stay_with_their_series(rounds):
    """Reading a report back gives the samples that went in."""
    previous = None
    for names in rounds:
        given_ = Run(
            "p", 60.0, 1.0, [M.sample(ord(name) + 0.25, device=name) for name in names]
        )
        found = measure(given_, previous, fresh=False)
        previous = (found.table_id, found.table)
        check_table(found.table)
        assert len(found.values) == len(found.table.series)
        back = {s.labels[0]: s.value for s in samples([found])}
        assert back == {name: ord(name) + 0.25 for name in names}


@given(st.floats())
def test_values_travel_as_numbers_or_null(value):
    """To nine digits, and never as NaN."""
    found = compact(value)
    if math.isfinite(value):
        assert math.isclose(found, value, rel_tol=1e-8)
    else:
        assert found is None


def test_readings_are_dated_before_their_report():
    """The offset is never positive."""
    one = measure(run("a"), None, fresh=True)
    (reading,) = readings(Moment(0.0, "b", 12.5), [one])
    assert reading.offset_s == -2.5


def test_the_name_of_a_table_survives_the_wire():
    """Both sides compute the same name, also for an interval given as whole number."""
    found = measure(run("a")._replace(interval_s=60), None, fresh=True)
    back = decode(encode(found.table), Table)
    assert table_id(back) == found.table_id


def test_a_table_keeps_its_name_on_the_way_to_the_collector():
    """A whole number of seconds in the settings is the same interval there."""
    whole = Run("p", 60, 10.0, [M.sample(1.0, device="a")])
    sent = measure(whole, None, fresh=True)
    assert table_id(decode(encode(sent.table), Table)) == sent.table_id

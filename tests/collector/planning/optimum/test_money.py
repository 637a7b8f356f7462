"""Tests of money rows: exact in whole units, and well scaled."""

from hypothesis import given
from hypothesis import strategies as st

from collector.planning.optimum.money import Unit, unit_of


@given(st.lists(st.integers(-(10**13), 10**13), min_size=1), st.integers(0, 10**14))
def test_a_row_holds_for_whole_amounts_as_it_holds_in_vnd(amounts, limit):
    """What is below a whole unit of a limit buys nothing: cutting it changes no plan."""
    unit = unit_of(amounts)
    assert all(amount % unit.vnd == 0 for amount in amounts)
    spent = sum(amounts)
    assert (spent <= limit) == (spent // unit.vnd <= limit // unit.vnd)
    assert unit.scale >= 1e-5


def test_prices_of_whole_thousands_are_near_one():
    """A PC of 17.5 million is 1,000 at most, and a thousand VND is no rounding error."""
    unit = unit_of((17_500_000, 1_300_000, 0))
    assert unit.vnd == 100_000
    assert unit.scaled(17_500_000) == 175.0
    assert unit.limit(99_999) == 0.0
    assert unit.per_million == 10.0


def test_a_row_without_amounts_has_a_unit():
    """Nothing costs anything."""
    assert unit_of((0, 0)) == Unit(1, 1.0)

"""How cells of the price list are read."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.catalogue.columns import (
    COLUMNS,
    CellError,
    as_day,
    as_flag,
    as_number,
    as_text,
    as_whole,
)

CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.text("0123456789.,đ VND-/", max_size=20),
)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("12.500.000", 12_500_000),
        ("12,500,000 đ", 12_500_000),
        ("12 500 000 VND", 12_500_000),
        ("12\u00a0500\u00a0000₫", 12_500_000),
        ("780000", 780_000),
        ("780_000", 780_000),
        ("0,5", 0.5),
        ("0.5", 0.5),
        ("0.125", 0.125),
        ("12.500.000,00", 12_500_000),
        ("12,500,000.00", 12_500_000),
        ("-3", -3),
        (7, 7),
        (7.5, 7.5),
    ],
)
def test_numbers_as_people_write_them(raw, number):
    """Groups of three are thousands, whichever mark parts them."""
    assert as_number(raw) == number


@pytest.mark.parametrize(
    "raw", ["", "abc", "1.2.3", "1.234,567.8", "1e9", "=1+1", True]
)
def test_what_is_no_number_is_refused(raw):
    """The text says how to write it."""
    with pytest.raises(CellError):
        as_number(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-11-24",
        "24/11/2026",
        "24.11.2026",
        dt.date(2026, 11, 24),
        dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC),
    ],
)
def test_days_in_both_orders(raw):
    """The day comes first where slashes are."""
    assert as_day(raw) == dt.date(2026, 11, 24)


def test_other_cells():
    """Flags in both languages; the apostrophe of a guarded text goes again."""
    assert as_flag("có") is as_flag("TRUE") is as_flag(1) is True
    assert as_flag("không") is as_flag(False) is as_flag("") is False
    assert as_text("'=SUM(A1)") == "=SUM(A1)"
    assert as_text("O'Neill") == "O'Neill"
    assert as_whole("3.0") == 3
    for read, raw in ((as_flag, "maybe"), (as_day, "32/01/2026"), (as_whole, "1,5")):
        with pytest.raises(CellError):
            read(raw)


@given(st.sampled_from(sorted(COLUMNS)), CELLS)
def test_any_cell_is_a_value_or_an_error(name, raw):
    """Never anything else, and never an infinite number."""
    try:
        value = COLUMNS[name].read(raw)
    except CellError:
        return
    if isinstance(value, float):
        assert not math.isnan(value) or math.isnan(raw)

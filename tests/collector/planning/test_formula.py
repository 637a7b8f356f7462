"""Formulas of indicators."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.planning.formula import MOST_LETTERS, Formula, FormulaError

FIGURES = {"a": 6.0, "b": 3.0, "none": None, "zero": 0.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a / b", 2.0),
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("-a + 10", 4.0),
        ("min(1, a / b)", 1.0),
        ("max(a, b, 7)", 7.0),
        (" a ", 6.0),
        ("0.5", 0.5),
        ("a / zero", None),
        ("a / none", None),
    ],
)
def test_arithmetic(text, value):
    """As on paper; what is not known or by zero gives nothing."""
    assert Formula(text).value(FIGURES) == value


def test_names_are_told():
    """So that a file can be checked before it is used."""
    assert Formula("min(a, b) / (c - 1)").names == {"a", "b", "c"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "__import__('os')",
        "a.b",
        "a[0]",
        "open('x')",
        "min(1)",
        "min(a, key=b)",
        "min(*a, b)",
        "2 ** 9999999",
        "'a'",
        "a if b else 1",
        "lambda: 1",
        "[1, 2]",
        "a := 1",
        "a < b",
        "True",
        "1j",
        "(" * 400,
        "1+" * 240 + "1",
        "a" * (MOST_LETTERS + 1),
        "9" * 400,
        "1e300 * 1",
        "a\0b",
    ],
)
def test_everything_else_is_refused(text):
    """Nothing is run that a file holds."""
    with pytest.raises(FormulaError):
        Formula(text)


@given(st.text(max_size=60) | st.text("ab+-*/(), 10.minx", max_size=40))
def test_any_text_is_a_number_nothing_or_an_error(text):
    """It never raises anything else, and never gives infinity."""
    try:
        formula = Formula(text)
    except FormulaError:
        return
    value = formula.value(FIGURES)
    assert value is None or math.isfinite(value)

"""Moments, spans and sizes as the command line writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.cli_text import moment, size, span


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (-5, "-5 s"), (600, "10 min"), (7200, "2 h"), (1e6, "12 d")],
)
def test_spans_use_the_unit_that_fits(seconds, text):
    """Nobody reads 86400 s."""
    assert span(seconds) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 B"), (1500, "2 kB"), (2e9, "2 GB"), (5e13, "50.0 TB")]
)
def test_sizes_use_the_unit_that_fits(count, text):
    """Decimal, as disks are sold."""
    assert size(count) == text


@given(st.floats(allow_nan=False))
def test_any_moment_is_written(unix):
    """Stored times may be nonsense; a list of agents shows them all the same."""
    assert moment(unix)

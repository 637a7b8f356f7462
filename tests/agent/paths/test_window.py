"""What a way was like since the last reading."""

import statistics

from hypothesis import given
from hypothesis import strategies as st

from agent.paths.window import MOST_TIMES, Window

RTT = st.floats(0.0001, 2)


def filled(*values):
    """Return a window that took *values*."""
    window = Window()
    for value in values:
        window.add(value)
    return window


@given(st.lists(RTT, min_size=1, max_size=200))
def test_figures_lie_in_order(values):
    """Minimum, median, p95, maximum; the median as others reckon it."""
    found = filled(*values).take()
    assert found.minimum_s == min(values)
    assert found.maximum_s == max(values)
    assert found.minimum_s <= found.median_s <= found.p95_s <= found.maximum_s
    assert found.median_s == statistics.median_high(values)


def test_jitter_is_between_consecutive_answers():
    """A loss breaks the chain: nothing is known of what it hides."""
    found = filled(0.010, 0.012, None, 0.050, 0.049).take()
    assert found.jitter_s is not None
    assert abs(found.jitter_s - 0.0015) < 1e-12
    assert filled(0.01).take().jitter_s is None


def test_a_reading_begins_anew_and_the_chain_goes_on():
    """The first answer after a reading has a difference to the last before it."""
    window = filled(0.010)
    window.take()
    assert window.take() is None
    window.add(0.013)
    assert abs(window.take().jitter_s - 0.003) < 1e-12


def test_nobody_reads_for_long():
    """Memory is bounded."""
    window = filled(*[0.01] * (MOST_TIMES + 500))
    assert len(window._times) == MOST_TIMES
    assert window.take().maximum_s == 0.01

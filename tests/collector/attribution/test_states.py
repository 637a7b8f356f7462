"""From figures to states."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.attribution.states import path_state, service_state


@pytest.mark.parametrize(
    ("figures", "state"),
    [
        ((60, 0, 0.02, 0.02), "good"),
        ((12, 1, 0.02, 0.02), "good"),
        ((12, 2, 0.02, 0.02), "loss"),
        ((60, 2, 0.02, 0.02), "good"),
        ((60, 3, 0.02, 0.02), "loss"),
        ((60, 60, None, 0.02), "out"),
        ((1, 1, None, 0.02), None),
        ((0, 0, None, None), None),
        ((60, 0, 0.08, 0.02), "slow"),
        ((60, 0, 0.06, 0.02), "good"),
        ((60, 0, 0.4, 0.19), "good"),
        ((60, 0, 0.5, None), "good"),
    ],
)
def test_a_way_by_its_figures(figures, state):
    """Chance is no loss, and far is not slow."""
    assert path_state(*figures) == state


@pytest.mark.parametrize(
    ("check", "state"),
    [
        (("ok", 0.3, 0.3), "good"),
        (("ok", 2.0, 0.3), "slow"),
        (("ok", 9.0, None), "good"),
        (("dns_failed", None, 0.3), "dns"),
        (("too_slow", 30.0, 0.3), "slow"),
        (("wrong_status", 0.2, 0.3), "out"),
        (("a word of a newer agent", None, None), "out"),
    ],
)
def test_a_service_by_its_word(check, state):
    """What is not well does not work, whatever it is called."""
    assert service_state(*check) == state


@given(
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.none() | st.floats(0, 10),
    st.none() | st.floats(0, 10),
)
def test_any_figures_have_a_state(probes, lost, median, usual):
    """Nothing raises."""
    assert path_state(probes, lost, median, usual) in {
        None,
        "good",
        "out",
        "loss",
        "slow",
    }

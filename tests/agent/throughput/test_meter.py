"""The cap of bytes."""

from hypothesis import given
from hypothesis import strategies as st

from agent.throughput.meter import Meter


@given(
    st.integers(1, 1000), st.lists(st.tuples(st.integers(1, 90), st.integers(0, 90)))
)
def test_never_more_than_the_cap_passes(most, moves):
    """Whatever is asked for and given back."""
    meter, moved = Meter(most), 0
    for wanted, could in moves:
        granted = meter.ask(wanted)
        done = min(could, granted)
        meter.used(granted, done)
        moved += done
        assert meter.passed == moved <= most
        assert meter.full == (moved == most)


def test_what_is_lent_has_not_passed():
    """A stream that waits for its bytes counts none."""
    meter = Meter(100)
    assert meter.ask(60) == 60
    assert meter.ask(60) == 40
    assert meter.ask(1) == 0
    assert meter.passed == 0

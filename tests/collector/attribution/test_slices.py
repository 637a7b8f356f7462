"""What observers saw, cut into slices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.attribution.shapes import Gap, Observer, Site, Span
from collector.attribution.slices import SLICE_S, slices
from tests.collector.attribution.cases import GATEWAY


def states(*spans):
    """Return the state of the gateway in each bad slice."""
    site = Site("s", (Observer("a", "A", "s"),), {("a", GATEWAY): spans})
    return {
        round(one.begin / SLICE_S): one.by_observer.get("a", {}).get(GATEWAY)
        for one in slices(site, 0, 300)
    }


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span(0, 300, "good")], {}),
        ([Span(0, 30, "good"), Span(30, 60, "loss")], {1: "loss", 2: None}),
        ([Span(0, 35, "good"), Span(35, 41, "out"), Span(41, 60, "good")], {1: "out"}),
        (
            [Span(0, 58, "good"), Span(58, 61, "out"), Span(61, 90, "good")],
            {1: "good", 2: "good"},
        ),
        ([Span(10, 20, "slow")], {0: None}),
    ],
    ids=["good", "loss", "short outage", "shorter than counts", "too little known"],
)
def test_a_slice_has_the_state_that_most_of_it_had(spans, expected):
    """A few seconds of outage count, a moment of anything else does not."""
    assert states(*spans) == {k: v for k, v in expected.items() if k in states(*spans)}
    for number, state in expected.items():
        assert states(*spans).get(number) == state


def test_who_fell_silent_stands_in_the_slice():
    """Only those that had no time to say it."""
    gaps = {"a": (Gap(65, 200, lost=True),), "b": (Gap(70, 200, lost=False),)}
    site = Site("s", (Observer("a", "A", "s"), Observer("b", "B", "s")), {}, gaps)
    (found,) = slices(site, 0, 300)
    assert found.begin == 60
    assert found.lost == {"a"}


@given(
    st.lists(
        st.tuples(
            st.floats(-100, 400),
            st.floats(0, 200),
            st.sampled_from(["good", "out", "loss"]),
        ),
        max_size=20,
    )
)
def test_any_spans_can_be_cut(parts):
    """Whatever comes in: slices in order, within the window."""
    found = [Span(begin, begin + length, state) for begin, length, state in parts]
    site = Site("s", (Observer("a", "A", "s"),), {("a", GATEWAY): tuple(found)})
    begins = [one.begin for one in slices(site, 0, 300)]
    assert begins == sorted(set(begins))
    assert all(0 <= begin < 300 for begin in begins)

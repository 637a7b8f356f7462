"""Names that stand twice."""

from hypothesis import given
from hypothesis import strategies as st

from agent.shared.twice import twice


def test_the_first_that_was_there_before():
    """In the order in which they stand."""
    assert twice(["a", "b", "c", "b", "a"]) == "b"
    assert twice([]) is None


@given(st.lists(st.text(max_size=2)))
def test_it_is_found_exactly_when_there_is_one(names):
    """By another way to ask."""
    found = twice(names)
    assert (found is None) == (len(set(names)) == len(names))
    assert found is None or names.count(found) > 1

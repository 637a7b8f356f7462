"""Only as many reports are looked at as are needed."""

from agent.spooled import Spooled, first

REPORTS = [Spooled("0a0b0c0d", n, 0.0, "", b"x" * 10) for n in range(6)]


def sequences(count, most_bytes=1000, skip=()):
    """Return the numbers of those that are found."""
    return [r.sequence for r in first(iter(REPORTS), count, most_bytes, skip)]


def test_the_first_ones_are_found_up_to_a_size():
    """And one more, so that a large one is found at all."""
    assert sequences(3) == [0, 1, 2]
    assert sequences(9, 25) == [0, 1, 2]
    assert sequences(9, 5) == [0]
    assert sequences(0) == []


def test_those_to_skip_do_not_count():
    """They are done already."""
    assert sequences(2, 15, {("0a0b0c0d", 0), ("0a0b0c0d", 2)}) == [1, 3]

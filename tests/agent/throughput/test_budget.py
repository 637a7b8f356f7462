"""The budget of bytes."""

from hypothesis import given
from hypothesis import strategies as st

from agent.throughput.budget import Figure, Kept, booked, ended, left, spent


def test_a_day_and_a_month_begin_anew():
    """What was used yesterday is used this month."""
    kept = booked(Kept(), "2026-11-29", 700)
    assert left(kept, "2026-11-29", 1000, 5000) == (300, 4300)
    assert left(kept, "2026-11-30", 1000, 5000) == (1000, 4300)
    assert left(kept, "2026-12-01", 1000, 5000) == (1000, 5000)
    kept = booked(kept, "2026-11-30", 900)
    assert left(kept, "2026-11-30", 1000, 2000) == (100, 400)
    assert left(kept, "2026-11-30", 1000, 1200).both == 0


@given(st.lists(st.tuples(st.integers(1, 10**6), st.floats(0, 1)), max_size=20))
def test_what_was_booked_and_not_used_comes_back(tests):
    """The sum of what was used is what is gone."""
    kept, total = Kept(), 0
    for most, share in tests:
        used = int(most * share)
        kept = booked(kept, "2026-11-29", most)
        kept = spent(booked(kept, "2026-11-29", used - most), used)
        total += used
    assert kept.day_bytes == kept.month_bytes == kept.total_bytes == total


def test_a_figure_stands_until_the_next_of_its_kind():
    """And a failure takes none away."""
    down = Figure("down", "domestic", "http", 1.0, 5e6)
    up = Figure("up", "domestic", "http", 1.0, 2e6)
    newer = Figure("down", "domestic", "http", 2.0, 6e6)
    kept = ended(Kept(), "ok", (down, up))
    kept = ended(kept, "failed", ())
    assert kept.figures == (down, up)
    kept = ended(kept, "ok", (newer,))
    assert kept.figures == (up, newer)
    assert kept.results == {"ok": 2, "failed": 1}
    assert kept.last == "ok"

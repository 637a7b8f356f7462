"""Difference in differences: by hand, against shocks, and how often its interval is right."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.planning.effects.did import (
    LEAST_DAYS,
    MOST_CONTROLS,
    enough,
    estimate,
    matched,
    sides,
)

DONE = 100


def flat(before, after, days=12):
    """Return a series of two levels around the day of the purchase."""
    return {
        **{DONE - n: before for n in range(1, days + 1)},
        **{DONE + n: after for n in range(1, days + 1)},
    }


def drifting(rng, level, *, relief=0.0, shock=(), days=30, noise=0.08):
    """Return a machine's days: its own drift, a common *shock*, relief from DONE on."""
    found, drift = {}, 0.0
    for place, day in enumerate(range(DONE - days, DONE + days + 1)):
        drift = 0.5 * drift + rng.gauss(0, noise)
        value = level + drift + (shock[place] if shock else 0.0)
        found[day] = value - (relief if day > DONE else 0.0)
    return found


def test_by_hand():
    """From 0.9 to 0.3, while its like went from 0.8 to 0.7: half of the scale went."""
    others = {f"c{n}": flat(0.8, 0.7) for n in range(4)}
    found = estimate(flat(0.9, 0.3), others, DONE)
    assert found.relief == pytest.approx(0.5)
    assert found.low == pytest.approx(0.5)
    assert found.high == pytest.approx(0.5)
    assert (found.before_days, found.after_days) == (12, 12)
    assert found.controls == ("c0", "c1", "c2", "c3")


def test_the_day_itself_counts_on_neither_side():
    """It was open on a table."""
    before, after = sides({99: 1.0, 100: 5.0, 101: 0.0}, DONE)
    assert (before, after) == ([99], [101])


def test_the_most_like_are_compared_with_by_their_days_before():
    """What came afterwards plays no part in the choice."""
    others = {f"c{n:02}": flat(n / 20, 1 - n / 20) for n in range(20)}
    names = matched(flat(0.5, 0.0), others, DONE)
    assert len(names) == MOST_CONTROLS
    assert names[0] == "c10"
    assert set(names) <= {f"c{n:02}" for n in range(5, 16)}


@pytest.mark.parametrize("days", [0, LEAST_DAYS - 1])
def test_too_few_days_or_controls_give_nothing(days):
    """Rather no figure than one of chance."""
    others = {f"c{n}": flat(0.8, 0.7) for n in range(4)}
    assert estimate(flat(0.9, 0.3, days), others, DONE) is None
    assert not enough(flat(0.9, 0.3, days), DONE)
    three = {name: others[name] for name in ("c0", "c1", "c2")}
    assert estimate(flat(0.9, 0.3), three, DONE) is None
    few = {name: flat(0.8, 0.7, 9) for name in others}
    assert estimate(flat(0.9, 0.3), few, DONE) is None


@given(st.integers(0, 10**6), st.floats(-1, 1), st.floats(0.1, 3))
@settings(max_examples=40, deadline=None)
def test_what_happens_to_all_changes_nothing(seed, jump, size):
    """A new program on all machines on the same day is no effect of a purchase."""
    rng = random.Random(seed)
    treated = drifting(rng, 0.6)
    others = {f"c{n}": drifting(rng, 0.6) for n in range(6)}
    plain = estimate(treated, others, DONE)

    def shocked(series):
        return {
            day: value + size * rng_of(day) + (jump if day > DONE else 0.0)
            for day, value in series.items()
        }

    def rng_of(day):
        return random.Random(day).random()

    # The same days before for all, so the same controls are chosen.
    moved = estimate(shocked(treated), {n: shocked(o) for n, o in others.items()}, DONE)
    assert moved.relief == pytest.approx(plain.relief, abs=1e-9)
    assert moved.low == pytest.approx(plain.low, abs=1e-9)


@pytest.mark.parametrize("relief", [0.0, 0.3])
def test_the_interval_holds_the_truth_nine_times_of_ten(relief):
    """Machines that drift on their own, days that follow each other, a common shock."""
    held = 0
    for seed in range(200):
        rng = random.Random(seed)
        shock = [0.1 * random.Random(seed * 1000 + n).random() for n in range(61)]
        level = rng.uniform(0.3, 0.9)
        treated = drifting(rng, level, relief=relief, shock=shock)
        others = {
            f"c{n}": drifting(rng, rng.uniform(0.2, 1.0), shock=shock)
            for n in range(25)
        }
        found = estimate(treated, others, DONE)
        held += found.low <= relief <= found.high
    assert 170 <= held <= 196


def test_who_is_chosen_for_a_bad_month_gets_no_false_praise():
    """The worst of many falls back by itself: its like do, too."""
    praised = 0
    for seed in range(100):
        rng = random.Random(seed)
        all_of = {f"c{n:02}": drifting(rng, 0.5, noise=0.15) for n in range(40)}
        means = {
            name: sum(one[d] for d in one if d < DONE) for name, one in all_of.items()
        }
        worst = max(means, key=means.get)
        own = all_of.pop(worst)
        found = estimate(own, all_of, DONE)
        praised += found.low > 0
    assert praised <= 15

"""The busy hour, and what is rarely exceeded."""

from hypothesis import given
from hypothesis import strategies as st

from collector.lines.use import DOWN, UP, use_of
from collector.sketch import Sketch


def place(hour):
    """Return hours as they come; people work from 8 to 16 o'clock."""
    return hour % 24, 8 <= hour % 24 < 16


def test_the_busiest_hour_is_one_of_work():
    """The night's backup does not count."""
    hours = {n: {DOWN: Sketch([0.1]), UP: Sketch([0.05])} for n in range(48)}
    hours[33] = {DOWN: Sketch([0.8] * 9), UP: Sketch([0.05])}  # 9 o'clock
    hours[26] = {DOWN: Sketch([1.0] * 60)}  # 2 o'clock
    use = use_of(hours, place)
    assert use.busy_hour == 9
    assert 0.7 < use.p95_down < 0.81
    assert use.by_hour[2] == (None, None)


def test_nothing_measured_is_not_known():
    """Nor is one direction of which nobody said anything."""
    use = use_of({}, place)
    assert (use.busy_hour, use.p95_down, use.p95_up) == (None, None, None)
    assert use_of({9: {UP: Sketch([0.2])}}, place).busy_hour == 9


@given(st.dictionaries(st.integers(0, 200), st.floats(0, 1), max_size=40))
def test_the_busiest_hour_has_the_highest_mean(values):
    """Of all hours, the earliest of equals."""
    use = use_of({n: {DOWN: Sketch([v])} for n, v in values.items()}, place)
    known = [d for d, _up in use.by_hour if d is not None]
    if known:
        assert use.by_hour[use.busy_hour][0] == max(known)
    else:
        assert use.busy_hour is None

"""Sketches: right to one percent, whole after merging and packing."""

import contextlib
import math

import pytest
from ddsketch import DDSketch
from hypothesis import given
from hypothesis import strategies as st

from collector.sketch import MAX_BUCKETS, Sketch, SketchError

sizes = st.floats(min_value=1e-9, max_value=1e12)
numbers = st.one_of(sizes, sizes.map(lambda x: -x), st.just(0.0))
many = st.lists(numbers, min_size=1, max_size=200)
parts = st.sampled_from([0.0, 0.05, 0.5, 0.9, 0.95, 0.99, 1.0])


def exact(values, q):
    """Return the value of the lower rank, as sketches define quantiles."""
    return sorted(values)[math.floor(q * (len(values) - 1))]


@given(many, parts)
def test_a_quantile_is_within_one_percent(values, q):
    """Of positive, negative and zero values alike."""
    wanted = exact(values, q)
    assert Sketch(values).quantile(q) == pytest.approx(wanted, rel=0.0101, abs=1e-11)


@given(many, parts)
def test_the_ddsketch_package_agrees(values, q):
    """The oracle has the same mapping; both are within one percent."""
    oracle = DDSketch(0.01)
    for value in values:
        oracle.add(value)
    theirs = oracle.get_quantile_value(q)
    assert Sketch(values).quantile(q) == pytest.approx(theirs, rel=0.0203, abs=1e-11)


@given(many, many)
def test_merging_is_sketching_the_whole(one, other):
    """Nothing is lost or counted twice."""
    merged = Sketch(one)
    merged.merge(Sketch(other))
    whole = Sketch(one + other)
    assert (merged.positive, merged.negative) == (whole.positive, whole.negative)
    assert (merged.count, merged.zeros) == (whole.count, whole.zeros)
    assert (merged.minimum, merged.maximum) == (whole.minimum, whole.maximum)
    assert merged.sum == pytest.approx(whole.sum, rel=1e-9, abs=1e3)


@given(st.lists(numbers, max_size=200))
def test_packing_loses_nothing(values):
    """A sketch that was packed is the same sketch."""
    sketch = Sketch(values)
    again = Sketch.decode(sketch.encode())
    assert again == sketch
    assert again.quantile(0.95) == sketch.quantile(0.95)


@given(st.binary(max_size=200))
def test_junk_is_a_sketch_error(data):
    """Bytes from a damaged store raise that, and nothing else."""
    with contextlib.suppress(SketchError):
        Sketch.decode(data).quantile(0.5)


def test_a_sketch_of_nothing_has_no_quantile():
    """None is not zero."""
    assert Sketch().quantile(0.5) is None
    assert Sketch().mean is None
    assert Sketch([math.nan, math.inf]).count == 0
    assert Sketch.decode(Sketch().encode()) == Sketch()


def test_a_quantile_beyond_one_is_refused():
    """95 is a slip for 0.95."""
    with pytest.raises(ValueError, match="95"):
        Sketch([1.0]).quantile(95)


def test_the_share_above_a_limit_is_known():
    """Which part of the time the CPU was busy."""
    assert Sketch([0.1] * 70 + [0.9] * 30).share_above(0.8) == pytest.approx(0.3)


def test_the_number_of_buckets_is_bounded():
    """The smallest fall together, so the high quantiles stay right."""
    values = [10 ** (n / 100) for n in range(-30000, 30000, 7)]
    sketch = Sketch(values)
    assert len(sketch.positive) <= MAX_BUCKETS
    assert sketch.count == len(values)
    assert sketch.quantile(0.99) == pytest.approx(exact(values, 0.99), rel=0.0101)


def test_an_hour_of_a_busy_signal_takes_a_hundred_bytes():
    """Sixty different values cost little more than one byte each."""
    assert len(Sketch([n / 60 for n in range(1, 61)]).encode()) < 100

"""How many calls fit."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.lines.meetings import call_of, heads_at, meetings
from collector.lines.quality import Spread, quality
from collector.lines.use import Use
from collector.planning.shapes.records import Department
from tests.collector.lines.test_quality import LINE, NORMS, PERIOD

DAY = dt.date(2026, 11, 30)
CALL = call_of(NORMS, DAY)
IDLE = Use(((0.0, 0.0),) * 24, 9, 0.0, 0.0)


def fits(*, use=IDLE, heads=0, tests=20, rate=0.8, jitter=0.005, loss=0.001):
    """Return what fits on a line of 100 Mbit/s."""
    made = quality(LINE, PERIOD, {}, (), NORMS)
    signals = {
        "line_throughput_ratio": Spread(tests, rate, rate, rate),
        "line_jitter_seconds": Spread(9000, jitter, jitter, jitter),
        "line_loss_ratio": Spread(9000, loss, loss, loss),
    }
    made = msgspec.structs.replace(made, signals=signals)
    return meetings(made, use, CALL, heads)


def test_the_tighter_direction_counts():
    """80 Mbit/s carry 20 calls of 4 down; 2.5 up would be 32."""
    found = fits(heads=40)
    assert (found.calls, found.by_rate, found.ratio) == (20, 20, 0.5)
    assert found.unknown == ()
    assert found.example


def test_what_is_used_already_is_not_free():
    """In all but the fullest twentieth of working time."""
    busy = Use(IDLE.by_hour, 9, 0.5, 0.1)
    assert fits(use=busy).calls == 7
    assert fits(use=Use(IDLE.by_hour, 9, 1.3, 0.1)).calls == 0


@pytest.mark.parametrize(
    ("how", "poor"), [({"jitter": 0.031}, "jitter"), ({"loss": 0.02}, "loss")]
)
def test_a_poor_line_carries_no_call(how, poor):
    """And says what the rate alone would carry."""
    found = fits(**how)
    assert (found.calls, found.by_rate, found.poor) == (0, 20, (poor,))


def test_what_nobody_measured_is_named():
    """The contract and an idle line stand for it."""
    made = quality(LINE, PERIOD, {}, (), NORMS)
    found = meetings(made, Use((), None, None, None), CALL, 0)
    assert found.unknown == ("throughput", "use", "jitter", "loss")
    assert (found.calls, found.ratio) == (25, None)
    assert fits(tests=4).unknown == ("throughput",)


def test_a_file_that_does_not_say_gives_no_call():
    """Whatever is missing or not a number."""
    for id_ in ("call_up_mbps", "call_most_loss_ratio"):
        without = tuple(f for f in NORMS.fact if f.id != id_)
        assert call_of(msgspec.structs.replace(NORMS, fact=without), DAY) is None
        wrong = tuple(
            msgspec.structs.replace(f, value="much") if f.id == id_ else f
            for f in NORMS.fact
        )
        assert call_of(msgspec.structs.replace(NORMS, fact=wrong), DAY) is None
    assert call_of(NORMS, dt.date(2000, 1, 1)) is None


def test_heads_are_those_of_the_site():
    """Of all its departments."""
    line = msgspec.structs.replace(LINE, site="A")
    known = [Department(name=n, site=s, heads=7) for n, s in ("aA", "bA", "cB")]
    assert heads_at(line, known) == 14


@given(st.floats(0, 2), st.floats(0, 2), st.floats(0, 2))
def test_more_use_never_fits_more_calls(rate, less, more):
    """And no number is below zero."""
    less, more = sorted((less, more))
    low = fits(rate=rate, use=Use((), 9, less, less)).calls
    high = fits(rate=rate, use=Use((), 9, more, more)).calls
    assert 0 <= high <= low <= 25

"""From how a test went to its figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.linux.tcp_info import TcpInfo
from agent.throughput.rate import arrived, efficiency, middle, rate, stalled
from agent.throughput.shapes import CappedError, Limits, Measured, Moment, NoFigureError


def course(seconds, of, step=0.1):
    """Return moments of a test in which *of* (t) bytes had passed at each time."""
    count = round(seconds / step)
    return [Moment(n * step, int(of(n * step))) for n in range(count + 1)]


def test_the_warm_up_is_no_part_of_the_figure():
    """Slow start for two seconds, then a megabyte a second."""
    moments = course(10, lambda t: 0 if t < 2 else (t - 2) * 1e6)
    assert rate(moments, Limits(), capped=False) == pytest.approx(1e6, rel=0.01)


@pytest.mark.parametrize("held", [(1.8, 2.3), (5.5, 6.0), (9.6, 10.1)])
def test_a_burst_at_either_end_is_no_throughput(held):
    """A quarter of the bytes waits half a second for one lost segment."""
    begin, end = held

    def of(t):
        return t * 1e6 - (0.5e6 if begin <= t < end else 0)

    assert rate(course(10, of), Limits(), capped=False) == pytest.approx(1e6, rel=0.005)


def test_bytes_behind_a_lost_segment_count_when_they_come():
    """Half of the stream waits from the first to the fourth second."""
    moments = [
        Moment(m.at_s, m.passed - (500_000 if 1 < m.at_s < 4 else 0), m.passed // 1000)
        for m in course(5, lambda t: t * 1e6)
    ]
    assert rate(moments, Limits(), capped=False) == pytest.approx(1e6, rel=0.005)
    assert arrived(moments[:1]) == moments[:1]


def test_a_line_that_changes_has_its_mean():
    """Half of the time four times as fast."""
    moments = course(8, lambda t: t * 1e6 if t < 5 else 5e6 + (t - 5) * 4e6)
    assert rate(moments, Limits(), capped=False) == pytest.approx(2.5e6, rel=0.01)


def test_a_short_test_leaves_out_at_most_its_first_half():
    """The cap of bytes ended it after 2.4 seconds."""
    moments = course(2.4, lambda t: t * 5e6)
    assert rate(moments, Limits(), capped=True) == pytest.approx(5e6, rel=0.01)


@pytest.mark.parametrize("moments", [[], course(1.5, lambda t: t * 1e8)])
def test_too_short_is_no_figure(moments):
    """Whose fault it is decides the word."""
    with pytest.raises(CappedError):
        rate(moments, Limits(), capped=True)
    with pytest.raises(NoFigureError, match="ended after"):
        rate(moments, Limits(), capped=False)


def test_hardly_anything_is_no_figure():
    """A byte now and then."""
    with pytest.raises(NoFigureError, match="only 8 bytes"):
        rate(course(10, lambda t: t), Limits(), capped=False)


def test_a_far_end_that_stops_is_noticed():
    """After three seconds in which nothing passed."""
    assert not stalled([])
    assert not stalled(course(5, lambda t: t * 10))
    assert not stalled(course(5, lambda t: min(t, 2.5) * 10))
    assert stalled(course(6, lambda t: min(t, 2.5) * 10))


def test_a_short_test_that_ends_in_silence_is_no_figure():
    """What came before was no throughput of the line."""
    with pytest.raises(NoFigureError, match="stalled"):
        rate(course(3, lambda t: min(t, 1.9) * 1e6), Limits(3, 1), capped=False)


@given(
    st.lists(st.tuples(st.floats(0.001, 1), st.integers(0, 10**9)), max_size=40),
    st.booleans(),
)
def test_any_course_gives_a_rate_or_a_reason(steps, capped):
    """The rate is never far beyond what passed."""
    moments, at, passed = [], 0.0, 0
    for seconds, count in steps:
        at, passed = at + seconds, passed + count
        moments.append(Moment(at, passed))
    try:
        found = rate(moments, Limits(), capped=capped)
    except NoFigureError:
        return
    assert 0 < found <= 2 * passed


def test_streams_share_one_efficiency_and_probes_one_median():
    """Those that are silent count for nothing."""
    streams = [
        TcpInfo(bytes_sent=80, bytes_again=8),
        TcpInfo(bytes_sent=20, bytes_again=2),
    ]
    assert efficiency([*streams, TcpInfo()]) == pytest.approx(0.9)
    assert efficiency([]) is None
    assert middle([None, 3.0, 1.0, 2.0]) == 2.0
    assert middle([None]) is None
    assert Measured(1.0, 1, 1.0, None, 0.01, 0.11).buffer_delay_s == pytest.approx(0.1)
    assert Measured(1.0, 1, 1.0).buffer_delay_s is None

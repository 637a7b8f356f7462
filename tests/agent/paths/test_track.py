"""One target through the time."""

from agent.paths.outages import Lost
from agent.paths.targets import Target
from agent.paths.track import Track

TARGET = Target("10.0.0.1", "gateway", interval_s=1.0)


def test_a_reading_says_what_was_seen():
    """Counters go on, figures begin anew."""
    track = Track(TARGET)
    assert track.row("icmp") is None
    track.probe(0.0, 0.010)
    track.probe(1.0, None)
    assert track.doubtful
    track.probe(2.0, 0.020)
    row = track.row("icmp")
    assert (row.probes, row.lost, row.up) == (3, 1, True)
    assert (row.figures.minimum_s, row.figures.maximum_s) == (0.010, 0.020)
    assert row.figures.jitter_s is None
    again = track.row("icmp")
    assert again.figures is None
    assert again.totals.watched_s == 2.0


def test_an_outage_is_told_once():
    """When it is sure."""
    track = Track(TARGET)
    track.probe(0.0, 0.01)
    told = [track.probe(float(second), None) for second in range(1, 9)]
    assert [one for one in told if one] == [Lost(0.0)]
    assert track.row("tcp").up is False

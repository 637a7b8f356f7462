"""How busy a line is."""

import sys

import pytest

from agent.shared.throughput_settings import ThroughputSettings
from agent.throughput.usage import (
    Capacity,
    Traffic,
    capacity,
    look,
    look_seconds,
    own_traffic,
    share,
)

LINE = Capacity(1000.0, 100.0)
NET_DEV = """Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes packets
    lo: 9 1 0 0 0 0 0 0 9 1 0 0 0 0 0 0
  ppp0: 5000 1 0 0 0 0 0 0 700 1 0 0 0 0 0 0
"""


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Traffic(0, 0), Traffic(1000, 10), 0.1),
        (Traffic(0, 0), Traffic(1000, 900), 0.9),
        (Traffic(5, 5), Traffic(4, 900), None),
        (Traffic(5, 5), None, None),
        (None, Traffic(5, 5), None),
    ],
)
def test_the_busier_direction_counts(before, after, expected):
    """Over ten seconds; counters that went backwards tell nothing."""
    assert share(before, after, 10.0, LINE) == expected


def test_the_line_carries_what_the_settings_say_else_what_was_measured():
    """Else ten megabits."""
    settings = ThroughputSettings(down_mbps=80.0)
    assert capacity(settings, 5.0, 7.0) == (10_000_000, 7)
    assert capacity(settings, 5.0, None) == (10_000_000, 1_250_000)


def test_the_counters_are_read_twice():
    """Once where they cannot be read."""
    rows = [Traffic(0, 0), Traffic(10**9, 0)]
    assert look(lambda: rows.pop(0), LINE, 5.0, lambda _s: None) > 100
    assert look(lambda: None, LINE, 5.0, lambda _s: None) is None


def test_a_device_is_looked_at_longer():
    """Its counters are renewed every now and then."""
    at_edge = ThroughputSettings(edge_device="gateway", edge_port="wan")
    assert look_seconds(at_edge) > 30 > look_seconds(ThroughputSettings())


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux is read without a library"
)
def test_an_interface_is_named_or_all_that_count(tmp_path):
    """One that software makes may be named, too."""
    (tmp_path / "proc/net").mkdir(parents=True)
    (tmp_path / "proc/net/dev").write_text(NET_DEV)
    assert own_traffic("ppp0", root=tmp_path) == (5000, 700)
    assert own_traffic("eth9", root=tmp_path) is None
    assert own_traffic("") is not None

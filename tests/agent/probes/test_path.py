"""The ways as series."""

import pytest

from agent.paths.outages import Totals
from agent.paths.targets import Target
from agent.paths.track import Row
from agent.paths.window import Figures
from agent.probe import NoData
from agent.probes.path import PathProbe

WAY = ("a.example", "domestic", "main", "icmp")


class Rows:
    """A prober that saw these."""

    def __init__(self, *rows):
        self._rows = list(rows)

    def rows(self):
        return self._rows


def values(row):
    """Return the samples of one row by name and last label."""
    return {
        (one.metric.name.removeprefix("hatang_path_"), *one.labels[4:]): one.value
        for one in PathProbe(paths=Rows(row)).read()
    }


def test_a_way_is_told_whole():
    """Counters, times by statistic, and whether it is there."""
    target = Target("a.example", "domestic", "main")
    figures = Figures(0.01, 0.02, 0.03, 0.04, 0.005)
    row = Row(target, "icmp", 60, 2, figures, True, Totals(3600.0, 1, 7.0))
    assert values(row) == {
        ("probes_total",): 60,
        ("probes_lost_total",): 2,
        ("jitter_seconds",): 0.005,
        ("up",): 1,
        ("watched_seconds_total",): 3600.0,
        ("outages_total",): 1,
        ("outage_seconds_total",): 7.0,
        ("rtt_seconds", "min"): 0.01,
        ("rtt_seconds", "median"): 0.02,
        ("rtt_seconds", "p95"): 0.03,
        ("rtt_seconds", "max"): 0.04,
    }
    assert {s.labels[:4] for s in PathProbe(paths=Rows(row)).read()} == {WAY}


def test_what_nobody_can_measure_is_not_told():
    """Tenths of a microsecond, milliseconds of a total: reports stay small."""
    figures = Figures(*(n / 3 for n in (0.01, 0.02, 0.03, 0.04, 0.005)))
    row = Row(Target("x", "peer"), "icmp", 9, 0, figures, True, Totals(100 / 3, 1, 7.0))
    found = values(row)
    assert found["rtt_seconds", "min"] == 0.0033333
    assert found["watched_seconds_total",] == 33.333


def test_silence_has_no_times():
    """And a host that never answered is neither there nor not."""
    row = Row(Target("x", "peer"), "tcp", 3, 3, None, None, Totals())
    names = {name for name, *_rest in values(row)}
    assert "rtt_seconds" not in names
    assert "up" not in names


def test_where_nothing_is_watched_there_is_no_data():
    """Switched off, or a machine without a network."""
    for probe in (PathProbe(), PathProbe(paths=Rows())):
        with pytest.raises(NoData):
            list(probe.read())

"""A month of a line beside what is agreed."""

import datetime as dt

import pytest

from collector.lines.outages import Outage
from collector.lines.quality import Period, quality
from collector.planning.shapes.records import Line
from collector.planning_facts import load_planning
from collector.sketch import Sketch

NORMS = load_planning(None).norms
LINE = Line(id="main", operator="VNPT", down_mbps=100, up_mbps=100)
BEGIN = 1_793_466_000.0  # 2026-11-01 in Việt Nam
DAYS = 30
PERIOD = Period(
    dt.date(2026, 11, 1), dt.date(2026, 11, 30), BEGIN, BEGIN + DAYS * 86400
)


def hours(*, throughput=0.95, rtt=0.02, days=DAYS, abroad=None, readings=60):
    """Return the roll-ups of a month: sixty readings an hour, a test each night."""
    found = {}
    for number in range(days * 24):
        one = {
            "line_up_ratio": Sketch([1.0] * readings),
            "line_watched_seconds": Sketch([3600.0 / readings] * readings),
            "line_rtt_seconds": Sketch([rtt] * 60),
            "line_loss_ratio": Sketch([0.001] * 60),
        }
        if number % 24 == 2:
            one["line_throughput_ratio"] = Sketch([throughput])
            if abroad is not None:
                one["line_international_ratio"] = Sketch([abroad])
        found[int(BEGIN // 3600) + number] = one
    return found


def test_what_was_watched_does_not_hang_on_the_interval():
    """Four readings an hour say as much as sixty; it is no signal to look at."""
    _verdicts, made = judged(readings=4)
    assert made.watched_s == DAYS * 86400
    assert "line_watched_seconds" not in made.signals


def judged(outages=(), *, line=LINE, **how):
    """Return the verdict of each criterion, and all of it."""
    made = quality(line, PERIOD, hours(**how), outages, NORMS)
    return {one.name: one.verdict for one in made.criteria}, made


def test_a_good_month_keeps_every_promise():
    """With its figures, and the source of each limit."""
    verdicts, made = judged()
    assert verdicts == dict.fromkeys(("throughput", "availability", "latency"), "kept")
    assert made.availability == 1.0
    assert made.watched_s == DAYS * 86400
    assert len(made.tests) == DAYS
    assert made.signals["line_rtt_seconds"].mean == pytest.approx(0.02, rel=0.02)
    assert all("QCVN" in one.document and one.example for one in made.criteria)


@pytest.mark.parametrize(
    ("how", "broken"),
    [
        ({"throughput": 0.7}, "throughput"),
        ({"rtt": 0.08}, "latency"),
        ({"outages": [Outage(BEGIN + 1e5, BEGIN + 1.2e5)]}, "availability"),
    ],
)
def test_a_promise_that_is_broken_is_that_one(how, broken):
    """Five and a half hours are 0.8 % of a month."""
    verdicts, _made = judged(**how)
    assert [name for name, verdict in verdicts.items() if verdict == "broken"] == [
        broken
    ]


def test_what_was_not_watched_counts_for_nobody():
    """Half a day of measurements judges nothing; availability is of the watched time."""
    verdicts, made = judged(days=0)
    assert set(verdicts.values()) == {"too_few"}
    assert made.availability is None
    _verdicts, ten = judged([Outage(BEGIN, BEGIN + 8640)], days=10)
    assert ten.availability == pytest.approx(0.99)


def test_abroad_is_judged_only_where_something_is_committed():
    """Against that, not against the headline."""
    assert "international" not in judged(abroad=0.5)[0]
    line = Line(id="main", down_mbps=100, up_mbps=100, international_mbps=5)
    assert judged(line=line, abroad=0.5)[0]["international"] == "broken"

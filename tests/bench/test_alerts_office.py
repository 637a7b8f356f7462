"""The made-up office: its series are the collector's, its notation promtool's."""

from random import Random

import pytest

from bench.alerts import evaluate, read
from bench.alerts_notation import notation
from bench.alerts_office import MINUTES, MONDAY, Office
from dashboards.declared import check


def unfolded(text):
    """Return the values of promtool's notation; None where there is none."""
    found = []
    for part in text.split():
        if part == "stale":
            found.append(None)
            continue
        value, _, times = part.partition("x")
        if value == "_":
            found += [None] * int(times or 1)
        else:
            found += [float(value)] * (int(times) + 1 if times else 1)
    return found


@pytest.mark.parametrize(
    "values",
    [
        [1.0],
        [0.0, 0.0, 1.0, None, None, 1.0],
        [None, 3.0, None],
        [None, None],
        [2.0, None, 2.0, 2.0, 2.0],
    ],
)
def test_a_series_is_written_as_it_is(values):
    """Each value in its minute; what ends becomes stale at once."""
    assert unfolded(notation(values)) == values


def test_a_day_has_declared_series_for_each_minute():
    """A renamed metric is noticed here, and not by alerts that never fire."""
    day = Office(Random(1), MONDAY).day(working=True)
    assert len(day.series) > 100
    for name, values in day.series.items():
        assert len(values) == MINUTES
        check(name.replace('instance="', 'instance=~"'))


def test_the_same_seed_makes_the_same_day():
    """Or figures could not be compared."""
    one, other = (Office(Random(7), MONDAY).day(working=True) for _ in range(2))
    assert one == other


def test_what_promtool_says_is_read():
    """Alerts by minute, without those that only wait."""
    text = """\
  FAILED:
    expr: "ALERTS{alertstate=\\"firing\\"}", time: 1h5m,
        exp: nil
        got: {__name__="ALERTS", alertname="A", alertstate="firing", severity="x"} 1E+00
    expr: "ALERTS{alertstate=\\"firing\\"}", time: 1h10m,
        exp: nil
        got: {__name__="ALERTS", alertname="A", alertstate="pending"} 1E+00
"""
    assert read(text) == {65: [{"alertname": "A", "severity": "x"}], 70: []}
    with pytest.raises(RuntimeError):
        read("error: no such file")


@pytest.mark.system
def test_a_dead_drive_is_found_by_the_real_engine():
    """And a quiet office only shows that it lives."""
    name = (
        'hatang_finding_since_timestamp_seconds{instance="PC-1",site="hq",'
        'finding="disk_failing",subject="x",severity="critical"}'
    )
    values = [None] * 600 + [1.0] * 60 + [None] * (MINUTES - 660)
    firing = evaluate({name: values})
    names = {
        minute: {a["alertname"] for a in alerts} for minute, alerts in firing.items()
    }
    assert "HatangDiskFailing" in names[610]
    assert "HatangDiskFailing" not in names[590]
    assert "HatangAlive" in names[5]

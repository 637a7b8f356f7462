"""The probe of throughput tests."""

import pytest

from agent.probe import NoData, ProbeError
from agent.probes.line_throughput import LineThroughputProbe
from agent.throughput.lines import Lines
from tests.support.fake_clock import FakeClock
from tests.support.throughput import ABROAD, SERVER, FakeWays, line


def values(samples):
    """Return the values by name and labels."""
    return {
        (s.metric.name.removeprefix("hatang_line_"), *s.labels): s.value
        for s in samples
    }


def probe(folder, ways, *, resident=True, which=None):
    """Return the probe of one line, and its clock."""
    clock = FakeClock()
    lines = Lines(
        (which or line(SERVER, ABROAD),), folder, resident, lambda _: ways.ways()
    )
    return LineThroughputProbe(lines=lines, clock=clock), clock


def test_the_last_result_stands_until_the_next(tmp_path):
    """Hours later, too."""
    ways = FakeWays()
    one, clock = probe(tmp_path, ways)
    for _n in range(24 * 12):
        list(one.read())
        clock.pass_(300)
    ways.rate = 5.0
    found = values(one.read())
    assert found["throughput_bytes", "adsl", "down", "domestic", "http"] == 1e6
    assert found["throughput_bytes", "adsl", "up", "international", "iperf3"] == 1e6
    assert found["efficiency_ratio", "adsl", "up", "domestic", "http"] == 0.99
    assert found["loaded_rtt_seconds", "adsl", "down"] == 0.05
    assert found["idle_rtt_seconds", "adsl", "up"] == 0.01
    assert found["tests_total", "adsl", "ok"] == 1
    assert found["test_bytes_total", "adsl"] == 20_000_000
    assert found["tested_timestamp_seconds", "adsl"] <= clock.now()


def test_only_the_running_agent_tests(tmp_path):
    """Whoever measures once looks only."""
    ways = FakeWays()
    one, clock = probe(tmp_path, ways, resident=False)
    for _n in range(24 * 12):
        found = values(one.read())
        clock.pass_(300)
    assert not ways.tasks
    assert found == {("test_bytes_total", "adsl"): 0}


def test_without_servers_there_is_nothing(tmp_path):
    """Most machines are at no edge."""
    with pytest.raises(NoData):
        list(LineThroughputProbe().read())
    with pytest.raises(NoData):
        list(LineThroughputProbe(lines=Lines()).read())


def test_what_cannot_be_counted_is_not_tested(tmp_path):
    """It is a failure of the probe."""
    ways = FakeWays()
    one, clock = probe(tmp_path / "gone", ways)
    clock.pass_(22 * 3600 - clock.now() % 86_400)
    failures = []
    for _n in range(24 * 12):
        clock.pass_(300)
        try:
            list(one.read())
        except ProbeError as err:
            failures.append(str(err))
    assert failures
    assert "cannot be counted" in failures[0]
    assert not ways.tasks

"""One test of a line: servers, directions, caps, budget."""

import pytest

from agent.shared.throughput_settings import ThroughputServer
from agent.throughput.line_test import BusyError, LineTester
from agent.throughput.shapes import CappedError
from agent.throughput.turns import TakenError, turn
from tests.support.fake_clock import FakeClock
from tests.support.throughput import ABROAD, SERVER, FakeWays, failure, line


def made(folder, ways, which=None):
    """Return a tester of a line with two servers."""
    which = which or line(SERVER, ABROAD)
    return LineTester(which, folder, FakeClock(), ways.ways())


def test_all_servers_are_tested_in_both_directions(tmp_path):
    """And each figure is kept by its kind."""
    ways = FakeWays()
    one = made(tmp_path, ways)
    steps = list(one.run())
    assert [(s.server, s.direction, s.word) for s in steps] == [
        (SERVER, "down", "ok"),
        (SERVER, "up", "ok"),
        (ABROAD, "down", "ok"),
        (ABROAD, "up", "ok"),
    ]
    kept = one.memory.of("adsl")
    assert kept.results == {"ok": 1}
    assert kept.total_bytes == kept.day_bytes == 20_000_000
    assert {(f.reach, f.method, f.direction) for f in kept.figures} == {
        ("domestic", "http", "down"),
        ("domestic", "http", "up"),
        ("international", "iperf3", "down"),
        ("international", "iperf3", "up"),
    }


def test_one_method_can_be_chosen_and_no_upload_is_no_step(tmp_path):
    """A plain file server has downloads only."""
    plain = ThroughputServer(address="http://far.test/file")
    one = made(tmp_path, FakeWays(), line(plain, ABROAD))
    assert len(one.tasks()) == 3
    assert len(one.tasks("http")) == 1


def test_the_budget_survives_and_caps_the_next_test(tmp_path):
    """What is left is the cap; with too little left there is no test."""
    ways = FakeWays(used=40_000_000)
    which = line(SERVER, most_bytes=50_000_000, daily_bytes=70_000_000)
    list(made(tmp_path, ways, which).run())
    assert [task.limits.most_bytes for task in ways.tasks] == [50_000_000, 30_000_000]
    again = made(tmp_path, ways, which)
    steps = list(again.run())
    assert [step.word for step in steps] == ["capped", "capped"]
    assert len(ways.tasks) == 2
    assert again.memory.of("adsl").results == {"ok": 1, "capped": 1}


def test_the_budget_comes_back_the_next_day(tmp_path):
    """Not that of the month."""
    ways, clock = FakeWays(used=40_000_000), FakeClock()
    which = line(SERVER, daily_bytes=80_000_000, monthly_bytes=130_000_000)
    one = LineTester(which, tmp_path, clock, ways.ways())
    list(one.run())
    assert one.left().both == 0
    clock.pass_(86_400)
    assert one.left() == (80_000_000, 50_000_000)


def test_a_failed_server_is_not_asked_again_and_costs_what_it_cost(tmp_path):
    """The others are."""
    ways = FakeWays()
    ways.fails[SERVER.address, "down"] = failure("no route", 123)
    one = made(tmp_path, ways)
    steps = list(one.run())
    assert [(s.word, s.why) for s in steps[:2]] == [("failed", "no route")] * 2
    assert [s.word for s in steps[2:]] == ["ok", "ok"]
    assert one.memory.of("adsl").day_bytes == 10_000_123
    assert one.memory.of("adsl").results == {"failed": 1}


def test_a_capped_direction_says_so(tmp_path):
    """The other one is measured all the same."""
    ways = FakeWays()
    ways.fails[SERVER.address, "down"] = failure("soon", 9, CappedError)
    steps = list(made(tmp_path, ways).run())
    assert [s.word for s in steps] == ["capped", "ok", "ok", "ok"]


def test_a_test_that_was_killed_has_used_all_that_it_might(tmp_path):
    """It was booked before it began."""
    ways = FakeWays()
    ways.fails[SERVER.address, "down"] = KeyboardInterrupt()
    one = made(tmp_path, ways)
    with pytest.raises(KeyboardInterrupt):
        list(one.run())
    assert one.memory.of("adsl").day_bytes == 150_000_000


def test_a_busy_line_is_left_alone(tmp_path):
    """And that is counted; a person may insist."""
    ways = FakeWays(busy=10**12)
    one = made(tmp_path, ways)
    with pytest.raises(BusyError):
        list(one.run())
    assert not ways.tasks
    assert one.memory.of("adsl").results == {"busy": 1}
    assert len(list(one.run(even_if_busy=True))) == 4


def test_an_edge_port_that_does_not_tell_counts_as_busy(tmp_path):
    """Whoever names it wants the line to be quiet."""
    which = line(SERVER, edge_device="gateway", edge_port="wan")
    ways = FakeWays()
    silent = ways.ways()._replace(traffic=lambda: None)
    one = LineTester(which, tmp_path, FakeClock(), silent)
    with pytest.raises(BusyError):
        list(one.run())
    assert not ways.tasks


def test_one_test_at_a_time(tmp_path):
    """Whoever runs the other one."""
    with turn(tmp_path), pytest.raises(TakenError):
        list(made(tmp_path, FakeWays()).run())


def test_iperf3_is_told_what_to_expect(tmp_path):
    """What the settings say, else what was measured last."""
    ways = FakeWays(rate=2_000_000.0)
    one = made(tmp_path, ways, line(SERVER, ABROAD, down_mbps=80))
    assert [task.expected_bytes for task in one.tasks()] == [1e7, None] * 2
    list(one.run())
    assert [task.expected_bytes for task in one.tasks()] == [1e7, 2e6] * 2

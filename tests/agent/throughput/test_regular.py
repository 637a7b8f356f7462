"""The tests that nobody asks for."""

from agent.throughput.line_test import LineTester
from agent.throughput.regular import regular
from agent.throughput.turns import turn
from tests.support.fake_clock import FakeClock
from tests.support.throughput import SERVER, FakeWays, failure, line


def words_of(folder, ways, which, hours=24, clock=None):
    """Return what came of each try, asked every five minutes; counted by word."""
    clock = clock or FakeClock()
    tester = LineTester(which, folder, clock, ways.ways())
    found = []
    for _n in range(hours * 12):
        word = regular(tester, clock)
        if word is not None:
            found.append(word)
        clock.pass_(300)
    return found


def test_once_a_night(tmp_path):
    """Not more, not less."""
    assert words_of(tmp_path, FakeWays(), line(SERVER), 10 * 24) == ["ok"] * 10


def test_the_night_only(tmp_path):
    """Wherever the agent runs, and never in the hours of meetings."""
    clock, ways = FakeClock(), FakeWays()
    which = line(SERVER, windows=("01:00-04:00",), never=("07:00-18:00",))
    assert words_of(tmp_path, ways, which, 48, clock) == ["ok", "ok"]
    never = line(SERVER, windows=("08:00-10:00",), never=("07:00-18:00",))
    assert words_of(tmp_path, ways, never, 48, clock) == []


def test_a_busy_line_is_tried_again_every_quarter_of_an_hour(tmp_path):
    """Until it is quiet."""
    ways, clock = FakeWays(busy=10**12), FakeClock()
    busy = words_of(tmp_path, ways, line(SERVER), 24, clock)
    assert 3 < len(busy) < 25
    assert set(busy) == {"busy"}
    ways.busy = 0
    assert words_of(tmp_path, ways, line(SERVER), 24, clock)[-1] == "ok"


def test_a_metered_line_is_counted_and_left_alone(tmp_path):
    """Once a night."""
    ways = FakeWays()
    assert words_of(tmp_path, ways, line(SERVER, metered=True), 72) == ["metered"] * 3
    assert not ways.tasks


def test_a_failure_is_not_repeated_before_the_next_night(tmp_path):
    """Nor is a line without servers ever tested."""
    ways = FakeWays()
    ways.fails[SERVER.address, "down"] = failure()
    assert words_of(tmp_path, ways, line(SERVER), 48) == ["failed", "failed"]
    assert words_of(tmp_path, ways, line(), 48) == []


def test_another_test_on_the_machine_makes_it_wait(tmp_path):
    """That is busy, too."""
    with turn(tmp_path):
        found = words_of(tmp_path, FakeWays(), line(SERVER), 24)
    assert set(found) == {"busy"}

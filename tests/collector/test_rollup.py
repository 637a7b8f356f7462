"""Roll-ups: from the journal to sketches, again and again the same."""

import random

import msgspec
import pytest

from collector.rollup import chart_points, merge, roll_up, run_due, unpack
from collector.rollup_row import decode_rollup
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.readings import TABLES, machine_reports
from tests.support.store_values import AGENT

HOUR = 500_000
START = HOUR * 3600.0


def busy_values(count, seed=1):
    """Return how busy a CPU was, minute by minute."""
    rng = random.Random(seed)
    return [rng.random() for _ in range(count)]


@pytest.fixture
def store():
    """Return a store with two hours of reports, from five minutes before."""
    store = MemoryStore()
    reports = machine_reports(busy_values(125), start=START - 300)
    store.commit(Commit(reports=reports, tables=TABLES))
    return store


def rows(store):
    """Return the packed rows of the agent by hour."""
    return {r.hour: r.packed for r in store.rollups(AGENT, start=0, end=10**9)}


def test_an_hour_holds_the_signals_of_its_reports(store):
    """The first rate needs the reading before the hour; p95 is right to 1 %."""
    assert run_due(store, now=START + 7200 + 300) == 3
    sketches = unpack(rows(store)[HOUR])
    assert set(sketches) == {"cpu_busy_ratio", "memory_available_ratio"}
    wanted = sorted(busy_values(125)[5:65])
    busy = sketches["cpu_busy_ratio"]
    assert busy.count == 60
    assert busy.quantile(0.95) == pytest.approx(wanted[int(0.95 * 59)], rel=0.0101)
    assert busy.mean == pytest.approx(sum(wanted) / 60)


def test_an_hour_that_is_not_over_waits(store):
    """And so does one that ended a moment ago."""
    assert run_due(store, now=START + 3600 + 60) == 1
    assert run_due(store, now=START + 3600 + 121) == 1
    assert run_due(store, now=START + 3600 + 121) == 0


def test_at_most_so_many_hours_are_done_at_once(store):
    """The oldest first."""
    assert run_due(store, now=START + 9000, limit=2) == 2
    assert sorted(rows(store)) == [HOUR - 1, HOUR]


def test_late_reports_and_replays_end_in_the_same_row(store):
    """In whatever order reports arrive, the row is what the journal says."""
    run_due(store, now=START + 9000)
    wanted = rows(store)
    reports = machine_reports(busy_values(125), start=START - 300)
    other = MemoryStore()
    other.commit(Commit(reports=reports[::2], tables=TABLES))
    run_due(other, now=START + 9000)
    assert rows(other) != wanted
    other.commit(Commit(reports=reports[1::2]))
    run_due(other, now=START + 9000)
    assert rows(other) == wanted


def test_a_row_is_not_lost_when_its_reports_were_pruned(store):
    """A report that comes after that is added to what is known."""
    run_due(store, now=START + 9000)
    store.prune(reports_before=START + 3600, rollups_before=0, events_before=0.0)
    late = machine_reports([0.5], start=START + 90, spool="00000002")
    store.commit(Commit(reports=late))
    assert run_due(store, now=START + 9000) == 1
    rollup = decode_rollup(rows(store)[HOUR])
    assert rollup.reports == 61
    assert rollup.sketches["memory_available_ratio"].count == 61


def test_a_gap_gives_no_rate():
    """What a machine did in its sleep is not spread over the night."""
    reports = machine_reports(busy_values(20), start=START)
    with_gap = reports[:5] + reports[10:]
    sketches = roll_up(with_gap, TABLES, hour=HOUR).sketches
    assert sketches["cpu_busy_ratio"].count == 4 + 9
    assert sketches["memory_available_ratio"].count == 15


def test_readings_without_a_table_and_junk_are_passed_over():
    """One unreadable report does not stop the others."""
    reports = machine_reports(busy_values(3), start=START)
    reports[1] = msgspec.structs.replace(reports[1], body=b"\xff{")
    assert roll_up(reports, {}, hour=HOUR).sketches == {}
    rollup = roll_up(reports, TABLES, hour=HOUR)
    assert rollup.reports == 3
    assert rollup.sketches["memory_available_ratio"].count == 2


def test_hours_merge_to_days(store):
    """The merged sketch is that of all values."""
    run_due(store, now=START + 9000)
    day = merge(decode_rollup(packed) for packed in rows(store).values())
    assert day.reports == 125
    assert day.sketches["memory_available_ratio"].count == 125


def test_charts_show_means_of_equal_parts():
    """A part without values has no point."""
    reports = machine_reports([0.2] * 60, start=START)
    del reports[20:40]
    points = chart_points(
        reports,
        TABLES,
        ["cpu_busy_ratio", "x"],
        start=START,
        end=START + 3600,
        buckets=6,
    )
    assert points["x"] == []
    times, values = zip(*points["cpu_busy_ratio"], strict=True)
    assert times == (START + 300, START + 900, START + 2700, START + 3300)
    assert values == pytest.approx([0.2] * 4)

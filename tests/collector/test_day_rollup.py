"""Hours become days: what is new, what is late, what is damaged."""

import datetime as dt
import logging

import msgspec
import pytest

from collector.day_rollup import merge_days
from collector.office_days import OfficeDays
from collector.rollup import unpack
from collector.store.interface import RollupRow
from collector.store.memory import MemoryStore
from collector.store.opening import open_store
from tests.support.day_values import DAYS, FRIDAY, HOURS, MONDAY, hour

NOW = (DAYS.hours_of(MONDAY)[0] + 24 * 6) * 3600.0
ALL = {"start": 0, "end": 10**7}


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    """Make a store of each kind."""
    if request.param == "memory":
        made = MemoryStore()
    else:
        made = open_store(f"sqlite:///{tmp_path}/hatang.db")
    yield made
    made.close()


def values(row):
    """Return the values of the processor on a day, about."""
    sketch = unpack(row.packed)["cpu_busy_ratio"]
    return sorted(round(value, 1) for value, n in sketch.parts() for _ in range(n))


def test_the_office_hours_of_a_day_become_one_row(store):
    """Each owner has its own; nights and lunch do not count."""
    lunch = RollupRow("a", DAYS.hours_of(MONDAY)[3] + 1, hour("a", MONDAY, 0, 9).packed)
    store.put_rollups(
        [
            *(hour("a", MONDAY, place, 0.1 * place) for place in (1, 7)),
            lunch,
            hour("a", MONDAY + 1, 0, 0.5),
            hour("line:main", MONDAY, 0, 0.3),
        ]
    )
    assert merge_days(store, DAYS, now=NOW) == 5
    found = list(store.day_rollups(None, **ALL))
    assert [(one.owner, one.day, one.hours) for one in found] == [
        ("a", MONDAY, 2),
        ("a", MONDAY + 1, 1),
        ("line:main", MONDAY, 1),
    ]
    assert values(found[0]) == [0.1, 0.7]
    assert merge_days(store, DAYS, now=NOW) == 0


def test_a_late_hour_makes_its_day_anew(store):
    """However old it is; the other days are left alone."""
    store.put_rollups([hour("a", MONDAY, 0, 0.1), hour("a", MONDAY + 1, 0, 0.1)])
    merge_days(store, DAYS, now=NOW)
    store.put_rollups([hour("a", MONDAY, 0, 0.1, 0.2), hour("a", MONDAY, 5, 0.3)])
    assert merge_days(store, DAYS, now=NOW) == 2
    first, second = store.day_rollups("a", **ALL)
    assert (values(first), first.hours) == ([0.1, 0.2, 0.3], 2)
    assert values(second) == [0.1]


def test_a_run_is_bounded_and_the_next_goes_on(store):
    """In the end everything is merged, in whatever steps."""
    rows = [hour(owner, MONDAY, n, 0.1) for owner in "abc" for n in range(8)]
    store.put_rollups(rows)
    done = []
    while count := merge_days(store, DAYS, now=NOW, limit=5):
        done.append(count)
    assert done == [5, 5, 5, 5, 4]
    assert [one.hours for one in store.day_rollups(None, **ALL)] == [8, 8, 8]


def test_who_plans_needs_no_more_than_the_window(store):
    """Older days wait for the job."""
    store.put_rollups([hour("a", MONDAY - 7, 0, 0.1), hour("a", MONDAY, 0, 0.1)])
    assert merge_days(store, DAYS, now=NOW, first_day=MONDAY) == 1
    assert [one.day for one in store.day_rollups("a", **ALL)] == [MONDAY]
    assert merge_days(store, DAYS, now=NOW) == 1


def test_another_calendar_makes_all_days_anew(store):
    """Work on a holiday counts once it is no holiday any more."""
    store.put_rollups([hour("a", MONDAY, n, 0.1) for n in range(8)])
    open_day = OfficeDays(msgspec.structs.replace(HOURS, holidays=()))
    holiday = open_day.hours_of(FRIDAY)[0]
    store.put_rollups([RollupRow("a", holiday, hour("a", MONDAY, 0, 0.2).packed)])
    merge_days(store, DAYS, now=NOW)
    assert [d.day for d in store.day_rollups("a", **ALL)] == [MONDAY]
    assert merge_days(store, open_day, now=NOW) == 9
    assert [d.day for d in store.day_rollups("a", **ALL)] == [MONDAY, FRIDAY]
    monday = dt.date.fromordinal(MONDAY)
    short = OfficeDays(
        msgspec.structs.replace(HOURS, ranges=("07:30-11:30",), holidays=(monday,))
    )
    merge_days(store, short, now=NOW)
    assert [d.day for d in store.day_rollups("a", **ALL)] == [FRIDAY]


def test_a_damaged_hour_counts_as_not_measured(store, caplog):
    """It is named, once, and the other hours of its day count."""
    bad = hour("a", MONDAY, 0, 0.1)
    store.put_rollups(
        [msgspec.structs.replace(bad, packed=b"\xff"), hour("a", MONDAY, 1, 0.2)]
    )
    with caplog.at_level(logging.WARNING):
        merge_days(store, DAYS, now=NOW)
        merge_days(store, DAYS, now=NOW)
    (row,) = store.day_rollups("a", **ALL)
    assert (row.hours, values(row)) == (1, [0.2])
    assert caplog.text.count("left out") == 1

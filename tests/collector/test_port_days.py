"""Hours of the store become days, each read once."""

import pytest

from collector.port_days import PortDays
from collector.rollup_row import Rollup, encode_rollup
from collector.sketch import Sketch
from collector.store.interface import RollupRow
from collector.store.memory import MemoryStore
from tests.support.port_cases import LIMITS
from tests.support.port_month import HOURS, NOW

HOUR = int(NOW // 3600)


def packed(use=0.1):
    """Return the roll-up of an hour of one port."""
    sketch = Sketch([use] * 5)
    return encode_rollup(Rollup(5, {'port_receive_ratio{port="1"}': sketch}))


class Counting(MemoryStore):
    """Counts the rows that it gives."""

    given = 0

    def rollups(self, agent, *, start, end):
        """Count them."""
        for row in super().rollups(agent, start=start, end=end):
            self.given += 1
            yield row


@pytest.fixture
def store():
    """Return a store with a fortnight of one device."""
    made = Counting()
    made.put_rollups(
        [RollupRow("d", HOUR - ago, packed()) for ago in range(1, 14 * 24)]
    )
    return made


@pytest.fixture
def days(store):
    """Return the days of that store."""
    return PortDays(store, HOURS)


def test_office_hours_are_read_and_others_are_not(days):
    """Ten hours of a working day, of ten working days."""
    read = days.load("d", NOW, LIMITS, 10_000)
    found = days.days("d")
    assert read == sum(len(day.hours) for day in found.values())
    whole = [len(day.hours) for day in found.values() if day.hours]
    assert max(whole) == 10
    assert all(HOURS.covers((h + 0.5) * 3600) for d in found.values() for h in d.hours)
    assert HOURS.day(NOW) in found


def test_an_hour_is_read_once(days, store):
    """What is known is not asked for again."""
    first = days.load("d", NOW, LIMITS, 10_000)
    assert days.load("d", NOW, LIMITS, 10_000) == 0
    assert store.given == first


def test_no_more_is_read_than_is_allowed_and_the_newest_first(days):
    """The rest comes in the next runs; a day is read as a whole."""
    assert 12 <= days.load("d", NOW, LIMITS, 12) <= 22
    assert min(days.days("d")) >= HOURS.day(NOW) - 3
    while days.load("d", NOW, LIMITS, 12):
        pass
    assert len([day for day in days.days("d").values() if day.hours]) >= 9


def test_hours_that_come_late_are_added(days, store):
    """An agent held them back over night."""
    late = [HOUR - 26, HOUR - 25]
    gone = {h: store._rollups["d"].pop(h) for h in late}
    days.load("d", NOW, LIMITS, 10_000)
    store.put_rollups(gone.values())
    assert days.load("d", NOW, LIMITS, 10_000) == 2


def test_old_days_are_dropped(days):
    """The window moves on."""
    days.load("d", NOW, LIMITS, 10_000)
    days.load("d", NOW + 60 * 86400, LIMITS, 10_000)
    assert all(not day.hours for day in days.days("d").values())


def test_a_damaged_row_is_as_not_watched(days, store):
    """It does not keep the others from being read, nor is it asked for for ever."""
    store.put_rollups([RollupRow("d", HOUR - 2, b"\xff")])
    days.load("d", NOW, LIMITS, 10_000)
    assert days.days("d")


def test_who_is_gone_is_forgotten(days):
    """Nothing stays of it."""
    days.load("d", NOW, LIMITS, 10_000)
    days.forget_all_but(["e"])
    assert days.days("d") == {}

"""Offices work by day, pause at noon, and are closed on holidays."""

import datetime as dt

from collector.simulator.rhythm import Calendar, busy, works

TUESDAY = dt.date(2026, 11, 24)
FRIDAY = dt.date(2026, 11, 27)


def test_noon_and_nights_are_quiet():
    """Mornings are the busiest."""
    morning, noon, night = (busy(h * 3600.0, TUESDAY) for h in (10, 12.5, 23))
    assert morning > 3 * noon
    assert noon > night


def test_friday_afternoons_are_quieter():
    """Mornings are not."""
    assert busy(15 * 3600.0, FRIDAY) < busy(15 * 3600.0, TUESDAY)
    assert busy(9 * 3600.0, FRIDAY) == busy(9 * 3600.0, TUESDAY)


def test_weekends_and_holidays_are_free():
    """The second of September is one."""
    assert works(TUESDAY)
    assert not works(dt.date(2026, 11, 28))
    assert not works(dt.date(2026, 9, 2))


def test_reports_are_made_shortly_before_each_full_period_and_none_after_now():
    """Then an hour's first rate has its reading within the lead-in of roll-ups."""
    now = 1795487100.0
    calendar = Calendar(now, 3, "Asia/Ho_Chi_Minh", 900.0)
    marks = calendar.marks(now - 7200, now + 7200)
    assert all((mark + 180) % 900 == 0 for mark in marks)
    assert now - 900 <= marks[-1] < now
    assert [ago for _day, ago, _midnight in calendar.each()] == [2, 1, 0]

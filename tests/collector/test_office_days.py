"""Which hours count, on which local day."""

import datetime as dt

from collector.fleet import OfficeHours
from collector.office_days import OfficeDays
from tests.support.day_values import DAYS, FRIDAY, MONDAY

HOUR = 3600


def local(hour):
    """Return an hour in Hà Nội's time."""
    return dt.datetime.fromtimestamp(hour * HOUR, dt.UTC) + dt.timedelta(hours=7)


def test_the_hours_of_a_day_are_those_whose_middle_is_covered():
    """Lunch is no office hour, and 17:00 is the end."""
    found = [local(hour) for hour in DAYS.hours_of(MONDAY)]
    assert [one.hour for one in found] == [7, 8, 9, 10, 13, 14, 15, 16]
    assert {one.toordinal() for one in found} == {MONDAY}
    assert all(DAYS.day_of(hour) == MONDAY for hour in DAYS.hours_of(MONDAY))


def test_days_off_have_none():
    """A holiday is as good as a Sunday."""
    assert DAYS.hours_of(FRIDAY) == DAYS.hours_of(MONDAY - 1) == ()
    assert DAYS.counts(MONDAY, MONDAY + 6) == (4, 32)
    assert DAYS.day_of(DAYS.hours_of(MONDAY)[-1] + 1) is None


def test_every_hour_of_a_year_belongs_to_one_day_at_most_in_any_zone():
    """Also where clocks are changed, and far from Greenwich."""
    for zone in ("Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        everyday = OfficeHours(timezone=zone, ranges=("00:00-24:00",))
        days = OfficeDays(everyday)
        first = dt.date(2026, 1, 1).toordinal()
        found = [h for day in range(first, first + 370) for h in days.hours_of(day)]
        assert len(found) == len(set(found))
        assert found == sorted(found)
        assert all(days.first_hour(days.day_of(hour)) <= hour for hour in found)
        assert {len(days.hours_of(day)) for day in range(first, first + 370)} <= {
            *(0, 23, 24, 25)
        }

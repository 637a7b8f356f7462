"""Which hours of which local days are office hours; the calendar that planning counts by.

An hour belongs to the day and the office hours that its middle lies in.
"""

from collector.fleet import OfficeHours

HOUR_S = 3600
_UNIX_DAY = 719_163
_ZONES = 15  # hours that a local day may begin before or after that of UTC


class OfficeDays:
    """The office hours of each day, remembered. Hours are Unix seconds // 3600."""

    def __init__(self, hours: OfficeHours) -> None:
        self.hours = hours
        self._days: dict[int, tuple[int, ...]] = {}
        self._day_of: dict[int, int | None] = {}

    def day_of(self, hour: int) -> int | None:
        """Return the local day of an office hour, None of any other hour."""
        if hour not in self._day_of:
            middle = (hour + 0.5) * HOUR_S
            covered = self.hours.covers(middle)
            self._day_of[hour] = self.hours.day(middle) if covered else None
        return self._day_of[hour]

    def hours_of(self, day: int) -> tuple[int, ...]:
        """Return the office hours of *day* in order; none of a day off."""
        if day not in self._days:
            first = (day - _UNIX_DAY) * 24
            around = range(first - _ZONES, first + 24 + _ZONES)
            self._days[day] = tuple(h for h in around if self.day_of(h) == day)
        return self._days[day]

    def first_hour(self, day: int) -> int:
        """Return an hour that is not after the first of *day* in any time zone."""
        return (day - _UNIX_DAY) * 24 - _ZONES

    def counts(self, first: int, last: int) -> tuple[int, int]:
        """Return how many working days and office hours lie in first <= day <= last."""
        each = [len(self.hours_of(day)) for day in range(first, last + 1)]
        return sum(1 for hours in each if hours), sum(each)

"""Small roll-ups of hours and days for tests."""

import datetime as dt

from collector.fleet import OfficeHours
from collector.office_days import OfficeDays
from collector.rollup_row import Rollup, encode_rollup
from collector.sketch import Sketch
from collector.store.interface import RollupRow
from collector.store.planning import DayRollup

HOURS = OfficeHours(
    ranges=("07:30-11:30", "13:30-17:00"), holidays=(dt.date(2026, 11, 20),)
)
DAYS = OfficeDays(HOURS)
MONDAY = dt.date(2026, 11, 16).toordinal()
FRIDAY = MONDAY + 4  # a holiday


def packed(reports=4, **signals):
    """Return a row with these values of each signal."""
    sketches = {name: Sketch(values) for name, values in signals.items()}
    return encode_rollup(Rollup(reports, sketches))


def hour(owner, day, place, *values, signal="cpu_busy_ratio", **more):
    """Return the row of one office hour of *day*, by its place among them."""
    number = DAYS.hours_of(day)[place]
    return RollupRow(owner, number, packed(**{signal: values}), **more)


def day_of(owner, day, *values, hours=7, signal="cpu_busy_ratio"):
    """Return the row of a day."""
    return DayRollup(owner, day, hours, packed(**{signal: values}))

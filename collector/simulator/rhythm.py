"""When an office works: who is there, and how busy each hour is."""

import datetime as dt
from collections.abc import Iterator
from random import Random
from zoneinfo import ZoneInfo

from collector.simulator.shapes import Pc

HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})
_HOUR = 3600.0
LEAD_S = 180.0  # before each full period, so that an hour's first rate has its reading
_ABSENT = 0.04
_NIGHT = (22 * _HOUR, 24 * _HOUR - 60)
_STEPS = (  # until when, of the local day, and how busy
    (7.4, 0.1),
    (8.0, 0.55),
    (8.5, 0.8),
    (10.75, 1.0),
    (11.5, 0.75),
    (13.4, 0.12),
    (14.0, 0.7),
    (16.0, 0.95),
    (17.0, 0.65),
    (18.0, 0.2),
    (24.0, 0.03),
)


class Calendar:
    """The days of a history that ends at *now*; local time is the office's."""

    def __init__(self, now: float, days: int, timezone: str, period_s: float) -> None:
        self.now = now
        self.days = days
        self.period_s = period_s
        self._zone = ZoneInfo(timezone)
        self.today = dt.datetime.fromtimestamp(now, self._zone).date()

    def each(self) -> Iterator[tuple[dt.date, int, float]]:
        """Yield each day, how many days ago it was, and when it began."""
        for ago in range(self.days - 1, -1, -1):
            yield (day := self.today - dt.timedelta(days=ago)), ago, self.midnight(day)

    def midnight(self, day: dt.date) -> float:
        """Return when a local day began."""
        return dt.datetime.combine(day, dt.time(), self._zone).timestamp()

    def marks(self, begin: float, end: float) -> list[float]:
        """Return when reports are made from *begin* to *end*, none after now."""
        period = self.period_s
        first = (begin + LEAD_S) // period * period + period - LEAD_S
        last = min(end, self.now - 2.0)
        return [first + n * period for n in range(int((last - first) // period) + 1)]

    def noon(self, day: dt.date) -> float:
        """Return when the last morning report of a day is in."""
        return self.midnight(day) + 10.98 * _HOUR

    def last_mornings(self, count: int) -> list[dt.date]:
        """Return the last days of which a working morning is over by now."""
        days = (day for day, _ago, _midnight in self.each())
        return [d for d in days if works(d) and self.noon(d) < self.now][-count:]


def works(day: dt.date) -> bool:
    """Return whether the office is open."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def busy(second: float, day: dt.date) -> float:
    """Return how busy the office is at a second of the local day, 0 to 1."""
    level = next((b for until, b in _STEPS if second < until * _HOUR), 0.03)
    if day.weekday() == 4 and second > 13 * _HOUR:
        level *= 0.6  # Friday afternoon
    return level


def spans(pc: Pc, day: dt.date, ago: int, seed: int) -> list[tuple[float, float]]:
    """Return from when to when a machine is on, in seconds of the local day."""
    if pc.role == "server":  # it is always on; of its nights little is told
        if ago == 0:
            return [(0.0, 86400.0)]
        return [(6.5 * _HOUR, 21 * _HOUR) if works(day) else (7 * _HOUR, 9 * _HOUR)]
    found = []
    draw = Random(f"{seed} {pc.number} {day}")
    gone = pc.load.away is not None and pc.load.away[1] <= ago <= pc.load.away[0]
    if works(day) and not gone and draw.random() >= _ABSENT:
        ends = 17.05 - (draw.random() < 0.4) * (day.weekday() == 4) * 0.7
        start = 7.35 + draw.gauss(0.1, 0.12)
        found.append((start * _HOUR, (ends + draw.gauss(0.1, 0.15)) * _HOUR))
    if pc.load.night:
        found.append(_NIGHT)
    return found


def bursts(pc: Pc, day: dt.date, today: dt.date) -> bool:
    """Return whether *day* is one of the two on which a machine was very busy."""
    if pc.load.bursts is None:
        return False
    monday = today - dt.timedelta(days=today.weekday() + 14)
    return 0 <= (day - monday).days - pc.load.bursts < 2

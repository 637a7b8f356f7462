"""When tests of a line are due: seldom, off-peak, jittered. Pure.

Times are local, as people's hours are; a *moment* is a day and the minute of it.
"""

import hashlib
import time
from collections.abc import Sequence
from typing import NamedTuple

DAY_MINUTES = 24 * 60
LEAST_MINUTES = 2.0
"""What must be left of a window for a test to begin in it."""


class Local(NamedTuple):
    """A local moment: days since the epoch, minutes since midnight, YYYY-MM-DD."""

    day: int
    minute: float
    date: str = ""


class Window(NamedTuple):
    """Hours of a day, in minutes since midnight; it may go on after midnight."""

    begin: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.end - self.begin) % DAY_MINUTES

    def since(self, minute: float) -> float | None:
        """Return for how long *minute* is in it; None: it is not."""
        passed = (minute - self.begin) % DAY_MINUTES
        return passed if passed < self.minutes else None


def local(now: float) -> Local:
    """Return the local moment of Unix seconds *now*."""
    parts = time.localtime(now)
    day = int((now + parts.tm_gmtoff) // 86400)
    minute = parts.tm_hour * 60 + parts.tm_min + parts.tm_sec / 60
    return Local(day, minute, time.strftime("%Y-%m-%d", parts))


def window(hours: str) -> Window:
    """Return the window that ``HH:MM-HH:MM`` says."""
    begin, _dash, end = hours.partition("-")
    return Window(_minute(begin), _minute(end))


def _minute(text: str) -> int:
    hour, _colon, minute = text.partition(":")
    return int(hour) * 60 + int(minute)


def forbidden(moment: Local, never: Sequence[str]) -> bool:
    """Return whether no test may begin at *moment*, or would run into such hours."""
    minutes = (moment.minute, moment.minute + LEAST_MINUTES)
    return any(window(hours).since(m) is not None for hours in never for m in minutes)


def turn(moment: Local, windows: Sequence[str]) -> tuple[int, float, float] | None:
    """Return the night that *moment* is in, and minutes passed and in all of it.

    All windows of a night, put one behind the other, are one line of minutes; a night
    is named by the day on which its first window begins. None: outside of all.
    """
    kept = [window(hours) for hours in windows]
    whole = float(sum(one.minutes for one in kept))
    before = 0.0
    for one in kept:
        since = one.since(moment.minute)
        if since is not None:
            after_midnight = moment.minute < since
            return moment.day - after_midnight, before + since, whole
        before += one.minutes
    return None


def starts(line: str, night: int, tests: int, minutes: float) -> list[float]:
    """Return at which minutes of *night* the tests of *line* begin.

    Each has an equal share of the night and a place in it by chance, so that the
    lines of a province do not meet at one server; the same for every call.
    """
    share = minutes / tests if tests else 0.0
    found = []
    for number in range(tests):
        seed = hashlib.sha256(f"{line} {night} {number}".encode()).digest()
        chance = int.from_bytes(seed[:4]) / 2**32
        found.append((number + 0.9 * chance) * share)
    return found


def due(
    line: str, moment: Local, windows: Sequence[str], tests: int
) -> tuple[int, int] | None:
    """Return the night and which of its tests (from 1) is due at *moment*.

    None: none yet, or it is no time for tests. A test that was missed in its share of
    the night (the line was busy, the agent off) stays due until the night ends.
    """
    now = turn(moment, windows)
    if now is None or not tests:
        return None
    night, passed, whole = now
    count = sum(start <= passed for start in starts(line, night, tests, whole))
    return (night, count) if count else None

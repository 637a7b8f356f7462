"""How many bytes tests of a line may still use, today and this month. Pure.

What a test may use at most is booked before it begins and corrected after it: a test
that was killed has used all of it.
"""

from typing import Annotated, NamedTuple

import msgspec

from agent.shared.throughput_settings import Method, Reach
from agent.throughput.shapes import Direction, Word

Count = Annotated[int, msgspec.Meta(ge=0)]


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """The last figure of one direction against one server; it stands until the next."""

    direction: Direction
    reach: Reach
    method: Method
    at: float
    rate_bytes: float
    loaded_s: float | None = None
    idle_s: float | None = None
    efficiency: float | None = None


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is remembered of one line.

    ``day`` and ``month`` are local ones (``2026-11-27``, ``2026-11``). ``night`` and
    ``done``: in which night how many tests were made. ``tried_at``: when the last one
    was tried, ``last``: what came of it.
    """

    day: str = ""
    day_bytes: Count = 0
    month: str = ""
    month_bytes: Count = 0
    total_bytes: Count = 0
    night: int = 0
    done: Count = 0
    tried_at: float = 0.0
    last: Word | None = None
    results: dict[Word, Count] = {}
    figures: tuple[Figure, ...] = ()


class Left(NamedTuple):
    """Bytes that may still be used."""

    today: int
    month: int

    @property
    def both(self) -> int:
        """What either leaves."""
        return max(0, min(self.today, self.month))


def left(kept: Kept, date: str, daily: int, monthly: int) -> Left:
    """Return what is left of the budget on *date* (``2026-11-27``)."""
    return Left(
        daily - (kept.day_bytes if kept.day == date else 0),
        monthly - (kept.month_bytes if kept.month == date[:7] else 0),
    )


def booked(kept: Kept, date: str, count: int) -> Kept:
    """Return *kept* with *count* bytes used on *date*; below 0 gives back."""
    today = kept.day_bytes if kept.day == date else 0
    month = kept.month_bytes if kept.month == date[:7] else 0
    return msgspec.structs.replace(
        kept,
        day=date,
        day_bytes=max(0, today + count),
        month=date[:7],
        month_bytes=max(0, month + count),
    )


def spent(kept: Kept, count: int) -> Kept:
    """Return *kept* with *count* bytes more that all tests ever used."""
    return msgspec.structs.replace(kept, total_bytes=kept.total_bytes + count)


def ended(kept: Kept, word: Word, figures: tuple[Figure, ...]) -> Kept:
    """Return *kept* after a test with *word*; new figures take the place of old ones."""
    new = {(f.direction, f.reach, f.method) for f in figures}
    stay = [f for f in kept.figures if (f.direction, f.reach, f.method) not in new]
    results = {**kept.results, word: kept.results.get(word, 0) + 1}
    return msgspec.structs.replace(
        kept, last=word, results=results, figures=(*stay, *figures)[-24:]
    )

"""Whose turn it is: each device at its own moments, spread over the interval."""

import heapq
import math
from typing import Generic, TypeVar

T = TypeVar("T")
_GOLDEN = 0.6180339887498949


def phase(place: int) -> float:
    """Return when in the interval the device number *place* begins, 0 to 1.

    However many there are, they lie about evenly; nobody moves when one is added.
    """
    return place * _GOLDEN % 1.0


def following(due_s: float, interval_s: float, now_s: float) -> tuple[float, int]:
    """Return the slot after the one at *due_s* that is yet to come, and how many were missed."""
    next_s = due_s + interval_s
    if next_s >= now_s:
        return next_s, 0
    missed = math.ceil((now_s - next_s) / interval_s)
    return next_s + missed * interval_s, missed


class Agenda(Generic[T]):
    """Things to do, each at its time; not for several threads at once."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, T]] = []
        self._number = 0

    def put(self, due_s: float, thing: T) -> None:
        """Have *thing* done at *due_s*."""
        self._number += 1
        heapq.heappush(self._heap, (due_s, self._number, thing))

    def wait_s(self, now_s: float) -> float | None:
        """Return how long until something is due, 0 if it is; None: there is nothing."""
        return max(0.0, self._heap[0][0] - now_s) if self._heap else None

    def take(self) -> T:
        """Return what is due first."""
        return heapq.heappop(self._heap)[2]

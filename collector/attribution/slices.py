"""Puts what observers saw beside each other: time cut into slices, a state in each.

Observers probe at different moments, so what one says of a slice needs most of it, and a
short outage counts in the slice that holds most of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from collector.attribution.shapes import Site, Span, State, Target

SLICE_S = 30.0
_LEAST_OUT_S = 4.0
_LEAST_SHARE = 0.5
_WORST: tuple[State, ...] = ("out", "dns", "loss", "slow")

Seen = Mapping[Target, State]


class Slice(NamedTuple):
    """One slice: what each observer saw of each target, and who fell silent in it."""

    begin: float
    by_observer: Mapping[str, Seen]
    lost: frozenset[str] = frozenset()


def slices(site: Site, begin: float, end: float) -> list[Slice]:
    """Return the slices of *site* from *begin* to *end* in which something is bad."""
    bad = _bad_numbers(site, begin, end)
    states: dict[int, dict[str, dict[Target, State]]] = {n: {} for n in bad}
    for (observer, target), spans in site.seen.items():
        for number, state in _states(spans, begin, bad).items():
            states[number].setdefault(observer, {})[target] = state
    lost: dict[int, set[str]] = defaultdict(set)
    for observer, gaps in site.gaps.items():
        for gap in gaps:
            if gap.lost and begin <= gap.begin < end:
                lost[_number(gap.begin, begin)].add(observer)
    return [
        Slice(begin + n * SLICE_S, states[n], frozenset(lost.get(n, ())))
        for n in sorted(bad)
    ]


def _number(moment: float, begin: float) -> int:
    return int((moment - begin) // SLICE_S)


def _bad_numbers(site: Site, begin: float, end: float) -> set[int]:
    """Return the slices worth looking at."""
    last = _number(end - 1e-6, begin)
    found: set[int] = set()
    for spans in site.seen.values():
        for span in spans:
            if span.state != "good" and span.end > begin and span.begin < end:
                first = max(0, _number(span.begin, begin))
                found.update(range(first, min(last, _number(span.end, begin)) + 1))
    for gaps in site.gaps.values():
        for gap in gaps:
            if gap.lost and begin <= gap.begin < end:
                found.add(_number(gap.begin, begin))
    return found


def _states(spans: Iterable[Span], begin: float, wanted: set[int]) -> dict[int, State]:
    """Return the state in each of the *wanted* slices of which enough is known."""
    seconds: dict[int, dict[State, float]] = defaultdict(dict)
    for span in spans:
        first, last = _number(span.begin, begin), _number(span.end - 1e-6, begin)
        for number in range(max(0, first), last + 1):
            if number not in wanted:
                continue
            left = begin + number * SLICE_S
            share = min(span.end, left + SLICE_S) - max(span.begin, left)
            of = seconds[number]
            of[span.state] = of.get(span.state, 0.0) + share
    return {n: state for n, of in seconds.items() if (state := _state(of)) is not None}


def _state(seconds: Mapping[State, float]) -> State | None:
    if seconds.get("out", 0.0) >= _LEAST_OUT_S:
        return "out"
    if sum(seconds.values()) < _LEAST_SHARE * SLICE_S:
        return None
    for state in _WORST[1:]:
        if seconds.get(state, 0.0) >= _LEAST_SHARE * SLICE_S:
            return state
    return "good" if seconds.get("good", 0.0) else None

"""Outages of a line from those of the hosts along it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

LEAST_S = 5.0
TOGETHER_S = 3.0
"""Hosts are asked in turn: ends that are this close are the same."""


class Outage(NamedTuple):
    """The line was out from ``begin`` to ``end`` (Unix seconds)."""

    begin: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it was."""
        return self.end - self.begin


def line_outages(hosts: Mapping[str, Iterable[Outage]]) -> list[Outage]:
    """Return when none of *hosts* answered: no host that was well, no outage of the line.

    Of each host all outages of the period are given, none if it had none.
    """
    if not hosts:
        return []
    lists = [joined(one) for one in hosts.values()]
    found = lists[0]
    for other in lists[1:]:
        found = _common(found, other)
    return [one for one in found if one.seconds >= LEAST_S]


def joined(outages: Iterable[Outage]) -> list[Outage]:
    """Return *outages* in order, those that overlap or touch as one."""
    found: list[Outage] = []
    for one in sorted(outages):
        if found and one.begin <= found[-1].end + TOGETHER_S:
            found[-1] = Outage(found[-1].begin, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def _common(one: Sequence[Outage], other: Sequence[Outage]) -> list[Outage]:
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        begin = max(one[i].begin, other[j].begin)
        end = min(one[i].end, other[j].end)
        if end > begin:
            found.append(Outage(begin, end))
        if one[i].end < other[j].end:
            i += 1
        else:
            j += 1
    return found


def within(outages: Iterable[Outage], begin: float, end: float) -> list[Outage]:
    """Return the parts of *outages* between two moments."""
    cut = (Outage(max(one.begin, begin), min(one.end, end)) for one in outages)
    return [one for one in cut if one.end > one.begin]

"""A report as it lies in the spool, and how many of them are looked at."""

from collections.abc import Collection, Iterable
from typing import NamedTuple


class Spooled(NamedTuple):
    """One report that waits; ``facts`` names the facts it carries, if any."""

    spool: str
    sequence: int
    time: float
    facts: str
    body: bytes

    @property
    def name(self) -> tuple[str, int]:
        """What tells this report from all others of the agent."""
        return self.spool, self.sequence


def first(
    reports: Iterable[Spooled],
    count: int,
    most_bytes: int,
    skip: Collection[tuple[str, int]],
) -> list[Spooled]:
    """Return the first *count* of *reports*, fewer if they are large.

    Only as many as have *most_bytes* together, and one more: reports of many devices
    must not be in memory all at once. Those in *skip* are left out and do not count.
    """
    found: list[Spooled] = []
    room = most_bytes
    for report in reports:
        if len(found) >= count or room < 0:
            break
        if report.name not in skip:
            found.append(report)
            room -= len(report.body)
    return found

"""Thresholds, from the one file that the planner has them from, too.

``collector/planning_facts/data/policy.toml`` as it is shipped: boards and alerts are
written before anybody changes it.
"""

from typing import NamedTuple

from collector.planning_facts import load_planning


class Levels(NamedTuple):
    """Where yellow and red begin. ``warn`` above ``critical``: less is worse."""

    warn: float
    critical: float

    def percent(self) -> "Levels":
        """Return the same in hundredths."""
        return Levels(self.warn * 100, self.critical * 100)


_SHIPPED = load_planning(None).policy.thresholds


def levels(name: str) -> Levels:
    """Return the thresholds *name* of the planner's policy (``cpu_busy_p95``)."""
    found = _SHIPPED[name]
    return Levels(found.warn, found.critical)


ANY = Levels(1, 1)
"""One of them is one too many."""

FEW = Levels(1, 5)
"""A single one is worth a look, several are urgent."""

CLOCK_OFFSET_S = 120.0
"""Beyond it reports are told at a wrong time, and sign-in with a domain fails at 300."""

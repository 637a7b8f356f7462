"""How old a spooled report is, whatever the wall clock did meanwhile."""

import math
from typing import NamedTuple

from agent.shared.clock import Clock

LONGEST_OFF_S = 30 * 86400.0


class Mark(NamedTuple):
    """One moment by all clocks; ``age`` counts seconds since the spool was made."""

    age: float
    wall: float
    uptime: float
    boot: str


def advance(mark: Mark, clock: Clock) -> Mark:
    """Return the moment after *mark* that *clock* shows.

    Within a boot the uptime clock counts, so a jump of the wall clock ages nothing.
    Between two boots the wall clock counts, unless it went backwards or by more than
    30 days: an empty CMOS battery must not make the spool throw its reports away.
    """
    wall, uptime, boot = clock.now(), clock.uptime(), clock.boot
    passed, limit = wall - mark.wall, LONGEST_OFF_S
    if boot == mark.boot:
        passed, limit = uptime - mark.uptime, math.inf
    if not 0 <= passed <= limit:
        passed = 0.0
    return Mark(mark.age + passed, wall, uptime, boot)

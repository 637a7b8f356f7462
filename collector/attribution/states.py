"""From figures to states: when a target counts as lost, lossy or slow.

A few lost probes of a minute are chance; two of twelve are not. What is slow is judged
beside the target's own good times, because Sài Gòn is farther from Hà Nội than from
Biên Hòa.
"""

from collector.attribution.shapes import State

LOSS_RATIO = 0.05
LEAST_LOST = 2
SLOW_FACTOR = 2.0
SLOW_MORE_S = 0.030
"""A median this much above twice the usual one is slow: people notice (ITU-T G.114)."""


def path_state(
    probes: int, lost: int, median_s: float | None, usual_s: float | None
) -> State | None:
    """Return how a target was in one reading; None where too little is known.

    *probes* and *lost* are of this reading alone; *usual_s* is the target's median in
    good times.
    """
    if probes <= 0:
        return None
    if lost >= probes:
        return "out" if probes > LEAST_LOST else None
    if lost >= LEAST_LOST and lost >= LOSS_RATIO * probes:
        return "loss"
    if median_s is None or usual_s is None:
        return "good"
    return "slow" if median_s > SLOW_FACTOR * usual_s + SLOW_MORE_S else "good"


def service_state(result: str, total_s: float | None, usual_s: float | None) -> State:
    """Return how a service was in one check, by the result's word."""
    if result == "dns_failed":
        return "dns"
    if result == "too_slow":
        return "slow"
    if result != "ok":
        return "out"
    if total_s is None or usual_s is None:
        return "good"
    return "slow" if total_s > SLOW_FACTOR * usual_s + 1.0 else "good"

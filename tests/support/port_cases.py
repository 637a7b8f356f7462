"""Ports, evidence and cases for rules about ports, with healthy values to begin from."""

import datetime as dt

from agent.shared.knowledge import load
from agent.shared.survey import Port, Survey
from collector.ports.judge import judge
from collector.ports.shapes import (
    Case,
    DayRatio,
    DeviceEvidence,
    FarEnd,
    Levels,
    PortEvidence,
)

GIGABIT, FAST, SLOW = 10**9, 10**8, 10**7
TODAY = dt.date(2026, 11, 25).toordinal()
NOW = 1_795_500_000.0
DAYS = tuple(range(TODAY - 20, TODAY))
LIMITS = load().ports


def port(number=1, **changes):
    """Return a healthy gigabit port with a link."""
    values = {
        "index": number,
        "key": f"Gi{number}",
        "type": 6,
        "physical": True,
        "admin": "up",
        "link": "up",
        "speed_bps": GIGABIT,
        "capable_bps": GIGABIT,
        "duplex": "full",
        "auto_negotiation": True,
        "changed_s": 100_000.0,
        "counter_bits": 64,
        **changes,
    }
    return Port(**values)


def watched(**changes):
    """Return what was watched of a healthy port for twenty days."""
    values = {
        "days": DAYS,
        "receive_p95": 0.05,
        "transmit_p95": 0.05,
        "receive_p95_recent": 0.05,
        "transmit_p95_recent": 0.05,
        "busiest_receive": 0.1,
        "busiest_transmit": 0.1,
        "errors": ratios(0.0),
        "discards": ratios(0.0),
        "last_link": TODAY,
        **changes,
    }
    return PortEvidence(**values)


def ratios(*values, readings=100):
    """Return a ratio for each of the watched days; the last of *values* goes on."""
    padded = [*values, *[values[-1]] * len(DAYS)][: len(DAYS)]
    return tuple(
        DayRatio(day, value, readings if value else 0)
        for day, value in zip(DAYS, padded, strict=True)
    )


def case(*ports, seen=None, end=None, device=None, survey=None, **changes):
    """Return a case of *ports*; *seen* and *end* are of the first of them."""
    ports = ports or (port(),)
    evidence = {one.key: watched() for one in ports}
    if seen is not None:
        evidence[ports[0].key] = seen
    ends = {ports[0].index: end} if end is not None else {}
    surveyed = {"device": "sw", "kind": "switch", "bridge": True, **(survey or {})}
    return Case(
        **{
            "now": NOW,
            "survey": Survey(ports=ports, **surveyed),
            "surveyed": NOW - 60.0,
            "evidence": DeviceEvidence(
                **{"today": TODAY, "days": DAYS, "ports": evidence, **(device or {})}
            ),
            "levels": Levels(),
            "thresholds": LIMITS,
            "ends": ends,
            **changes,
        }
    )


def machine(**changes):
    """Return a PC that is on and can do a gigabit."""
    return FarEnd(**{"name": "PC-1", "capable_bps": GIGABIT, "on": True, **changes})


def told(one):
    """Return what is found, by kind, without how many ports are free."""
    found = {f.kind: f for f in judge(one).findings}
    for kind in ("ports_free", "ports_nearly_used_up", "ports_used_up"):
        found.pop(kind, None)
    return found


def held(one):
    """Return the kinds of which nothing can be said."""
    return {undecided.kind for undecided in judge(one).undecided}

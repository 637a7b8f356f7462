"""Who is at fault? Sites with known faults, judged by the rules of attribution.

Precision and recall of each class of faults; the goal is 0.95. Some scenarios have two or
three faults at once, some have none, some only a handful of machines that are on.
"""

import time
from collections import Counter
from random import Random
from typing import Any

from bench.attribution_site import CLASSES, HOURS_S, Fault, World, fault
from collector.attribution.incidents import judge
from collector.attribution.shapes import Incident

LATE_S = 150.0


def run(*, quick: bool) -> dict[str, Any]:
    """Return precision and recall over many scenarios."""
    rounds = 3 if quick else 25
    started = time.perf_counter()
    truth: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    concluded: Counter[str] = Counter()
    scenarios = 0
    for seed in range(11000, 11000 + rounds):  # the rules were tuned on others
        for faults, incidents in scenarios_of(seed):
            scenarios += 1
            score(faults, incidents, (truth, found, concluded, wrong))
    return {
        "scenarios": scenarios,
        "hours_of_60_pcs": scenarios * 2,
        "seconds": round(time.perf_counter() - started, 1),
        "goal": 0.95,
        "recall": {name: round(found[name] / truth[name], 3) for name in sorted(truth)},
        "precision": {
            name: round(1 - wrong[name] / concluded[name], 3)
            for name in sorted(concluded)
        },
        "faults": dict(sorted(truth.items())),
        "wrong": dict(sorted(wrong.items())),
    }


def scenarios_of(seed: int) -> list[tuple[list[Fault], list[Incident]]]:
    """Return what was broken and what was concluded, for each class and mixtures."""
    found = []
    draw = Random(f"attribution {seed}")
    for name in CLASSES:
        faults = [fault(name, draw, draw.uniform(600, 5000))]
        found.append(_judged(draw, faults))
    mixed = draw.sample(CLASSES, 3)
    found.append(
        _judged(draw, [fault(n, draw, draw.uniform(600, 5000)) for n in mixed])
    )
    found.append(_judged(draw, []))
    few = [fault(draw.choice(("line_cut", "operator_out", "service_down")), draw, 3000)]
    found.append(_judged(draw, few, on_share=0.07))
    return found


def _judged(
    draw: Random, faults: list[Fault], *, on_share: float = 0.85
) -> tuple[list[Fault], list[Incident]]:
    world = World(draw, faults, on_share=on_share)
    incidents = judge([world.site()], 0.0, HOURS_S)
    truth = [told(one, world) for one in faults if visible(one, world)]
    partly = [one for one in faults if not visible(one, world)]
    left = [i for i in incidents if not any(matches(one, i) for one in partly)]
    return truth, left


def told(one: Fault, world: World) -> Fault:
    """Return what can be known of a fault.

    Without a first hop, operator is line; of a switch with one machine that is on, that
    machine.
    """
    below = below_of(one, world)
    if one.cause == "lan" and len(below) == 1:
        return one._replace(cause="pc", place=below[0])
    if world.silent_hop and one.cause == "operator" and one.kind == "out":
        return one._replace(cause="line")
    return one


def visible(one: Fault, world: World) -> bool:
    """Whether anybody could have seen it: a machine that is off sees nothing."""
    if one.cause == "pc":
        return world.on[one.place] and not world.off(one.place, _middle(one))
    return one.cause != "lan" or bool(below_of(one, world))


def below_of(one: Fault, world: World) -> list[str]:
    """Return who hangs behind a fault of the LAN and is on in the middle of it."""
    return [
        o.id
        for o in world.observers
        if world.on[o.id] and one.place in o.way and not world.off(o.id, _middle(one))
    ]


def _middle(one: Fault) -> float:
    return (one.begin + one.end) / 2


def matches(one: Fault, incident: Incident) -> bool:
    """Whether an incident is this fault: cause, place and time."""
    end = incident.end if incident.end is not None else HOURS_S
    return (
        incident.cause == one.cause
        and incident.place == one.place
        and incident.begin < one.end + LATE_S
        and one.begin < end + LATE_S
    )


def score(
    faults: list[Fault],
    incidents: list[Incident],
    counts: tuple[Counter[str], Counter[str], Counter[str], Counter[str]],
) -> None:
    """Add one scenario to the counts: truth, found, told, wrong."""
    truth, found, concluded, wrong = counts
    left = list(incidents)
    for one in faults:
        truth[one.cause] += 1
        mine = [incident for incident in left if matches(one, incident)]
        if mine:
            found[one.cause] += 1
            left.remove(mine[0])
    for incident in incidents:
        concluded[incident.cause] += 1
    for incident in left:
        wrong[incident.cause] += 1

"""All rules about devices and ports, in one table."""

from agent.shared.findings.shape import SEVERITIES, Finding
from collector.ports import (
    rules_device,
    rules_link,
    rules_load,
    rules_quality,
    rules_switch,
)
from collector.ports.shapes import Case, Judgement, Undecided
from collector.ports.words import Rule

MOST_FINDINGS = 200  # of one device; the most severe are kept

RULES: tuple[Rule, ...] = (
    rules_link.slow,
    rules_link.duplex,
    rules_link.late_collisions,
    rules_quality.errors,
    rules_quality.discards,
    rules_quality.flaps,
    rules_load.use,
    rules_load.oversubscription,
    rules_load.broadcast,
    rules_switch.poe,
    rules_switch.free_ports,
    rules_switch.root_bridge,
    rules_switch.tree_changes,
    rules_switch.counters,
    rules_switch.learning,
    rules_device.restarts,
    rules_device.processor,
    rules_device.temperature,
    rules_device.parts,
    rules_device.battery,
    rules_device.supplies,
)
"""Those that need a device that answers; ``rules_device.silent`` is for the others."""


def judge(case: Case) -> Judgement:
    """Return what is wrong with a device and its ports, the most severe first.

    It never raises, whatever was measured. A (kind, subject) pair comes once, with the
    highest severity that a rule gave it. Of a device that does not answer nothing else
    is said, and what stood stands.
    """
    rules = RULES if case.contact == "answers" else ()
    found: dict[tuple[str, str], Finding] = {}
    undecided: set[Undecided] = set()
    for one in (one for rule in (rules_device.silent, *rules) for one in rule(case)):
        if isinstance(one, Undecided):
            undecided.add(one)
            continue
        name = (one.kind, one.subject)
        if name not in found or _rank(one) < _rank(found[name]):
            found[name] = one
    ordered = sorted(found.values(), key=lambda f: (_rank(f), f.kind, f.subject))
    return Judgement(
        tuple(ordered[:MOST_FINDINGS]), frozenset(undecided), held=not rules
    )


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity)

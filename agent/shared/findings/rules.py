"""All rules, in one table: what a machine's facts mean for its people and documents."""

from collections.abc import Callable, Iterable

from agent.shared.findings.shape import SEVERITIES, Finding
from agent.shared.knowledge import Knowledge
from agent.shared.wire import Facts

Rule = Callable[[Facts, float, Knowledge], Iterable[Finding]]

RULES: tuple[Rule, ...] = ()


def judge(facts: Facts, *, now: float, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what is wrong or worth knowing, by severity, then kind and subject.

    *now* is Unix seconds (UTC) of the judging clock. It never raises, whatever the
    facts hold: what a rule cannot read is not known, and says nothing alarming.
    """
    found = [finding for rule in RULES for finding in rule(facts, now, knowledge)]
    return tuple(
        sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.kind, f.subject))
    )

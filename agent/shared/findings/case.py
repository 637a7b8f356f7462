"""What a rule is given, and how it says that something is not known."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from agent.shared.findings.lifetime import is_windows
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import DAY_S, reason, single, why_unread
from agent.shared.knowledge import Knowledge
from agent.shared.wire import Facts, Item, Scalar


class Case(msgspec.Struct, frozen=True):
    """One machine at one time; ``now`` in Unix seconds (UTC)."""

    facts: Facts
    now: float
    knowledge: Knowledge

    @property
    def system(self) -> Item:
        """The operating system."""
        return single(self.facts, "operating_system")

    @property
    def on_windows(self) -> bool:
        """Whether it is known to run Windows."""
        return is_windows(self.system)

    def days_since(self, moment: float) -> float:
        """Return the days that have passed since *moment*."""
        return (self.now - moment) / DAY_S


Rule = Callable[[Case], Iterable[Finding]]


def find(
    kind: str, severity: Severity, subject: str = "", **evidence: Scalar
) -> Finding:
    """Return the finding of *kind* with its *evidence* by name."""
    return Finding(kind, severity, subject, evidence)


def not_known(topic: str, why: str) -> Finding:
    """Return that nothing can be said about *topic*: not an alarm, but not well."""
    return find("not_known", "info", topic, topic=topic, reason=why)


def unread(case: Case, kind: str, topic: str) -> Iterator[Finding]:
    """Yield that *topic* is not known, if nothing of the *kind* of facts was read."""
    why = why_unread(case.facts, kind)
    if why is not None:
        yield not_known(topic, why)


def why_not(item: Item, *names: str) -> str:
    """Return why the first of *names* is not known."""
    return reason(item, *names) or "the system does not say"

"""How rules about ports say what they found."""

from collections.abc import Callable, Iterable, Iterator

from agent.shared.findings.case import find
from agent.shared.findings.shape import Finding, Severity
from agent.shared.survey import Port
from agent.shared.wire import Scalar
from collector.ports.shapes import Case, Undecided

Rule = Callable[[Case], Iterable[Finding | Undecided]]

_LAG = 161  # ieee8023adLag
_WEEK_DAYS = 7


def wired(case: Case) -> Iterator[Port]:
    """Yield the ports that a cable can be in."""
    for port in case.survey.ports:
        if port.physical and port.type != _LAG:
            yield port


def linked(case: Case) -> Iterator[Port]:
    """Yield the ports that have a link now."""
    return (port for port in wired(case) if case.linked(port))


def label(port: Port) -> str:
    """Return what people call *port*: its key, and what somebody wrote beside it."""
    alias = port.alias.strip()
    return f"{port.key} ({alias})" if alias and alias != port.key else port.key


def asleep(case: Case, port: Port, *kinds: str) -> Iterator[Undecided]:
    """Yield that nothing of *kinds* can be said of *port*, which has no link now.

    A machine that is switched off in the evening mends nothing. After a week without
    a link nobody hangs there any more.
    """
    if left_lately(case, port):
        yield from (Undecided(kind, port.key) for kind in kinds)


def left_lately(case: Case, port: Port) -> bool:
    """Return whether *port* had a link within the week."""
    last = case.port(port).last_link
    return last is not None and last >= case.evidence.today - _WEEK_DAYS


def about(
    case: Case, port: Port, kind: str, severity: Severity, **evidence: Scalar
) -> Finding:
    """Return a finding about *port*, with what hangs there."""
    other = case.end(port).name or None
    told: dict[str, Scalar] = {"port": label(port), "other": other, **evidence}
    return find(kind, severity, port.key, **told)


def rounded(value: float) -> float:
    """Return *value* with two digits: evidence that moves each hour tells nothing."""
    return float(f"{value:.2g}")


def graver(case: Case, port: Port, *, high: bool) -> Severity:
    """Return how grave a fault is: one step more where many hang behind the port."""
    if case.between_devices(port):
        return "critical" if high else "warning"
    return "warning" if high else "info"

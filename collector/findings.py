"""Since when each finding of a machine stands: rules over what was found before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from agent.shared.findings.lifetime import is_server, system_lifetime
from agent.shared.findings.risk import Risk
from agent.shared.findings.shape import SEVERITIES, Finding, Severity
from agent.shared.findings.values import single, text
from agent.shared.findings.windows11 import Readiness, is_virtual, readiness
from agent.shared.knowledge import Knowledge
from agent.shared.wire import Facts
from collector.store.finding import FindingRecord

RETURNS_WITHIN_S = 86400.0
SEEN_EVERY_S = 6 * 3600.0
MOST_RECORDS = 2000  # of one agent; what comes beyond stands, but is not written down


ACUTE = frozenset({"canary_changed"})
"""Findings that tell of destruction under way."""


class Judged(msgspec.Struct, frozen=True):
    """What the collector makes of one machine's facts; it stands until the next.

    ``findings`` stand, the most severe first, then those that stand longest.
    ``windows11`` is None where nobody asks: servers and virtual machines.
    """

    agent: str
    facts_time: float
    findings: tuple[FindingRecord, ...]
    risk: Risk
    support_end: float | None = None  # last day with security updates; None: unknown
    windows11: Readiness | None = None

    def count(self, severity: Severity) -> int:
        """Return how many findings of *severity* stand."""
        return sum(1 for record in self.findings if record.severity == severity)


class Followed(NamedTuple):
    """What stands now, and the records that have to be written for it."""

    standing: tuple[FindingRecord, ...]
    changed: tuple[FindingRecord, ...]


def follow(
    agent: str,
    known: Iterable[FindingRecord],
    found: Iterable[Finding],
    *,
    at: float,
) -> Followed:
    """Return what stands of *agent* after *found* was found at the time *at*.

    *known* are its records, cleared ones too. What was gone for less than
    ``RETURNS_WITHIN_S`` stands since its beginning: a probe that could not read once
    begins nothing anew. ``last_seen`` is as old as ``SEEN_EVERY_S`` at most.
    """
    before = {(record.kind, record.subject): record for record in known}
    standing: dict[tuple[str, str], FindingRecord] = {}
    changed: list[FindingRecord] = []
    for finding in found:
        name = (finding.kind, finding.subject)
        if name in standing:  # the first is the most severe
            continue
        old = before.get(name)
        standing[name] = _standing(agent, old, finding, at)
        if old is None and len(before) + len(changed) >= MOST_RECORDS:
            continue  # an agent that names new things each time must not fill the store
        if standing[name] is not old:
            changed.append(standing[name])
    for name, record in before.items():
        if name not in standing and record.cleared is None:
            changed.append(msgspec.structs.replace(record, cleared=at))
    return Followed(tuple(sorted(standing.values(), key=_urgency)), tuple(changed))


def _standing(
    agent: str, old: FindingRecord | None, finding: Finding, at: float
) -> FindingRecord:
    since = at
    if old is not None and (
        old.cleared is None or at - old.cleared <= RETURNS_WITHIN_S
    ):
        since = min(old.since, at)
        same = (old.severity, old.evidence, old.cleared) == (
            finding.severity,
            finding.evidence,
            None,
        )
        if same and at - old.last_seen < SEEN_EVERY_S:
            return old
    return FindingRecord(
        agent=agent,
        kind=finding.kind,
        subject=finding.subject,
        severity=finding.severity,
        since=since,
        last_seen=at,
        evidence=finding.evidence,
    )


def _urgency(record: FindingRecord) -> tuple[int, float, str, str]:
    rank = SEVERITIES.index(record.severity)
    return (rank, record.since, record.kind, record.subject)


def as_finding(record: FindingRecord) -> Finding:
    """Return *record* as the rules made it."""
    return Finding(record.kind, record.severity, record.subject, record.evidence)


def ranked(fleet: Iterable[Judged]) -> Sequence[Judged]:
    """Return machines by the risk to their data, the highest first.

    Before all of them come those on which something may be destroying files now: a
    fresh backup makes their score low, and an hour's delay costs the neighbours, too.
    """
    return sorted(
        fleet,
        key=lambda one: (
            not any(record.kind in ACUTE for record in one.findings),
            -one.risk.score,
            -one.count("critical"),
            one.agent,
        ),
    )


def windows11_of(facts: Facts, knowledge: Knowledge) -> Readiness | None:
    """Return whether Windows 11 could run on a machine that people work at."""
    system = single(facts, "operating_system")
    if text(system, "name") is None or is_server(system, knowledge.support):
        return None
    if is_virtual(facts, knowledge.windows11):
        return None
    return readiness(facts, knowledge.windows11)


def support_end_of(facts: Facts, knowledge: Knowledge) -> float | None:
    """Return the last day with updates that come without being paid for."""
    life = system_lifetime(single(facts, "operating_system"), knowledge.support)
    if life is None:
        return None
    if life.extension == "free" and life.extended is not None:
        return life.extended
    return life.latest

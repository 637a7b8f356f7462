"""The findings of one machine on its page, and those of all on the overview."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agent.shared.findings.shape import Severity
from collector.findings import Judged
from collector.store.finding import FindingRecord
from collector.store.interface import EventRecord
from collector.web.finding_words import (
    Told,
    ToldEvent,
    reasons,
    severity_name,
    shape_of,
    tell,
    tell_event,
)
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow
from collector.web.views_safety import SafetyWish, SeverityCount, urgency
from collector.web.views_tasks import SHOWN_MACHINES, Task

MOST_TASKS = 5
# What an agent does all day is no news.
_EVERYDAY = frozenset({"agent_started", "agent_stopped"})


@dataclass(frozen=True)
class MachineFindings:
    """What stands of one machine; ``serious`` needs somebody, ``minor`` is to know."""

    serious: Sequence[Told]
    minor: Sequence[Told]
    score: float
    reasons: Sequence[str]
    facts_time: float


def machine_findings(judged: Judged | None, tongue: Tongue) -> MachineFindings | None:
    """Return what stands of one machine; None if it was not judged yet."""
    if judged is None:
        return None
    told = [tell(record, tongue) for record in judged.findings]
    return MachineFindings(
        serious=[one for one in told if one.record.severity != "info"],
        minor=[one for one in told if one.record.severity == "info"],
        score=judged.risk.score,
        reasons=reasons(judged.risk, tongue),
        facts_time=judged.facts_time,
    )


def machine_events(records: Iterable[EventRecord], tongue: Tongue) -> list[ToldEvent]:
    """Return what happened to a machine, newest first, without its every day."""
    return [
        tell_event(record.event, record.time, tongue)
        for record in records
        if record.event.kind not in _EVERYDAY
    ]


def severity_counts(fleet: Iterable[Judged], tongue: Tongue) -> list[SeverityCount]:
    """Return how many machines have critical findings, and how many warnings."""
    judged = list(fleet)
    wanted: tuple[Severity, ...] = ("critical", "warning")
    return [
        SeverityCount(
            severity,
            severity_name(tongue, severity),
            shape_of(severity),
            machines=sum(1 for one in judged if one.count(severity)),
            findings=sum(one.count(severity) for one in judged),
            link=SafetyWish().link(severity=severity),
        )
        for severity in wanted
    ]


def finding_tasks(
    rows: Sequence[FleetRow], fleet: Mapping[str, Judged], tongue: Tongue
) -> list[Task]:
    """Return a task for the most urgent kinds of critical findings.

    What threatens documents comes first, then what few machines have: an accident
    that somebody can end today. What all have is a plan; the page on data safety has it.
    """
    by_kind: dict[str, list[tuple[FleetRow, FindingRecord]]] = {}
    for row in rows:
        judged = fleet.get(row.agent.id)
        if judged is None or row.state == "revoked":
            continue
        for record in judged.findings:
            if record.severity == "critical":
                by_kind.setdefault(record.kind, []).append((row, record))
    ordered = sorted(
        by_kind.items(), key=lambda pair: (urgency(pair[0]), len(pair[1]), pair[0])
    )
    return [_task(kind, places, tongue) for kind, places in ordered[:MOST_TASKS]]


def _task(
    kind: str, places: list[tuple[FleetRow, FindingRecord]], tongue: Tongue
) -> Task:
    told = [tell(record, tongue) for _row, record in places[:SHOWN_MACHINES]]
    title = tongue.text("{title}: {n}").format(
        title=told[0].title, n=tongue.formats.number(len(places))
    )
    return Task(
        kind=kind,
        severity="act",
        title=title,
        advice=told[0].action,
        command="",
        rows=[row for row, _record in places[:SHOWN_MACHINES]],
        notes=[one.evidence if len(places) <= 2 else "" for one in told],
        more=len(places) - len(told),
        link=SafetyWish().link(kind=kind),
    )

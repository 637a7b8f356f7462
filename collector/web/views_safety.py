"""The page on data safety: who is at risk, why, and what to do first; no I/O."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from agent.shared.findings.shape import SEVERITIES, Severity
from collector.findings import Judged, ranked
from collector.store.finding import FindingRecord
from collector.store.interface import Agent
from collector.web.finding_words import (
    Shape,
    Told,
    reasons,
    severity_name,
    shape_of,
    tell,
)
from collector.web.i18n import Tongue
from collector.web.views_fleet import fold

PATH = "/data-safety"
MOST_RANKED = 10
MOST_IN_GROUP = 5
MOST_OF_KIND = 1000  # on the page of one kind
# What to do first for the documents, in this order; other findings can wait for it.
_FOR_DOCUMENTS = (
    "canary_changed",
    "disk_failing",
    "raid_degraded",
    "scrub_errors",
    "backup_none",
    "backup_never",
    "disk_replace_soon",
    "backup_stale",
    "backup_target_unreachable",
    "backup_failed",
    "canary_missing",
)
_NOT_KNOWN = ("backup", "drives")  # subjects of not_known: as bad as not there


@dataclass(frozen=True)
class SafetyWish:
    """What a person asked the page for; nonsense is left out."""

    department: str = ""
    severity: str = ""
    kind: str = ""

    def link(self, **changes: str) -> str:
        """Return the address of this wish with *changes*."""
        values = {
            "department": self.department,
            "severity": self.severity,
            "kind": self.kind,
            **changes,
        }
        query = urlencode([(k, v) for k, v in values.items() if v])
        return f"{PATH}?{query}" if query else PATH


def read_safety_wish(query: Mapping[str, str]) -> SafetyWish:
    """Return what the query of an address asks for."""
    severity = query.get("severity", "")
    return SafetyWish(
        department=query.get("department", "")[:200],
        severity=severity if severity in SEVERITIES else "",
        kind=query.get("kind", "")[:100],
    )


@dataclass(frozen=True)
class SeverityCount:
    """How many machines have findings of one severity, and how many those are."""

    severity: Severity
    name: str
    shape: Shape
    machines: int
    findings: int
    link: str


@dataclass(frozen=True)
class RiskRow:
    """One machine in the ranking; ``first`` is what to do first for its documents."""

    agent: Agent
    score: float
    reasons: Sequence[str]
    first: Told | None
    others: int


@dataclass(frozen=True)
class Place:
    """One machine that has a finding."""

    agent: Agent
    told: Told


@dataclass(frozen=True)
class Group:
    """All machines with one kind of finding; ``more`` stand behind ``link``."""

    kind: str
    severity: Severity
    severity_name: str
    shape: Shape
    title: str
    action: str
    machines: int
    places: Sequence[Place]
    more: int
    link: str

    @property
    def brief(self) -> bool:
        """Whether one line tells enough of it."""
        return not self.places


@dataclass(frozen=True)
class Safety:
    """Everything on the page."""

    wish: SafetyWish
    departments: Sequence[str]
    severities: Sequence[tuple[Severity, str]]
    total: int
    judged: int
    clean: int
    unjudged: Sequence[Agent]
    counts: Sequence[SeverityCount]
    ranking: Sequence[RiskRow]
    more_ranked: int
    groups: Sequence[Group]


def safety(
    agents: Iterable[Agent],
    fleet: Mapping[str, Judged],
    wish: SafetyWish,
    tongue: Tongue,
) -> Safety:
    """Return the page of the machines that *wish* asks for; revoked ones have none."""
    watched = {a.id: a for a in agents if a.state != "revoked"}
    mine = {
        id_: agent
        for id_, agent in watched.items()
        if wish.department in {"", agent.department}
    }
    judged = [fleet[id_] for id_ in mine if id_ in fleet]
    ranking = [one for one in ranked(judged) if _is_at_risk(one, wish)]
    return Safety(
        wish=wish,
        departments=sorted(
            {a.department for a in watched.values() if a.department}, key=fold
        ),
        severities=[(s, severity_name(tongue, s)) for s in SEVERITIES],
        total=len(mine),
        judged=len(judged),
        clean=sum(1 for one in judged if not _serious(one)),
        unjudged=sorted(
            (a for id_, a in mine.items() if id_ not in fleet),
            key=lambda a: fold(a.hostname),
        ),
        counts=[_count(judged, severity, wish, tongue) for severity in SEVERITIES],
        ranking=[_risk_row(mine, one, tongue) for one in ranking[:MOST_RANKED]],
        more_ranked=max(0, len(ranking) - MOST_RANKED),
        groups=_groups(mine, judged, wish, tongue),
    )


def _serious(one: Judged) -> bool:
    return any(record.severity != "info" for record in one.findings)


def _is_at_risk(one: Judged, wish: SafetyWish) -> bool:
    """Return whether *one* has something to lose and fits the wish."""
    if wish.severity and not any(r.severity == wish.severity for r in one.findings):
        return False
    return not wish.kind and one.risk.score > 0


def _count(
    judged: Sequence[Judged], severity: Severity, wish: SafetyWish, tongue: Tongue
) -> SeverityCount:
    found = [one.count(severity) for one in judged]
    return SeverityCount(
        severity,
        severity_name(tongue, severity),
        shape_of(severity),
        machines=sum(1 for count in found if count),
        findings=sum(found),
        link=wish.link(severity=severity, kind=""),
    )


def _risk_row(agents: Mapping[str, Agent], one: Judged, tongue: Tongue) -> RiskRow:
    serious = [r for r in one.findings if r.severity != "info"]
    first = min(one.findings, key=_rank_for_documents, default=None)
    if first is not None and first.severity == "info" and first.kind != "not_known":
        first = None
    return RiskRow(
        agents[one.agent],
        one.risk.score,
        reasons(one.risk, tongue),
        tell(first, tongue) if first else None,
        sum(1 for record in serious if record is not first),
    )


def urgency(kind: str) -> int:
    """Return the rank of a kind of finding by what it means for documents; 0 is first."""
    known = kind in _FOR_DOCUMENTS
    return _FOR_DOCUMENTS.index(kind) if known else len(_FOR_DOCUMENTS)


def _rank_for_documents(record: FindingRecord) -> tuple[int, int]:
    severity, last = SEVERITIES.index(record.severity), len(_FOR_DOCUMENTS)
    if urgency(record.kind) < last:
        return (urgency(record.kind), severity)
    if record.kind == "not_known" and record.subject in _NOT_KNOWN:
        return (last, _NOT_KNOWN.index(record.subject))
    return (last + 1, severity)


_Found = tuple[Agent, FindingRecord]


def _groups(
    agents: Mapping[str, Agent],
    judged: Sequence[Judged],
    wish: SafetyWish,
    tongue: Tongue,
) -> list[Group]:
    """Return the kinds of findings: the most severe, then what costs documents first."""
    by_kind: dict[tuple[Severity, str], list[_Found]] = {}
    for one in judged:
        for record in one.findings:
            if wish.severity in {"", record.severity} and wish.kind in {
                "",
                record.kind,
            }:
                found = by_kind.setdefault((record.severity, record.kind), [])
                found.append((agents[one.agent], record))
    ordered = sorted(
        by_kind.items(),
        key=lambda pair: (
            SEVERITIES.index(pair[0][0]),
            urgency(pair[0][1]),
            -len(pair[1]),
            pair[0][1],
        ),
    )
    return [_group(found, wish, tongue) for _name, found in ordered]


def _group(found: list[_Found], wish: SafetyWish, tongue: Tongue) -> Group:
    """Return one group; only what is shown is put into words."""
    found.sort(key=lambda pair: (fold(pair[0].hostname), pair[1].subject))
    first = tell(found[0][1], tongue)
    severity, kind = first.record.severity, first.record.kind
    most = MOST_OF_KIND if wish.kind else MOST_IN_GROUP
    if severity == "info" and not (wish.kind or wish.severity):
        most = 0
    shown = [Place(agent, tell(record, tongue)) for agent, record in found[:most]]
    return Group(
        kind=kind,
        severity=severity,
        severity_name=first.severity,
        shape=first.shape,
        title=first.title,
        action=first.action,
        machines=len({agent.id for agent, _record in found}),
        places=shown,
        more=len(found) - len(shown),
        link=wish.link(kind=kind),
    )

"""Everything that could be done today, from what the collector knows. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from agent.shared.findings.shape import SEVERITIES
from agent.shared.wire import Scalar
from collector.digest import Action
from collector.fleet import FleetState
from collector.planning.quarters import bounds, quarter_of
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.records import Line, Purchase
from collector.store.finding import FindingRecord

CONTRACT_DAYS = 30
_STATES: tuple[FleetState, ...] = ("silent", "pending", "quarantined")


def of_findings(records: Iterable[FindingRecord]) -> list[Action]:
    """Return an action for each kind of what stands and is more than worth knowing."""
    by_kind: dict[str, list[FindingRecord]] = {}
    for record in records:
        if record.severity != "info" and record.cleared is None:
            by_kind.setdefault(record.kind, []).append(record)
    return [_of_kind(kind, found) for kind, found in by_kind.items()]


def _of_kind(kind: str, found: list[FindingRecord]) -> Action:
    found.sort(key=lambda r: (SEVERITIES.index(r.severity), r.since, r.agent))
    first = found[0]
    return Action(
        kind,
        first.severity,
        tuple(dict.fromkeys(record.agent for record in found)),
        min(record.since for record in found),
        first.subject,
        first.evidence,
    )


def of_fleet(states: Mapping[str, tuple[FleetState, float]]) -> list[Action]:
    """Return an action for each state that needs a person.

    *states* has each machine's state, and since when (its last report, its enrolment).
    """
    found = []
    for state in _STATES:
        mine = sorted(
            (since, owner) for owner, (its, since) in states.items() if its == state
        )
        if mine:
            owners = tuple(owner for _since, owner in mine)
            found.append(Action(state, "critical", owners, mine[0][0]))
    return found


def of_plan(
    approved: Sequence[ApprovedPlan], purchases: Iterable[Purchase], today: dt.date
) -> list[Action]:
    """Return an action for what the approved plan buys by the end of this quarter."""
    if not approved:
        return []
    plan, quarter = approved[-1].plan, quarter_of(today)
    bought = {one.plan_line for one in purchases}
    due = [one for one in plan.lines if one.quarter <= quarter]
    due = [one for one in due if one.id not in bought]
    if not due:
        return []
    begin, end = bounds(quarter)
    evidence: dict[str, Scalar] = {
        "items": len(due),
        "price_vnd": sum(one.price_vnd for one in due),
        "quarter": quarter,
        "ends": end.isoformat(),
        "budget_vnd": plan.budget_vnd,
        "years": len(plan.years),
    }
    names = tuple(sorted(f"plan:{one.id}" for one in due))
    since = dt.datetime.combine(begin, dt.time(), dt.UTC).timestamp()
    return [Action("plan_due", "warning", names, since, "", evidence)]


def of_lines(lines: Iterable[Line], today: dt.date) -> list[Action]:
    """Return an action for contracts of broadband lines that end within a month."""
    ending = [
        (line.contract_ends, line.id)
        for line in lines
        if line.contract_ends is not None
        and 0 <= (line.contract_ends - today).days <= CONTRACT_DAYS
    ]
    if not ending:
        return []
    ending.sort()
    end, first = ending[0]
    begin = end - dt.timedelta(days=CONTRACT_DAYS)
    since = dt.datetime.combine(begin, dt.time(), dt.UTC).timestamp()
    told: dict[str, Scalar] = {"ends": end.isoformat(), "line": first}
    owners = tuple(f"line:{line}" for _end, line in ending)
    return [Action("contract_ends", "warning", owners, since, first, told)]

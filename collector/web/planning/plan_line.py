"""The overview's line on the plan: what was approved, and what comes next. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.planning.shapes.approved import ApprovedPlan
from collector.reports.pen import Pen
from collector.web.i18n import Tongue


@dataclass(frozen=True)
class ApprovedLine:
    """The plan that was approved last; ``next_quarter`` is empty when all is past."""

    link: str
    when: str
    money: str
    lines: int
    next_quarter: str
    next_lines: int


def approved_line(
    approved: Sequence[ApprovedPlan], today: str, tongue: Tongue
) -> ApprovedLine | None:
    """Return the line of the last of *approved*; *today* is a quarter, as 2027Q1."""
    if not approved:
        return None
    last, pen = approved[-1], Pen(tongue.language)
    plan = last.plan
    ahead = sorted(line.quarter for line in plan.lines if line.quarter >= today)
    return ApprovedLine(
        link=f"/plan?budget={plan.budget_vnd}&years={len(plan.years)}",
        when=tongue.formats.moment(last.time),
        money=pen.money(plan.spent_vnd),
        lines=len(plan.lines),
        next_quarter=pen.quarter(ahead[0]) if ahead else "",
        next_lines=ahead.count(ahead[0]) if ahead else 0,
    )

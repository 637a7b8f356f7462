"""Two plans side by side: what the one has that the other has not. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from collector.planning.shapes.plan import LineKind, Plan, PlanLine
from collector.reports.names import department_name, kind_name
from collector.reports.pen import Pen
from collector.web.i18n import Tongue
from collector.web.planning.asked import KINDS


@dataclass(frozen=True)
class Difference:
    """The lines of two plans: only in the first, only in the second, in both."""

    first: Sequence[PlanLine]
    second: Sequence[PlanLine]
    moved: Sequence[tuple[PlanLine, PlanLine]]  # in both, in another quarter
    same: Sequence[PlanLine]


def difference(first: Plan, second: Plan) -> Difference:
    """Return what is different between two plans, by the lines' ids."""
    ours = {line.id: line for line in first.lines}
    theirs = {line.id: line for line in second.lines}
    both = [(line, theirs[line.id]) for line in first.lines if line.id in theirs]
    return Difference(
        [line for line in first.lines if line.id not in theirs],
        [line for line in second.lines if line.id not in ours],
        [(a, b) for a, b in both if a.quarter != b.quarter],
        [a for a, b in both if a.quarter == b.quarter],
    )


def compare_page(first: Plan, second: Plan, tongue: Tongue) -> dict[str, Any]:
    """Return what ``plan_compare.html`` shows of two plans."""
    pen = Pen(tongue.language)
    apart = difference(first, second)
    return {
        "plans": (first, second),
        "figures": _figures(first, second, pen),
        "first": [_row(line, pen) for line in apart.first],
        "second": [_row(line, pen) for line in apart.second],
        "moved": [
            _row(a, pen) | {"later": pen.quarter(b.quarter)} for a, b in apart.moved
        ],
        "same": len(apart.same),
    }


def _figures(first: Plan, second: Plan, pen: Pen) -> list[tuple[str, str, str]]:
    def both(label: str, of: Callable[[Plan], str]) -> tuple[str, str, str]:
        return label, of(first), of(second)

    return [
        both(pen.text("Budget (VND)"), lambda plan: pen.vnd(plan.budget_vnd)),
        both(pen.text("Planned (VND)"), lambda plan: pen.vnd(plan.spent_vnd)),
        both(pen.text("Need met"), lambda plan: pen.share(_met(plan))),
        both(pen.text("Items"), lambda plan: pen.vnd(len(plan.lines))),
        *(
            (kind_name(pen, kind), _count(first, kind), _count(second, kind))
            for kind in KINDS
            if _count(first, kind) != "0" or _count(second, kind) != "0"
        ),
        both(pen.text("Duties not met"), lambda plan: pen.vnd(len(plan.unmet))),
    ]


def _met(plan: Plan) -> float:
    return plan.value / plan.need_total if plan.need_total else 1.0


def _count(plan: Plan, kind: LineKind) -> str:
    return str(sum(line.kind == kind for line in plan.lines))


def _row(line: PlanLine, pen: Pen) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": line.target_name,
        "department": department_name(pen, line.department),
        "kind": kind_name(pen, line.kind),
        "title": pen.say(line.title),
        "quarter": pen.quarter(line.quarter),
        "price": pen.vnd(line.price_vnd),
    }

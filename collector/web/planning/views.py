"""What the plan's pages show, put into words. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.plan import Plan, PlanLine, Rejected
from collector.planning.shapes.problem import POTS
from collector.planning.shapes.records import Decision
from collector.reports.names import (
    code_name,
    department_name,
    fact_state,
    grade_name,
    kind_name,
    pot_name,
)
from collector.reports.pen import Pen
from collector.reports.units import fact_value
from collector.web.i18n import Tongue
from collector.web.planning.asked import (
    KINDS,
    SLIDER_MOST,
    SLIDER_STEP,
    Asked,
    departments,
)

MOST_APPROVED = 5
_WEIGHED = {
    "cut_off",
    "rule",
    "blocked",
    "no_option",
    "no_data",
    "forbidden",
    "free_fix",
}


def plan_page(
    plan: Plan, asked: Asked, approved: Sequence[ApprovedPlan], tongue: Tongue
) -> dict[str, Any]:
    """Return what ``plan.html`` shows of *plan*."""
    pen = Pen(tongue.language)
    shown = [line for line in plan.lines if asked.shows(line)]
    counts = Counter(line.kind for line in plan.lines)
    met = plan.value / plan.need_total if plan.need_total else 1.0
    return {
        "plan": plan,
        "figures": _figures(plan, met, pen),
        "slider": {"most": max(SLIDER_MOST, asked.budget), "step": SLIDER_STEP},
        "kinds": [(k, kind_name(pen, k), counts[k]) for k in KINDS if counts[k]],
        "departments": departments(plan),
        "grades": [(g, grade_name(pen, g)) for g in ("sure", "should", "consider")],
        "lines": [_row(line, pen) for line in shown],
        "hidden": len(plan.lines) - len(shown),
        "pots": [pot_name(pen, pot) for pot in POTS],
        "years": _years(plan, pen),
        "scenarios": _scenarios(plan, pen),
        "unmet": [(u.target_name, pen.say(u.reason)) for u in plan.unmet],
        "left": [_left(one, pen) for one in plan.rejected if one.code in _WEIGHED],
        "no_need": sum(one.code == "no_need" for one in plan.rejected),
        "outlook": [
            (pen.date(o.by), o.target_name, pen.say(o.text), o.severity)
            for o in plan.outlook
        ],
        "warnings": [pen.say(text) for text in plan.warnings],
        "approved": [
            (tongue.formats.moment(one.time), one.actor, one.note, one.plan.id)
            for one in reversed(approved[-MOST_APPROVED:])
        ],
        "query": asked.query(),
    }


def _figures(plan: Plan, met: float, pen: Pen) -> list[tuple[str, str, str]]:
    few = plan.machines - plan.machines_enough
    return [
        (
            pen.text("Planned (VND)"),
            pen.vnd(plan.spent_vnd),
            pen.text("of {budget}").format(budget=pen.vnd(plan.budget_vnd)),
        ),
        (
            pen.text("Need met"),
            pen.share(met),
            pen.text("weighted by how much it hampers work"),
        ),
        (
            pen.text("Items"),
            pen.vnd(len(plan.lines)),
            pen.text("{n} of them cost nothing").format(
                n=sum(line.kind == "fix" for line in plan.lines)
            ),
        ),
        (
            pen.text("Computers with enough data"),
            f"{plan.machines_enough}/{plan.machines}",
            pen.text("{n} wait for more days").format(n=few) if few else "",
        ),
        (pen.text("At most so far from the optimum"), pen.share(plan.gap), ""),
    ]


def _row(line: PlanLine, pen: Pen) -> dict[str, Any]:
    return {
        "id": line.id,
        "quarter": pen.quarter(line.quarter),
        "kind": kind_name(pen, line.kind),
        "name": line.target_name,
        "department": department_name(pen, line.department),
        "title": pen.say(line.title),
        "price": pen.vnd(line.price_vnd),
        "yearly": pen.vnd(line.yearly_vnd) if line.yearly_vnd else "",
        "reason": pen.say(line.reason),
        "grade": grade_name(pen, line.grade) if line.grade else "",
        "must": bool(line.must),
        "pinned": line.pinned,
    }


def _left(one: Rejected, pen: Pen) -> dict[str, str]:
    return {
        "target": one.target,
        "name": one.target_name,
        "department": department_name(pen, one.department),
        "code": code_name(pen, one.code),
        "reason": pen.say(one.reason),
        "more": pen.money(one.more_vnd) if one.more_vnd is not None else "",
    }


def _years(plan: Plan, pen: Pen) -> list[tuple[str, list[str], str, str]]:
    spent = {(one.pot, one.year): one.spent_vnd for one in plan.pots}
    rows = []
    for number, year in enumerate(plan.years):
        by_pot = [spent.get((pot, year), 0) for pot in POTS]
        rows.append(
            (
                str(year),
                [pen.vnd(amount) for amount in by_pot],
                pen.vnd(sum(by_pot)),
                pen.vnd(plan.budget_by_year_vnd[number]),
            )
        )
    return rows


def _scenarios(plan: Plan, pen: Pen) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name.replace("-", "\u2212")
            + ("%" if one.name[-1].isdigit() else ""),
            "budget": pen.vnd(one.budget_vnd),
            "spent": pen.vnd(one.spent_vnd),
            "met": pen.share(one.value / plan.need_total if plan.need_total else 1.0),
            "met_ratio": one.value / plan.need_total if plan.need_total else 1.0,
            "lines": one.lines,
            "machines": one.machines,
            "unmet": one.unmet,
            "same": pen.share(one.same_share),
            "vnd": one.budget_vnd,
        }
        for one in plan.scenarios
    ]


def line_page(
    plan: Plan, wanted: str, decisions: Sequence[Decision], tongue: Tongue
) -> dict[str, Any] | None:
    """Return what ``plan_line.html`` shows of the line *wanted*; None: it is not there."""
    line = next((one for one in plan.lines if one.id == wanted), None)
    if line is None:
        return None
    pen = Pen(tongue.language)
    names = {one.id: one for one in plan.lines}
    facts = {f"price:{line.option}", f"isp_plan:{line.option}", *line.rules}
    decided = _decided(decisions, line.id, line.target)
    return {
        **_row(line, pen),
        "line": line,
        "pot": pot_name(pen, line.pot),
        "benefit": pen.number(line.benefit),
        "ratio": pen.number(line.benefit_per_million),
        "cut_off": pen.number(line.cut_off_per_million),
        "confidence": pen.share(line.confidence),
        "survives": pen.share(line.survives) if line.survives is not None else "",
        "evidence": [pen.say(one.text) for one in line.evidence],
        "considered": _considered(line.considered, pen),
        "requires": [_row(names[n], pen) for n in line.requires if n in names],
        "enables": [_row(names[n], pen) for n in line.enables if n in names],
        "facts": [
            (pen.say(f.text), fact_value(f, pen), f.document, fact_state(pen, f))
            for f in plan.facts_used
            if f.id in facts
        ],
        "decided": decided,
        "day": plan.as_of,
    }


def target_page(
    plan: Plan, wanted: str, decisions: Sequence[Decision], tongue: Tongue
) -> dict[str, Any] | None:
    """Return what ``plan_target.html`` shows of a target that is not in the plan."""
    one = next((r for r in plan.rejected if r.target == wanted), None)
    if one is None:
        return None
    pen = Pen(tongue.language)
    return {
        **_left(one, pen),
        "evidence": [pen.say(e.text) for e in one.evidence],
        "considered": _considered(one.considered, pen),
        "decided": _decided(decisions, "", one.target),
    }


def _considered(considered: Sequence[Any], pen: Pen) -> list[dict[str, Any]]:
    return [
        {
            "choice": one.choice,
            "title": pen.say(one.title),
            "price": pen.vnd(one.price_vnd),
            "yearly": pen.vnd(one.yearly_vnd) if one.yearly_vnd else "",
            "benefit": pen.number(one.benefit),
            "ratio": pen.number(one.benefit_per_million),
            "chosen": one.chosen,
            "feasible": one.feasible,
            "why_not": pen.say(one.why_not),
        }
        for one in considered
    ]


def _decided(
    decisions: Sequence[Decision], choice: str, target: str
) -> list[tuple[str, str, str, str]]:
    """Return what people decided of a choice or its target: id, action, who, note."""
    return [
        (one.choice, one.action, one.actor, one.note)
        for one in decisions
        if one.choice in {target, choice} or one.choice.startswith(f"{target}/")
    ]

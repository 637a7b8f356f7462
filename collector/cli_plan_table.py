"""A plan as a table for the terminal."""

from gettext import gettext as _

from agent.shared.language import Language
from collector.cli_options import table
from collector.planning.explain.words import vnd
from collector.planning.shapes.plan import Plan, Text

_TARGETS = {"cut_off", "rule", "no_option", "no_data"}


def plan_table(plan: Plan, language: Language) -> str:
    """Return lines, money, and what is not in the plan; in *language*."""

    def said(text: Text) -> str:
        return text.vi if language == "vi" else text.en

    head = (
        *(_("QUARTER"), _("FOR"), _("WHAT"), _("PRICE"), _("A YEAR")),
        *(_("POINTS"), _("SURE")),
    )
    grades = {
        "sure": _("sure"),
        "should": _("should"),
        "consider": _("consider"),
        "": "",
    }
    rows = [
        (
            line.quarter,
            line.target_name,
            said(line.title),
            vnd(line.price_vnd, language),
            vnd(line.yearly_vnd, language) if line.yearly_vnd else "",
            f"{line.benefit:.2f}",
            grades[line.grade],
        )
        for line in plan.lines
    ]
    parts = [table(head, rows), "", _money(plan, language)]
    left = [
        one
        for one in plan.rejected
        if one.code in _TARGETS or (one.code == "blocked" and one.considered)
    ]
    if plan.unmet or left:
        parts += ["", _("Not in the plan:")]
        parts += [
            f"  {one.target_name}: {said(one.reason)}" for one in (*plan.unmet, *left)
        ]
    parts += ["", *(f"! {said(text)}" for text in plan.warnings)]
    return "\n".join(parts)


def _money(plan: Plan, language: Language) -> str:
    return _(
        "{spent} of {budget} spent; {met:.0%} of the need is met; at most {gap:.2%} "
        "from the optimum; plan {id}."
    ).format(
        spent=vnd(plan.spent_vnd, language),
        budget=vnd(plan.budget_vnd, language),
        met=plan.value / plan.need_total if plan.need_total else 1.0,
        gap=plan.gap,
        id=plan.id,
    )

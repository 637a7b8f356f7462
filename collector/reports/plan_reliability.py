"""What a plan says of itself: how it was found, how sure it is, what to look up."""

from collections import Counter

from collector.planning.shapes.plan import Plan
from collector.reports.names import DIMENSIONS, GRADES, grade_name, named
from collector.reports.paper import Block, Bullets, Paragraph
from collector.reports.pen import Pen


def reliability(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return the proof, the sureness of the items, and what has to be looked up."""
    told = [proof(plan, pen)]
    grades: Counter[str] = Counter(line.grade for line in plan.lines if line.grade)
    if grades:
        counts = "; ".join(
            f"{grade_name(pen, grade)}: {pen.vnd(grades[grade])}"
            for grade in GRADES
            if grades[grade]
        )
        told.append(
            pen.text(
                "Solved again with other prices, weights and days, the items hold as "
                "follows. {counts}."
            ).format(counts=counts)
        )
    if plan.shadow_per_million:
        last = plan.shadow_per_million[-1]
        told.append(
            pen.text(
                "One more million VND would bring {points} points of benefit in the "
                "last year."
            ).format(points=pen.number(last))
            if last > 0
            else pen.text("More money would change nothing in the last year.")
        )
    unsure = sum(not fact.verified or fact.stale for fact in plan.facts_used)
    if unsure:
        told.append(
            pen.plural(
                "{n} of the facts it rests on is not verified or out of date (annex V).",
                "{n} of the facts it rests on are not verified or out of date (annex V).",
                unsure,
            )
        )
    blocks: list[Block] = [Bullets(tuple(told))]
    if plan.warnings:
        blocks.append(
            Paragraph(pen.text("To be looked up before the plan is issued:"), "strong")
        )
        blocks.append(Bullets(tuple(pen.say(text) for text in plan.warnings)))
    return tuple(blocks)


def proof(plan: Plan, pen: Pen) -> str:
    """Return what is proved of the plan's value, and for which weights."""
    if plan.gap <= 0:
        return pen.text(
            "No other choice of items is worth more for the same money, by the weights "
            "that are set; this is proved. Other weights give another plan (annex VI)."
        )
    return pen.text(
        "No other choice of items is worth more than {gap} more for the same money, by "
        "the weights that are set; this is proved. Other weights give another plan "
        "(annex VI)."
    ).format(gap=pen.share(max(plan.gap, 0.0)))


def weights(plan: Plan, pen: Pen) -> tuple[tuple[str, str], ...]:
    """Return what weighs how much."""
    return tuple(
        (named(pen, DIMENSIONS, name), pen.number(weight))
        for name, weight in sorted(plan.weights.items(), key=lambda x: (-x[1], x[0]))
    )

"""The annexes of a plan: every item, what was measured, what is left out, every source."""

from collector.planning.shapes.plan import FactUsed, Plan, PlanLine
from collector.reports import numbering
from collector.reports.names import (
    SEVERITIES,
    code_name,
    department_name,
    fact_state,
    grade_name,
    named,
    pot_name,
)
from collector.reports.paper import (
    Annex,
    Block,
    Column,
    Paragraph,
    Table,
    without_empty,
)
from collector.reports.pen import NOTHING, Pen
from collector.reports.plan_reliability import weights
from collector.reports.units import fact_value


def annexes(plan: Plan, pen: Pen) -> tuple[Annex, ...]:
    """Return all annexes; one with nothing to list says so, numbers stay the same."""
    made = (
        (pen.text("Items of the plan"), items(plan, pen), True),
        (pen.text("What was measured, and what was considered"), seen(plan, pen), True),
        (pen.text("What is not in the plan, and why"), left_out(plan, pen), True),
        (pen.text("What happens if nothing is done"), outlook(plan, pen), False),
        (pen.text("Facts that the plan rests on"), facts(plan.facts_used, pen), True),
        (pen.text("Where the figures come from"), sources(plan, pen), False),
    )
    return numbering.annexes(made, pen)


def items(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return every line of the plan."""
    if not plan.lines:
        return ()
    columns = (
        Column(pen.text("No."), 1.3, "center"),
        Column(pen.text("Item"), 5.4),
        Column(pen.text("For"), 4.2),
        Column(pen.text("Quarter"), 2.3, "center"),
        Column(pen.text("Kind of money"), 2.9),
        Column(pen.text("Price (VND)"), 2.9, "right"),
        Column(pen.text("Fee per year (VND)"), 2.7, "right"),
        Column(pen.text("Points per million"), 2.1, "right"),
        Column(pen.text("Sureness"), 2.2),
        Column(pen.text("Why"), 11),
    )
    rows = tuple(
        (
            str(number),
            pen.say(line.title),
            f"{line.target_name}\n{department_name(pen, line.department)}",
            pen.quarter(line.quarter),
            pot_name(pen, line.pot) if line.price_vnd or line.yearly_vnd else NOTHING,
            pen.vnd(line.price_vnd),
            pen.vnd(line.yearly_vnd) if line.yearly_vnd else NOTHING,
            worth(line, pen),
            grade_name(pen, line.grade),
            why(line, plan, pen),
        )
        for number, line in enumerate(plan.lines, 1)
    )
    prices = sum(line.price_vnd for line in plan.lines)
    fees = sum(line.yearly_vnd for line in plan.lines)
    total = ("", pen.text("Total"), "", "", "", pen.vnd(prices), pen.vnd(fees), "", "")
    return (without_empty(Table(columns, rows, (*total, "")), NOTHING),)


def worth(line: PlanLine, pen: Pen) -> str:
    """Return the benefit for a million, or that it costs nothing."""
    if not line.price_vnd and not line.yearly_vnd:
        return NOTHING
    return pen.number(line.benefit_per_million)


def why(line: PlanLine, plan: Plan, pen: Pen) -> str:
    """Return the reason, with what obliges to it and what it needs first."""
    told = [pen.say(line.reason)]
    if line.pinned:
        told.append(pen.text("Pinned by decision."))
    if line.requires:
        names_of = {other.id: other.target_name for other in plan.lines}
        needs = ", ".join(names_of.get(id_, id_) for id_ in line.requires)
        told.append(pen.text("Needs first: {what}.").format(what=needs))
    return " ".join(told)


def seen(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what was measured for each item, and the options that were weighed."""
    rows = []
    for number, line in enumerate(plan.lines, 1):
        measured = "\n".join(pen.say(e.text) for e in line.evidence)
        if line.coverage.days:
            covered = pen.text("{days} days, {hours} hours, {share}").format(
                days=pen.vnd(line.coverage.days),
                hours=pen.vnd(line.coverage.hours),
                share=pen.share(line.coverage.share),
            )
        else:
            covered = NOTHING
        others = "\n".join(
            f"{pen.say(c.title)} ({pen.money(c.price_vnd + c.yearly_vnd)}): "
            f"{pen.say(c.why_not)}"
            for c in line.considered
            if not c.chosen
        )
        if measured or others:
            row = (
                str(number),
                line.target_name,
                measured or NOTHING,
                covered,
                others or NOTHING,
            )
            rows.append(row)
    if not rows:
        return ()
    columns = (
        Column(pen.text("No."), 1.2, "center"),
        Column(pen.text("For"), 3.6),
        Column(pen.text("What was measured"), 11),
        Column(pen.text("Days, hours, share of working time"), 4),
        Column(pen.text("What else was considered, and why not"), 10),
    )
    return (Table(columns, tuple(rows)),)


def left_out(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what gets nothing or less; where there is no need, only how many."""
    listed = [r for r in plan.rejected if r.code != "no_need"]
    blocks: list[Block] = []
    if listed:
        columns = (
            Column(pen.text("For"), 4.5),
            Column(pen.text("Department"), 5),
            Column(pen.text("Why not"), 5),
            Column(pen.text("In detail"), 12),
            Column(pen.text("Price (VND)"), 3.2, "right"),
            Column(pen.text("More budget that would include it (VND)"), 3.8, "right"),
        )
        rows = tuple(
            (
                r.target_name,
                department_name(pen, r.department),
                code_name(pen, r.code),
                pen.say(r.reason),
                pen.vnd(r.price_vnd) if r.price_vnd else NOTHING,
                NOTHING if r.more_vnd is None else pen.vnd(r.more_vnd),
            )
            for r in listed
        )
        blocks.append(without_empty(Table(columns, rows), NOTHING))
    idle = len(plan.rejected) - len(listed)
    if idle:
        text = pen.plural(
            "{n} more has no need that was measured; the workbook lists it.",
            "{n} more have no need that was measured; the workbook lists them.",
            idle,
        )
        blocks.append(Paragraph(text, "note"))
    return tuple(blocks)


def outlook(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return all that ends, wears out, fills up or saturates."""
    if not plan.outlook:
        return ()
    columns = (
        Column(pen.text("About"), 3, "center"),
        Column(pen.text("For"), 5),
        Column(pen.text("Severity"), 3),
        Column(pen.text("What happens"), 10),
    )
    rows = tuple(
        (
            pen.date(o.by),
            o.target_name,
            named(pen, SEVERITIES, o.severity),
            pen.say(o.text),
        )
        for o in plan.outlook
    )
    return (Table(columns, rows),)


def facts(used: tuple[FactUsed, ...], pen: Pen) -> tuple[Block, ...]:
    """Return the rules and prices, whose word they are, and how sure."""
    if not used:
        return ()
    columns = (
        Column(pen.text("What"), 7),
        Column(pen.text("Value"), 3.6, "right"),
        Column(pen.text("Document, article"), 6.5),
        Column(pen.text("Source"), 6),
        Column(pen.text("In force"), 4.4),
        Column(pen.text("State"), 4.2),
    )
    rows = tuple(
        (
            pen.say(fact.text),
            fact_value(fact, pen),
            ", ".join(part for part in (fact.document, fact.article) if part)
            or NOTHING,
            fact.source or NOTHING,
            in_force(fact, pen),
            fact_state(pen, fact),
        )
        for fact in used
    )
    return (Table(columns, rows),)


def in_force(fact: FactUsed, pen: Pen) -> str:
    """Return from when to when the fact holds."""
    if fact.effective_to:
        text = pen.text("{first} to {last}")
    elif fact.effective_from:
        text = pen.text("from {first}")
    else:
        return NOTHING
    return text.format(
        first=pen.date(fact.effective_from), last=pen.date(fact.effective_to)
    )


def sources(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return how each figure of the body is made, and the weights."""
    rows = (
        (
            pen.text("Budget, limits"),
            pen.text("as given when the plan was made"),
        ),
        (
            pen.text("Prices, fees"),
            pen.text("the price list and the operators' plans; annex V dates each"),
        ),
        (
            pen.text("Planned money by year, quarter and kind"),
            pen.text(
                "sum of the items in annex I; fees count in their year and each later one"
            ),
        ),
        (
            pen.text("Computers, network devices, Internet lines"),
            pen.text(
                "what agents report to the collector, and the lines entered there"
            ),
        ),
        (
            pen.text("Measured days, hours, share of working time"),
            pen.text("hours with values within the office hours that are set"),
        ),
        (
            pen.text("Need, benefit (points)"),
            pen.text(
                "weight × severity × relief × years, added over what was measured; "
                "severity is 0 at the warning and 1 at the critical threshold"
            ),
        ),
        (
            pen.text("Need met"),
            pen.text("benefit of the items / benefit if money had no end"),
        ),
        (
            pen.text("Sureness"),
            pen.text("share of disturbed solutions in which the item stands"),
        ),
        (
            pen.text("If nothing is done"),
            pen.text("ends of support and contracts, and trends of what was measured"),
        ),
    )
    blocks: list[Block] = [
        Table((Column(pen.text("Figure"), 6), Column(pen.text("Source"), 11)), rows)
    ]
    told = weights(plan, pen)
    if told:
        columns = (
            Column(pen.text("What weighs how much"), 6),
            Column(pen.text("Weight"), 2, "right"),
        )
        blocks.append(Table(columns, told))
    return tuple(blocks)

"""The annexes of a quarter's report: every figure with its source, and all lists whole."""

from collector.planning.effects.words import effect_text
from collector.planning.shapes.quarter import QuarterReport
from collector.reports.names import SEVERITIES, department_name, named
from collector.reports.paper import Annex, Block, Column, Paragraph, Table
from collector.reports.pen import NOTHING, Pen
from collector.reports.plan_annexes import facts
from collector.reports.quarter_words import GROUPS, reached, value_text


def annexes(report: QuarterReport, pen: Pen) -> tuple[Annex, ...]:
    """Return all annexes; one with nothing to list says so, numbers stay the same."""
    made = (
        (pen.text("Figures and their sources"), figures(report, pen), False),
        (pen.text("Internet lines"), lines(report, pen), True),
        (pen.text("What was done"), done(report, pen), True),
        (pen.text("Risks in the year to come"), risks(report, pen), False),
        (pen.text("The plan's next items"), due(report, pen), False),
        (pen.text("Indicators of digital transformation"), scores(report, pen), True),
        (
            pen.text("Facts that the report rests on"),
            facts(report.facts_used, pen),
            True,
        ),
    )
    numbers = ("I", "II", "III", "IV", "V", "VI", "VII")
    return tuple(
        Annex(
            pen.text("Annex {number}").format(number=number),
            title,
            blocks or (Paragraph(pen.text("Nothing."), "note"),),
            wide,
        )
        for number, (title, blocks, wide) in zip(numbers, made, strict=True)
    )


def figures(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return every figure, of how many, and from what it was counted."""
    groups = list(GROUPS)
    rows = tuple(
        (
            pen.text(GROUPS[one.group]),
            pen.say(one.title),
            value_text(one, pen),
            pen.number(one.of) if one.of is not None else NOTHING,
            pen.say(one.source),
        )
        for one in sorted(report.figures, key=lambda one: groups.index(one.group))
    )
    seen = report.coverage
    counted = pen.text(
        "Measured from {first} to {last} in office hours: on average {days} days and "
        "{hours} hours of each computer, {share} of the working time. A problem is what "
        "exceeds the threshold for a warning; thresholds stand in policy.toml. What "
        "machines tell of themselves is their newest report."
    ).format(
        first=pen.date(report.first_day),
        last=pen.date(report.as_of),
        days=pen.vnd(seen.days),
        hours=pen.vnd(seen.hours),
        share=pen.share(seen.share),
    )
    columns = (
        Column(pen.text("Group"), 2.6),
        Column(pen.text("Figure"), 5.5),
        Column(pen.text("Value"), 2.6, "right"),
        Column(pen.text("Of"), 1.2, "right"),
        Column(pen.text("Source"), 5.5),
    )
    return Paragraph(counted, "note"), Table(columns, rows)


def lines(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return each Internet line: what is promised and what was measured."""
    if not report.lines:
        return ()

    def share(value: float | None) -> str:
        return pen.share(value) if value is not None else NOTHING

    columns = (
        Column(pen.text("Line"), 3.4),
        Column(pen.text("Operator"), 2.4),
        Column(pen.text("Contract (Mb/s)"), 2.3, "right"),
        Column(pen.text("Fee per month (VND)"), 2.4, "right"),
        Column(pen.text("Use in busy hours"), 2.2, "right"),
        Column(pen.text("Speed against contract"), 2.4, "right"),
        Column(pen.text("Available"), 2, "right"),
        Column(pen.text("Packet loss"), 2, "right"),
        Column(pen.text("Days measured"), 1.8, "right"),
    )
    rows = tuple(
        (
            one.id,
            one.operator or NOTHING,
            pen.number(one.down_mbps),
            pen.vnd(one.price_vnd_month) if one.price_vnd_month else NOTHING,
            share(one.busy_ratio),
            share(one.throughput_ratio),
            share(one.up_ratio),
            share(one.loss_ratio),
            pen.vnd(one.coverage.days),
        )
        for one in report.lines
    )
    return (Table(columns, rows),)


def done(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return everything that was put in."""
    if not report.done:
        return ()
    columns = (
        Column(pen.text("Day"), 2),
        Column(pen.text("For"), 4),
        Column(pen.text("What is done"), 4.2),
        Column(pen.text("Of the plan"), 1.6),
        Column(pen.text("What it brought"), 5),
        Column(pen.text("Price (VND)"), 2.6, "right"),
    )
    rows = tuple(
        (
            pen.date(one.day),
            one.target_name,
            pen.say(one.title),
            pen.text("yes") if one.planned else pen.text("no"),
            " ".join(pen.say(effect_text(each)) for each in one.effects) or NOTHING,
            pen.vnd(one.price_vnd),
        )
        for one in report.done
    )
    spent = sum(one.price_vnd for one in report.done)
    total = ("", pen.text("Total"), "", "", "", pen.vnd(spent))
    return (Table(columns, rows, total),)


def risks(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return everything that threatens within a year."""
    if not report.risks:
        return ()
    columns = (
        Column(pen.text("By"), 2),
        Column(pen.text("For"), 4.2),
        Column(pen.text("Severity"), 2.2),
        Column(pen.text("What happens"), 8),
    )
    rows = tuple(
        (
            pen.date(one.by),
            f"{one.target_name}\n{department_name(pen, one.department)}",
            named(pen, SEVERITIES, one.severity),
            pen.say(one.text),
        )
        for one in report.risks
    )
    return (Table(columns, rows),)


def due(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return the lines of the next quarter that has any."""
    if report.plan is None or not report.plan.next:
        return ()
    columns = (
        Column(pen.text("Quarter"), 2.2, "center"),
        Column(pen.text("What is done"), 6),
        Column(pen.text("For"), 5),
        Column(pen.text("Duty"), 1.6),
        Column(pen.text("Price (VND)"), 2.6, "right"),
    )
    rows = tuple(
        (
            pen.quarter(one.quarter),
            pen.say(one.title),
            f"{one.target_name}\n{department_name(pen, one.department)}",
            pen.text("yes") if one.must else pen.text("no"),
            pen.vnd(one.price_vnd),
        )
        for one in report.plan.next
    )
    return (Table(columns, rows),)


def scores(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return each indicator with its formula and points."""
    if not report.indicators:
        return ()
    columns = (
        Column(pen.text("Indicator"), 6),
        Column(pen.text("Formula"), 5.5),
        Column(pen.text("Value"), 1.8, "right"),
        Column(pen.text("Target"), 1.8, "right"),
        Column(pen.text("Points"), 1.8, "right"),
        Column(pen.text("Reached"), 1.8, "right"),
        Column(pen.text("Document"), 3.4),
    )
    rows = tuple(
        (
            pen.say(one.name),
            one.formula,
            pen.number(one.value) if one.value is not None else NOTHING,
            pen.number(one.target),
            pen.number(one.points),
            pen.number(one.reached) if one.reached is not None else NOTHING,
            ", ".join(
                filter(None, [one.document, pen.text("example") if one.example else ""])
            )
            or NOTHING,
        )
        for one in report.indicators
    )
    got, most = reached(report.indicators)
    total = (pen.text("Total"), "", "", "", pen.number(most), pen.number(got), "")
    return (Table(columns, rows, total),)

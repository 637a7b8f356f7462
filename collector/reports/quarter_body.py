"""What a director reads of a quarter, on one page: state, deeds, risks, plan, money."""

from collections.abc import Iterable

from collector.planning.shapes.quarter import Group, PlanState, QuarterReport
from collector.reports import numbering
from collector.reports.names import department_name
from collector.reports.paper import (
    Block,
    Bullets,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)
from collector.reports.pen import NOTHING, Pen
from collector.reports.quarter_words import GROUPS, reached, value_text

MOST_ROWS = 4
MOST_RISKS = 5
MOST_NAMES = 4
_TOLD: dict[Group, tuple[str, ...]] = {
    "machines": (
        "machines_pressed",
        "machines_over_life",
        "machines_unsupported_system",
        "machines_failing_drive",
    ),
    "lan": ("machines_held_back", "devices_pressed", "ports_faulty", "ports_full"),
    "broadband": ("lines_down_mbps", "lines_full", "lines_poor"),
    "data": ("machines_with_antivirus", "machines_with_backup"),
}
"""The figures of the first page; all stand in the annex."""


def sections(report: QuarterReport, pen: Pen) -> tuple[Section, ...]:
    """Return the parts of the page, numbered."""
    made = (
        (pen.text("State of computers, LAN and broadband"), state(report, pen)),
        (pen.text("What was done"), done(report, pen)),
        (pen.text("Risks in the year to come"), threats(report, pen)),
        (pen.text("Plan and money"), plan(report, pen)),
    )
    return numbering.sections(made)


def state(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return the key figures, and a line for each group."""
    figures = {one.id: one for one in report.figures}
    got, most = reached(report.indicators)
    items = [
        KeyFigure(
            pen.text("Computers at work"),
            f"{value_text(figures['machines_working'], pen)}"
            f"/{value_text(figures['machines'], pen)}",
        ),
        KeyFigure(pen.text("Network devices"), value_text(figures["devices"], pen)),
        KeyFigure(pen.text("Internet lines"), value_text(figures["lines"], pen)),
    ]
    if report.indicators:
        items.append(
            KeyFigure(
                pen.text("Digital transformation"),
                pen.text("{got} of {most} points").format(
                    got=pen.number(got), most=pen.number(most)
                ),
            )
        )
    lines = [
        f"{pen.text(GROUPS[group])}: "
        + "; ".join(
            f"{_lowered(pen.say(figures[name].title))} "
            f"{value_text(figures[name], pen, of=True)}"
            for name in names
        )
        + "."
        for group, names in _TOLD.items()
    ]
    return KeyFigures(tuple(items)), Bullets(tuple(lines))


def _lowered(title: str) -> str:
    """Return *title* as it stands within a sentence; abbreviations stay."""
    second = title[1:2]
    return title if second.isupper() else title[:1].lower() + title[1:]


def done(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return what was bought and put in, the dearest first."""
    if not report.done:
        return (Paragraph(pen.text("No purchase was recorded in this quarter.")),)
    spent = report.figure("purchases_vnd") or 0
    text = pen.plural(
        "{n} thing was put in", "{n} things were put in", len(report.done)
    )
    text = f"{text}: {pen.money(round(spent))}."
    dear = sorted(report.done, key=lambda one: (-one.price_vnd, one.day, one.target))
    names = [f"{pen.say(one.title)} ({one.target_name})" for one in dear]
    told = f"{text} {_some(names, MOST_ROWS, pen, '; ')}."
    return Paragraph(told), *_costs(report, pen)


def _some(names: list[str], most: int, pen: Pen, between: str) -> str:
    told = between.join(names[:most])
    if len(names) > most:
        told += between + pen.plural("{n} more", "{n} more", len(names) - most)
    return told


def _costs(report: QuarterReport, pen: Pen) -> Iterable[Block]:
    if report.plan is not None and report.plan.this_quarter_vnd:
        planned = pen.money(report.plan.this_quarter_vnd)
        text = pen.text("Planned for this quarter: {money}.").format(money=planned)
        yield Paragraph(text)


def threats(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return what ends, wears out or fills up first."""
    if not report.risks:
        return (Paragraph(pen.text("Nothing is foreseen.")),)
    groups: dict[tuple[str, str], list[str]] = {}
    for one in report.risks:
        groups.setdefault((one.by, pen.say(one.text)), []).append(one.target_name)
    told = [
        f"{pen.date(by)}: {text} ({_some(names, MOST_NAMES, pen, ', ')})."
        for (by, text), names in list(groups.items())[:MOST_RISKS]
    ]
    more = len(groups) - len(told)
    if more:
        text = pen.plural("{n} more in the annex", "{n} more in the annex", more)
        told.append(f"{text}.")
    return (Bullets(tuple(told)),)


def plan(report: QuarterReport, pen: Pen) -> tuple[Block, ...]:
    """Return what the plan does next, and for how much."""
    found = report.plan
    if found is None:
        return (Paragraph(pen.text("There is no plan yet.")),)
    blocks: list[Block] = [Paragraph(_plan_text(found, pen))]
    if found.next:
        blocks.append(_next(found, pen))
    return tuple(blocks)


def _plan_text(found: PlanState, pen: Pen) -> str:
    if found.approved:
        begins = pen.text("The plan approved on {date}").format(
            date=pen.date(found.approved)
        )
    else:
        begins = pen.text("The proposed plan")
    told = pen.text(
        "{begins} for {years} has {lines} items for {spent} of {budget}, and meets "
        "{met} of the need. Duties that it leaves open: {unmet}."
    )
    return told.format(
        begins=begins,
        years=pen.years(found.years),
        lines=pen.vnd(found.lines),
        spent=pen.money(found.spent_vnd),
        budget=pen.money(found.budget_vnd),
        met=pen.share(found.met_ratio),
        unmet=pen.vnd(found.unmet),
    )


def _next(found: PlanState, pen: Pen) -> Table:
    shown = found.next[:MOST_ROWS]
    return Table(
        (
            Column(
                pen.text("Next, in {quarter}").format(
                    quarter=pen.quarter(found.next_quarter)
                ),
                6,
            ),
            Column(pen.text("For"), 5),
            Column(pen.text("Price (VND)"), 2.4, "right"),
        ),
        tuple(
            (
                pen.say(one.title),
                f"{one.target_name}, {department_name(pen, one.department)}",
                pen.vnd(one.price_vnd) if one.price_vnd else NOTHING,
            )
            for one in shown
        ),
        (
            pen.text("All of the quarter"),
            "",
            pen.vnd(found.next_quarter_vnd),
        ),
    )

"""What a director reads of a plan: outcome, money, schedule, and what is left out."""

from collections import Counter, defaultdict

from collector.planning.shapes.plan import Plan
from collector.planning.shapes.problem import POTS
from collector.reports import numbering
from collector.reports.charts import Bar, Point, columns, curve, rows
from collector.reports.names import (
    KINDS,
    department_name,
    kind_name,
    pot_name,
)
from collector.reports.paper import (
    Block,
    Chart,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)
from collector.reports.pen import NOTHING, Pen, cost_vnd
from collector.reports.plan_left import left_out, outlook
from collector.reports.plan_reliability import reliability

MOST_DEPARTMENTS = 12


def sections(plan: Plan, pen: Pen) -> tuple[Section, ...]:
    """Return the parts of the body that have something to say, numbered."""
    made = (
        (pen.text("Outcome"), outcome(plan, pen)),
        (pen.text("Needs by department"), departments(plan, pen)),
        (pen.text("Money by year"), money(plan, pen)),
        (pen.text("Schedule by quarter"), schedule(plan, pen)),
        (pen.text("Other budgets"), scenarios(plan, pen)),
        (pen.text("What is not in the plan"), left_out(plan, pen)),
        (pen.text("If nothing is done"), outlook(plan, pen)),
        (pen.text("How far this can be relied on"), reliability(plan, pen)),
    )
    return numbering.sections(made)


def outcome(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what is done for which money, and what it rests on."""
    met = plan.value / plan.need_total if plan.need_total else 1.0
    figures = KeyFigures(
        (
            KeyFigure(
                pen.text("Budget"),
                pen.money(plan.budget_vnd),
                pen.text("for {years}").format(years=pen.years(plan.years)),
            ),
            KeyFigure(
                pen.text("Planned"),
                pen.money(plan.spent_vnd),
                pen.plural("{n} item", "{n} items", len(plan.lines)),
            ),
            KeyFigure(
                pen.text("Of the need met"),
                pen.share(met),
                pen.text("weighted by how much it hampers work"),
            ),
        )
    )
    seen = plan.coverage
    basis = pen.text(
        "The plan rests on measurements up to {date}: {machines} computers, of which "
        "{enough} with enough data, {devices} network devices and {lines} Internet "
        "lines. On average {days} days and {hours} office hours were measured, which "
        "is {share} of the working time."
    ).format(
        date=pen.date(plan.as_of),
        machines=pen.vnd(plan.machines),
        enough=pen.vnd(plan.machines_enough),
        devices=pen.vnd(plan.devices),
        lines=pen.vnd(plan.broadband_lines),
        days=pen.vnd(seen.days),
        hours=pen.vnd(seen.hours),
        share=pen.share(seen.share),
    )
    return (figures, Paragraph(basis), by_kind(plan, pen))


def by_kind(plan: Plan, pen: Pen) -> Table:
    """Return how many items of each kind there are, and what they cost."""
    counts = Counter(line.kind for line in plan.lines)
    costs: Counter[str] = Counter()
    for line in plan.lines:
        costs[line.kind] += cost_vnd(line, plan)
    return Table(
        (
            Column(pen.text("Kind"), 5),
            Column(pen.text("Items"), 2, "right"),
            Column(pen.text("Money in the whole period (VND)"), 4, "right"),
        ),
        tuple(
            (kind_name(pen, kind), pen.vnd(counts[kind]), pen.vnd(costs[kind]))
            for kind in KINDS
            if counts[kind]
        ),
        (pen.text("Total"), pen.vnd(len(plan.lines)), pen.vnd(costs.total())),
    )


def departments(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what each department needs, and how much of that the plan meets."""
    met: defaultdict[str, float] = defaultdict(float)
    open_: defaultdict[str, float] = defaultdict(float)
    for line in plan.lines:
        met[line.department] += line.benefit
    for rejected in plan.rejected:
        open_[rejected.department] += rejected.benefit
    names = sorted({*met, *open_}, key=lambda name: (-met[name] - open_[name], name))
    names = [name for name in names if met[name] + open_[name] > 0]
    if not names:
        return ()
    bars = [
        Bar(department_name(pen, name), (met[name], open_[name]))
        for name in names[:MOST_DEPARTMENTS]
    ]
    told = pen.text("Need by department, and how much of it the plan meets (points)")
    legend = (pen.text("met by the plan"), pen.text("not met"))
    return (Chart(rows(bars, legend, pen.number), told, told),)


def money(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what is spent of each pot in each year."""
    spent = {(pot.pot, pot.year): pot.spent_vnd for pot in plan.pots}
    limits = {(pot.pot, pot.year): pot.limit_vnd for pot in plan.pots}
    table = []
    for year, budget in zip(plan.years, plan.budget_by_year_vnd, strict=False):
        sums = [spent.get((pot, year), 0) for pot in POTS]
        numbers = (pen.vnd(value) for value in (*sums, sum(sums), budget))
        table.append((str(year), *numbers))
    sums = [sum(spent.get((pot, year), 0) for year in plan.years) for pot in POTS]
    total = (*sums, sum(sums), plan.budget_vnd)
    bars = [
        Bar(str(year), tuple(float(spent.get((pot, year), 0)) for pot in POTS))
        for year in plan.years
    ]
    told = pen.text("Money by year and kind of money (million VND)")
    legend = [pot_name(pen, pot) for pot in POTS]
    blocks: list[Block] = [
        Table(
            (
                Column(pen.text("Year"), 2, "center"),
                *(Column(pot_name(pen, pot), 4, "right") for pot in POTS),
                Column(pen.text("Planned"), 4, "right"),
                Column(pen.text("Budget"), 4, "right"),
            ),
            tuple(table),
            (pen.text("Total"), *(pen.vnd(value) for value in total)),
            pen.text("Unit: VND"),
        ),
        Chart(columns(bars, legend, pen.millions), told, told),
    ]
    ends = [
        f"{pot_name(pen, pot)}: "
        + "; ".join(
            f"{year} {pen.money(limit)}"
            for year in plan.years
            if (limit := limits.get((pot, year))) is not None
        )
        for pot in POTS
        if any(limits.get((pot, year)) is not None for year in plan.years)
    ]
    if ends:
        text = pen.text("Limits of their own: {limits}.").format(limits=". ".join(ends))
        blocks.append(Paragraph(text, "note"))
    return tuple(blocks)


def schedule(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what is done in each quarter."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in plan.lines:
        kinds[line.quarter][line.kind] += 1
    rows_ = []
    for quarter in plan.quarters:
        counts = kinds[quarter.quarter]
        told = "; ".join(
            f"{kind_name(pen, kind)}: {pen.vnd(counts[kind])}"
            for kind in KINDS
            if counts[kind]
        )
        sums = (quarter.assets_vnd, quarter.parts_vnd, quarter.fees_vnd)
        rows_.append(
            (pen.quarter(quarter.quarter), told or NOTHING, pen.vnd(sum(sums)))
        )
    if not rows_:
        return ()
    return (
        Table(
            (
                Column(pen.text("Quarter"), 3, "center"),
                Column(pen.text("What is done"), 9),
                Column(pen.text("Money (VND)"), 4, "right"),
            ),
            tuple(rows_),
        ),
        Paragraph(
            pen.text("Annex I lists every item with its time, price and reason."),
            "note",
        ),
    )


def scenarios(plan: Plan, pen: Pen) -> tuple[Block, ...]:
    """Return what other budgets would buy."""
    if len(plan.scenarios) < 2:
        return ()
    ordered = sorted(plan.scenarios, key=lambda s: (s.budget_vnd, s.name))
    lettered = [s for s in ordered if s.name.isalpha()] or ordered
    most = plan.need_total or 1.0
    table = Table(
        (
            Column(pen.text("Scenario"), 3, "center"),
            Column(pen.text("Budget (VND)"), 4, "right"),
            Column(pen.text("Spent (VND)"), 4, "right"),
            Column(pen.text("Need met"), 2.6, "right"),
            Column(pen.text("Items"), 2.2, "right"),
            Column(pen.text("Computers"), 2.6, "right"),
            Column(pen.text("Duties not met"), 3, "right"),
        ),
        tuple(
            (
                s.name if s.name.isalpha() else f"{s.name.replace('-', '−')}%",
                pen.vnd(s.budget_vnd),
                pen.vnd(s.spent_vnd),
                pen.share(s.value / most),
                pen.vnd(s.lines),
                pen.vnd(s.machines),
                pen.vnd(s.unmet),
            )
            for s in ordered
        ),
    )
    points = [
        Point(
            float(s.budget_vnd),
            s.value / most,
            s.name,
            strong=s.budget_vnd == plan.budget_vnd,
        )
        for s in lettered
    ]
    told = pen.text("Share of the need that a budget meets")
    axes = (pen.text("Budget (million VND)"), pen.text("Need met"))
    chart = Chart(curve(points, axes, (pen.millions, pen.share)), told, told)
    return (table, chart)

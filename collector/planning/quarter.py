"""The quarter's report, put together from an estate, its needs, and a plan. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from collector.planning.dti import scores
from collector.planning.explain.compose import coverage
from collector.planning.facts_used import facts_used
from collector.planning.figures import figures, measure
from collector.planning.need.marks import lasting, mean
from collector.planning.need.numbers import date
from collector.planning.quarters import bounds, following, quarter_of
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.effect import Effect
from collector.planning.shapes.estate import Estate, LineUse
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.need import Coverage, Need
from collector.planning.shapes.plan import Outlook, Plan, PlanLine, Text
from collector.planning.shapes.quarter import (
    Done,
    Due,
    LineState,
    PlanState,
    QuarterReport,
)
from collector.planning.shapes.records import Purchase

MOST_DUE = 12
_YEAR = dt.timedelta(days=366)
_LIFE = "pc_life_years"


def purchases_of(estate: Estate, quarter: str) -> tuple[Purchase, ...]:
    """Return what was put in during *quarter*, the earliest first."""
    first, last = bounds(quarter)
    found = [one for one in estate.purchases if first <= one.done <= last]
    return tuple(sorted(found, key=lambda one: (one.done, one.id)))


class Told(NamedTuple):
    """The plan that is told of, and what purchases brought.

    ``approved`` None: the plan is a proposal.
    """

    plan: Plan
    approved: ApprovedPlan | None
    outlook: Sequence[Outlook]
    effects: Mapping[str, tuple[Effect, ...]] = MappingProxyType({})  # by purchase


def quarter_report(
    quarter: str,
    estate: Estate,
    needs: Sequence[Need],
    facts: PlanningFacts,
    told: Told,
) -> QuarterReport:
    """Return the report of *quarter*; *estate* and *needs* are of its days."""
    plan, approved, outlook, effects = told
    first, last = bounds(quarter)
    as_of = dt.date.fromordinal(estate.window.last_day)
    life = facts.norms.of(_LIFE, as_of)
    years = life.value if life and isinstance(life.value, int | float) else None
    bought = purchases_of(estate, quarter)
    values = measure(estate, needs, bought, years)
    seen = {use.line.id: use for use in estate.lines}
    names, titles = _names(estate), _titles(plan, facts)
    return QuarterReport(
        quarter=quarter,
        first_day=first.isoformat(),
        last_day=last.isoformat(),
        as_of=as_of.isoformat(),
        complete=as_of >= last,
        organisation=estate.organisation,
        coverage=coverage(estate),
        figures=figures(values),
        lines=tuple(_line(seen[id_], estate) for id_ in sorted(seen)),
        done=tuple(
            msgspec.structs.replace(
                _done(one, titles, names), effects=effects.get(one.id, ())
            )
            for one in bought
        ),
        risks=risks(outlook, last),
        plan=_plan(plan, approved, quarter),
        indicators=scores(facts.dti, values),
        facts_used=facts_used(facts, (_LIFE,), (), as_of),
        warnings=_warnings(estate, as_of, last, approved),
    )


def risks(outlook: Sequence[Outlook], last: dt.date) -> tuple[Outlook, ...]:
    """Return what ends, wears out or fills up within a year after *last*."""
    end = (last + _YEAR).isoformat()
    found = [one for one in outlook if one.severity != "info" and one.by <= end]
    return tuple(sorted(found, key=lambda one: (one.severity, one.by, one.target)))


def _line(use: LineUse, estate: Estate) -> LineState:
    signals, line = use.signals, use.line
    busy = [
        value
        for way in ("receive", "transmit")
        if (value := lasting(signals.get(f"line_{way}_ratio"), 0.95)) is not None
    ]
    hours = estate.window.work_hours
    return LineState(
        id=line.id,
        operator=line.operator,
        down_mbps=line.down_mbps,
        price_vnd_month=line.price_vnd_month,
        busy_ratio=max(busy, default=None),
        throughput_ratio=mean(signals.get("line_throughput_ratio")),
        up_ratio=mean(signals.get("line_up_ratio")),
        loss_ratio=lasting(signals.get("line_loss_ratio"), 0.95),
        coverage=Coverage(
            use.days, use.hours, round(use.hours / hours, 4) if hours else 0.0
        ),
    )


def _names(estate: Estate) -> Mapping[str, str]:
    return {
        **{f"machine:{one.id}": one.name for one in estate.machines},
        **{f"device:{one.id}": one.name for one in estate.devices},
        **{f"line:{one.line.id}": one.line.id for one in estate.lines},
        **{
            f"port:{one.id}/{port.key}": f"{one.name} {port.key}"
            for one in estate.devices
            for port in one.survey.ports
        },
    }


def _titles(plan: Plan, facts: PlanningFacts) -> Mapping[str, Text]:
    """Return what can be bought by its id, and what the plan's lines do by theirs."""
    sold = {one.id: Text(one.name.vi, one.name.en) for one in facts.prices.item}
    replaced = {f"replace_{id_}": name for id_, name in sold.items()}
    return {**sold, **replaced, **{line.id: line.title for line in plan.lines}}


def _done(one: Purchase, titles: Mapping[str, Text], names: Mapping[str, str]) -> Done:
    title = titles.get(one.plan_line) or titles.get(one.option)
    told = one.note or one.option
    return Done(
        day=one.done.isoformat(),
        target=one.target,
        target_name=names.get(one.target, one.target),
        title=title or Text(told, told),
        price_vnd=one.price_vnd,
        planned=bool(one.plan_line),
    )


def _plan(plan: Plan, approved: ApprovedPlan | None, quarter: str) -> PlanState:
    ahead = following(quarter)
    money = {
        one.quarter: one.assets_vnd + one.parts_vnd + one.fees_vnd
        for one in plan.quarters
    }
    later = sorted({line.quarter for line in plan.lines if line.quarter >= ahead})
    when = later[0] if later else ""
    due = [line for line in plan.lines if line.quarter == when]
    return PlanState(
        id=plan.id,
        approved=(
            dt.datetime.fromtimestamp(approved.time, dt.UTC).date().isoformat()
            if approved
            else ""
        ),
        years=plan.years,
        budget_vnd=plan.budget_vnd,
        spent_vnd=plan.spent_vnd,
        lines=len(plan.lines),
        met_ratio=plan.value / plan.need_total if plan.need_total else 1.0,
        unmet=len(plan.unmet),
        this_quarter_vnd=money.get(quarter, 0),
        next_quarter=when,
        next_quarter_vnd=money.get(when, 0),
        next=tuple(_due(line) for line in sorted(due, key=_first)[:MOST_DUE]),
    )


def _first(line: PlanLine) -> tuple[bool, float, str]:
    return (not line.must, -line.price_vnd, line.id)


def _due(line: PlanLine) -> Due:
    return Due(
        quarter=line.quarter,
        target_name=line.target_name,
        department=line.department,
        title=line.title,
        price_vnd=line.price_vnd,
        must=bool(line.must),
    )


def _warnings(
    estate: Estate, as_of: dt.date, last: dt.date, approved: ApprovedPlan | None
) -> tuple[Text, ...]:
    found = []
    if as_of < last:
        found.append(
            Text(
                f"Quý chưa kết thúc: số liệu tính đến {date(as_of, 'vi')}.",
                f"The quarter is not over: figures are up to {date(as_of, 'en')}.",
            )
        )
    if quarter_of(as_of) != quarter_of(last):
        found.append(
            Text(
                "Không có số liệu nào của quý này.",
                "There are no data of this quarter.",
            )
        )
    if approved is None:
        found.append(
            Text(
                "Chưa có kế hoạch nào được phê duyệt; kế hoạch nêu ở đây là đề xuất.",
                "No plan has been approved; the one told of here is a proposal.",
            )
        )
    if not estate.departments:
        found.append(
            Text(
                "Chưa nhập biên chế các phòng, đơn vị.",
                "The departments' staff have not been entered.",
            )
        )
    return tuple(found)

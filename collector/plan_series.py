"""What the collector says of its upgrade plan, for Prometheus. Pure.

It is the plan that was approved last; without one the plan that was asked for last, as
proposed. Benefit and severity are those of the plan itself (docs/planner.md).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from agent.shared.metric import Metric, Sample
from collector.planning.shapes.plan import Evidence, Plan, PlanLine

MOST_ITEMS = 100  # the first of the plan; the whole is in its documents

INFO = Metric(
    "hatang_plan_info",
    "info",
    "The upgrade plan that is told of: approved, or proposed where none is approved.",
    ("plan", "state", "as_of", "from_quarter"),
)
BUDGET = Metric(
    "hatang_plan_budget_vnd", "gauge", "Money that the plan may spend, in VND."
)
SPENT = Metric("hatang_plan_spent_vnd", "gauge", "Money that the plan spends, in VND.")
NEED = Metric(
    "hatang_plan_need_score",
    "gauge",
    "Benefit that there would be if money had no end.",
)
BENEFIT = Metric("hatang_plan_benefit_score", "gauge", "Benefit of the plan's lines.")
UNMET = Metric(
    "hatang_plan_unmet_targets",
    "gauge",
    "Duties that the plan leaves open, such as systems without security updates.",
)
QUARTER = Metric(
    "hatang_plan_quarter_spend_vnd",
    "gauge",
    "Money that the plan spends in a quarter, in VND, by pot.",
    ("quarter", "pot"),
)
DEPARTMENT_SPEND = Metric(
    "hatang_plan_department_spend_vnd",
    "gauge",
    "Money that the plan spends for a department, in VND.",
    ("department",),
)
DEPARTMENT_BENEFIT = Metric(
    "hatang_plan_department_benefit_score",
    "gauge",
    "Benefit of the plan's lines for a department.",
    ("department",),
)
ITEMS = Metric(
    "hatang_plan_items", "gauge", "Lines of the plan, by what is done.", ("kind",)
)
SEVERITY = Metric(
    "hatang_plan_severity_score",
    "gauge",
    "Severity of all measured needs together, today and when the plan is carried out.",
    ("dimension", "state"),
)
ITEM_INFO = Metric(
    "hatang_plan_item_info",
    "info",
    "A line of the plan.",
    ("item", "name", "department", "kind", "quarter", "title_vi", "title_en"),
)
ITEM_PRIORITY = Metric(
    "hatang_plan_item_priority",
    "gauge",
    "Rank of a line in the order of the plan's documents; 1 is first.",
    ("item",),
)
ITEM_PRICE = Metric(
    "hatang_plan_item_price_vnd", "gauge", "Price of a line, in VND.", ("item",)
)
ITEM_BENEFIT = Metric(
    "hatang_plan_item_benefit_score", "gauge", "Benefit of a line.", ("item",)
)
METRICS = (
    *(INFO, BUDGET, SPENT, NEED, BENEFIT, UNMET, QUARTER, DEPARTMENT_SPEND),
    *(DEPARTMENT_BENEFIT, ITEMS, SEVERITY),
    *(ITEM_INFO, ITEM_PRIORITY, ITEM_PRICE, ITEM_BENEFIT),
)


def samples(plan: Plan, *, approved: bool) -> Iterator[Sample]:
    """Yield everything that is told of *plan*."""
    state = "approved" if approved else "proposed"
    yield INFO.sample(
        1, plan=plan.id, state=state, as_of=plan.as_of, from_quarter=plan.from_quarter
    )
    yield BUDGET.sample(plan.budget_vnd)
    yield SPENT.sample(plan.spent_vnd)
    yield NEED.sample(plan.need_total)
    yield BENEFIT.sample(plan.value)
    yield UNMET.sample(len(plan.unmet))
    for one in plan.quarters:
        money = {"assets": one.assets_vnd, "parts": one.parts_vnd, "fees": one.fees_vnd}
        for pot, sum_vnd in money.items():
            yield QUARTER.sample(sum_vnd, quarter=one.quarter, pot=pot)
    yield from _departments(plan.lines)
    yield from _severities(plan)
    for rank, line in enumerate(plan.lines[:MOST_ITEMS], start=1):
        yield from _item(line, rank)


def _departments(lines: Sequence[PlanLine]) -> Iterator[Sample]:
    spend: defaultdict[str, int] = defaultdict(int)
    benefit: defaultdict[str, float] = defaultdict(float)
    kinds: defaultdict[str, int] = defaultdict(int)
    for line in lines:
        spend[line.department] += line.price_vnd
        benefit[line.department] += line.benefit
        kinds[line.kind] += 1
    for name in spend:
        yield DEPARTMENT_SPEND.sample(spend[name], department=name)
        yield DEPARTMENT_BENEFIT.sample(benefit[name], department=name)
    for kind, count in kinds.items():
        yield ITEMS.sample(count, kind=kind)


def _severities(plan: Plan) -> Iterator[Sample]:
    """Yield the severity of all evidence by dimension, before and after the plan."""
    before: defaultdict[str, float] = defaultdict(float)
    after: defaultdict[str, float] = defaultdict(float)
    planned = {line.target for line in plan.lines}
    for line in plan.lines:
        _add(before, after, line.evidence, line.relief)
    for one in plan.rejected:
        if one.target not in planned:
            _add(before, after, one.evidence, {})
    for dimension in sorted(before):
        yield SEVERITY.sample(before[dimension], dimension=dimension, state="before")
        yield SEVERITY.sample(after[dimension], dimension=dimension, state="after")


def _add(
    before: dict[str, float],
    after: dict[str, float],
    evidence: Sequence[Evidence],
    relief: Mapping[str, float],
) -> None:
    for one in evidence:
        before[one.dimension] += one.severity
        after[one.dimension] += one.severity * (
            1 - min(relief.get(one.dimension, 0), 1)
        )


def _item(line: PlanLine, rank: int) -> Iterator[Sample]:
    yield ITEM_INFO.sample(
        1,
        item=line.id,
        name=line.target_name,
        department=line.department,
        kind=line.kind,
        quarter=line.quarter,
        title_vi=line.title.vi,
        title_en=line.title.en,
    )
    yield ITEM_PRIORITY.sample(rank, item=line.id)
    yield ITEM_PRICE.sample(line.price_vnd, item=line.id)
    yield ITEM_BENEFIT.sample(line.benefit, item=line.id)

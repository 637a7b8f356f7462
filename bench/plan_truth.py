"""Plans of simulated offices against the truth, and against what offices do without one.

The relief is the simulator's (``collector.simulator.truth.RELIEF``), not the planner's own
score. All strategies have the same catalogue, budget, years and hard rules; what costs
nothing is done in all of them, so that only the money is compared.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.plan_rivals import (
    broken,
    by_symptoms,
    carry_out,
    greedy,
    lowest_first,
    musts_first,
    oldest_first,
    worst_first,
)
from bench.plan_score import (
    Act,
    bought,
    everything,
    false_alarms,
    named,
    relief,
    remedy_of,
)
from collector.planning.optimum.worth import worth
from collector.planning.shapes.plan import Plan, PlanLine
from collector.planning.shapes.problem import Problem
from collector.simulator.shapes import Remedy, Size
from collector.simulator.truth import Truth

NOW = 1_795_487_100.0  # Tuesday 24 November 2026, 09:25 in Hà Nội
SEEDS = (1, 2, 3)
BUDGETS_VND_PER_PC = (1_000_000, 2_500_000, 5_000_000)
YEARS = 3
GOAL = 1.4
PLAIN = "plain greedy"
STRONG = "greedy with the planner's own benefits and dependencies"
"""No office has it: it is there to see what the optimum itself adds. It is not one of them."""


OBEDIENT = "the same, musts first"


class Office(NamedTuple):
    """A simulated office as the planner sees it, with its truth."""

    truth: Truth
    estate: object
    facts: object
    needs: tuple
    support: object
    pcs: int


def office(size: Size) -> Office:
    """Simulate an office, and read it as the planner does."""
    from collector.estate import read_estate
    from collector.knowledge import KnowledgeFolder
    from collector.planning.need import needs
    from collector.planning_facts import load_planning
    from collector.settings import CollectorSettings
    from collector.simulator.run import simulate
    from collector.store.memory import MemoryStore

    store, settings = MemoryStore(), CollectorSettings()
    written = simulate(store, size, now=NOW, settings=settings)
    facts = load_planning(None)
    hours = settings.office_hours
    estate = read_estate(store, hours=hours, policy=facts.policy, now=NOW)
    support = KnowledgeFolder(None).current().support
    found = needs(estate, facts)
    return Office(written.truth, estate, facts, found, support, size.pcs)


def acts_of_plan(plan: Plan) -> list[Act]:
    """Return what *plan* does, by the truth's words."""
    first = plan.years[0]
    return [
        Act(line.target, remedy, line.year - first, line.price_vnd)
        for line in plan.lines
        if (remedy := remedy_of_line(line)) is not None
    ]


def remedy_of_line(line: PlanLine) -> Remedy | None:
    """Return which remedy a line of a plan is."""
    if line.kind == "fix":
        return "free"
    if line.kind == "cable":
        return "cable"
    return remedy_of(line.target, line.option)


def acts_of_choices(problem: Problem, chosen: Mapping[str, int]) -> list[Act]:
    """Return what a strategy does."""
    acts = []
    for choice in problem.choices:
        option = choice.id.removeprefix(f"{choice.group}/")
        remedy = remedy_of(choice.group, option)
        if choice.id in chosen and remedy is not None:
            year, price = chosen[choice.id], choice.price_vnd + choice.yearly_vnd
            acts.append(Act(choice.group, remedy, year, price))
    return acts


def compared(
    truth: Truth, problem: Problem, ours: Sequence[Act], rivals: Mapping[str, object]
) -> dict[str, object]:
    """Return the true relief of the plan and of its rivals; free acts are everybody's."""
    free = [act for act in ours if act.price_vnd <= 0]
    alone = relief(truth, free, problem.years)
    mine = relief(truth, ours, problem.years) - alone
    found: dict[str, object] = {
        "relief": round(mine, 2),
        "relief for free": round(alone, 2),
    }
    best = 0.0
    for name, order in rivals.items():
        bring = name != PLAIN
        chosen = carry_out(problem, order, bring_along=bring)  # type: ignore[arg-type]
        acts = [*free, *acts_of_choices(problem, chosen)]
        value = relief(truth, acts, problem.years) - alone
        if name not in {STRONG, OBEDIENT}:
            best = max(best, value)
        found[name] = {
            "relief": round(value, 2),
            "share of the plan's": round(value / mine, 3) if mine else None,
            "rules broken": len(broken(problem, chosen)),
            "musts left open": len(worth(problem, chosen).unmet),
        }
    found["times the best of them"] = round(mine / best, 2) if best else None
    return found


def judged(of: Office, budget_vnd: int) -> dict[str, object]:
    """Return how the plan of one office and budget stands."""
    from collector.planning.options import propose
    from collector.planning.planner import make_plan
    from collector.planning.shapes.wish import Wish

    wish = Wish(budget_vnd=budget_vnd, years=YEARS, scenarios=False, disturbed=0)
    begin = time.perf_counter()
    plan = make_plan(of.estate, of.facts, of.support, wish)
    seconds = time.perf_counter() - begin
    problem = propose(of.estate, of.needs, of.facts, wish).problem
    acts = acts_of_plan(plan)
    purchases = bought(of.truth, acts, enabling(plan.lines))
    chosen = {line.id: line.year - plan.years[0] for line in plan.lines}
    known = {choice.id for choice in problem.choices}
    rivals = {
        "oldest first": oldest_first(of.estate),
        "lowest specification first": lowest_first(of.estate),
        "replace the worst": worst_first(of.needs, of.estate),
        "greedy by symptoms": by_symptoms(of.needs),
        PLAIN: greedy,
        STRONG: greedy,
        OBEDIENT: musts_first,
    }
    return {
        "budget_vnd": budget_vnd,
        "spent_vnd": plan.spent_vnd,
        "seconds": round(seconds, 2),
        "lines": len(plan.lines),
        "musts left open": len(
            worth(problem, {c: y for c, y in chosen.items() if c in known}).unmet
        ),
        "rules broken": len(
            broken(problem, {c: y for c, y in chosen.items() if c in known})
        ),
        "share of all pain": round(
            relief(of.truth, acts, YEARS) / everything(of.truth, YEARS), 3
        ),
        "purchases": purchases.purchases,
        "needless": list(purchases.needless),
        "wrong remedy": list(purchases.wrong),
        **compared(of.truth, problem, acts, rivals),
    }


def enabling(lines: Iterable[PlanLine]) -> list[str]:
    """Return the targets of lines that others need."""
    return [line.target for line in lines if line.enables]


def recall(offices: Iterable[Office]) -> dict[str, object]:
    """Return which share of the true problems is named, by kind."""
    sums: dict[str, list[int]] = {}
    for of in offices:
        for kind, row in named(of.truth, of.needs).items():
            total = sums.setdefault(kind, [0, 0, 0])
            for place, count in enumerate(row):
                total[place] += count
    whole = [sum(column) for column in zip(*sums.values(), strict=True)]
    return {
        "all": _shares(whole),
        **{kind: _shares(row) for kind, row in sorted(sums.items())},
    }


def _shares(row: Sequence[int]) -> dict[str, float]:
    there, by_name, by_cause = row
    return {
        "there": there,
        "named": round(by_name / there, 3),
        "right cause": round(by_cause / there, 3),
    }


def run(*, quick: bool) -> dict[str, object]:
    """Judge plans of several offices and budgets."""
    seeds = SEEDS[:1] if quick else SEEDS
    offices = {seed: office(Size(seed=seed)) for seed in seeds}
    plans = {
        f"seed {seed}": [judged(of, each * of.pcs) for each in BUDGETS_VND_PER_PC]
        for seed, of in offices.items()
    }
    rows = [row for of_seed in plans.values() for row in of_seed]
    ratios = sorted(row["times the best of them"] or 0.0 for row in rows)
    return {
        "named": recall(offices.values()),
        "false alarms": {
            f"seed {seed}": false_alarms(of.truth, of.needs)
            for seed, of in offices.items()
        },
        "plans": plans,
        "times the best of the others": {
            "least": ratios[0],
            "middle": ratios[len(ratios) // 2],
            "most": ratios[-1],
            "goal": GOAL,
        },
        "purchases": sum(row["purchases"] for row in rows),
        "needless": sum(len(row["needless"]) for row in rows),
        "wrong remedy": sum(len(row["wrong remedy"]) for row in rows),
        "rules broken": sum(row["rules broken"] for row in rows),
    }

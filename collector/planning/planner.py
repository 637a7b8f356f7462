"""From an estate to a plan: needs, options, optimum, explanation."""

from collections.abc import Mapping, Sequence

import msgspec

from agent.shared.knowledge.support import Support
from collector.planning.explain import compose
from collector.planning.explain.lines import Solved
from collector.planning.explain.rejected import unmet
from collector.planning.need import needs
from collector.planning.optimum import (
    QUICK,
    WHAT_IF,
    Limits,
    Solver,
    robustness,
    same_share,
    scenarios,
    violations,
    what_ifs,
)
from collector.planning.optimum.worth import worth
from collector.planning.options import propose
from collector.planning.outlook import outlook
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.plan import Outlook, Plan, Scenario
from collector.planning.shapes.problem import Budget, Problem, Solution
from collector.planning.shapes.wish import Wish

_ABC = {"-20": "A", "": "B", "+20": "C"}


class PlanError(Exception):
    """No plan can be made; the text says why."""


class Planner:
    """One estate, asked for several plans: what does not depend on the wish is kept.

    Not for several threads at a time.
    """

    def __init__(self, estate: Estate, facts: PlanningFacts, support: Support) -> None:
        self.estate = estate
        self.facts = facts
        self.needs = needs(estate, facts)
        self.outlook: tuple[Outlook, ...] = outlook(estate, self.needs, facts, support)

    def plan(self, wish: Wish, limits: Limits | None = None) -> Plan:
        """Return the best plan for *wish*.

        Raises:
            PlanError: the solution breaks a rule; a defect of the planner.
            NoSolverError: HiGHS is not installed.
        """
        proposal = propose(self.estate, self.needs, self.facts, wish)
        solver = Solver(proposal.problem, limits or Limits())
        solution = solver.solve()
        broken = violations(proposal.problem, solution)
        if broken:
            raise PlanError("; ".join(broken[:5]))
        survives: Mapping[str, float] = {}
        if wish.disturbed and solution.chosen:
            survives = robustness(
                solver,
                solution.chosen,
                {option.choice: option.market for option in proposal.options},
                {option.choice: option.parts for option in proposal.options},
                count=wish.disturbed,
            )
        solved = Solved(proposal, solution, survives)
        others = _scenarios(solved, solver) if wish.scenarios else ()
        return compose(solved, self.outlook, others)


def make_plan(
    estate: Estate, facts: PlanningFacts, support: Support, wish: Wish
) -> Plan:
    """Return the best plan for *wish*: the same input gives the same bytes.

    Raises:
        PlanError, NoSolverError: as ``Planner.plan``.
    """
    return Planner(estate, facts, support).plan(wish)


def _scenarios(solved: Solved, solver: Solver) -> Sequence[Scenario]:
    proposal, solution = solved.proposal, solved.solution
    without_way = sum(one.code == "no_option" for one in unmet(solved))
    budget = proposal.problem.budget
    budgets = what_ifs(budget)
    found = {"": (budget, solution)}
    groups = len({choice.group for choice in proposal.problem.choices})
    limits = WHAT_IF if groups <= WHAT_IF.whole_groups else QUICK
    for name, other in scenarios(solver, budgets, limits).items():
        found[name] = (budgets[name], other)
    order = sorted(found, key=lambda name: int(name or 0))
    return tuple(
        _scenario(_ABC.get(name, name), *found[name], solved, without_way)
        for name in order
    )


def _scenario(
    name: str, budget: Budget, found: Solution, solved: Solved, without_way: int
) -> Scenario:
    proposal, ours = solved.proposal, solved.solution
    problem: Problem = msgspec.structs.replace(proposal.problem, budget=budget)
    kinds = {option.choice: option.kind for option in proposal.options}
    chosen = [kinds[choice] for choice in found.chosen]
    spent = sum(
        c.price_vnd + c.yearly_vnd * (problem.years - found.chosen[c.id])
        for c in problem.choices
        if c.id in found.chosen
    )
    result = worth(problem, found.chosen)
    return Scenario(
        name=name,
        budget_vnd=sum(budget.total_vnd),
        spent_vnd=spent,
        value=round(result.benefit, 6),
        lines=len(chosen),
        machines=chosen.count("machine"),
        switches=chosen.count("switch"),
        broadband=chosen.count("broadband"),
        unmet=len(result.unmet) + without_way,
        shadow_per_million=round(found.shadow_per_million[0], 6),
        same_share=round(same_share(ours.chosen, found.chosen), 4),
    )

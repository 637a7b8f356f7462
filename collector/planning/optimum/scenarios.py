"""The same problem with other money: budgets A, B, C, and what if it were less or more."""

from collections.abc import Mapping

from collector.planning.optimum.limits import Limits
from collector.planning.optimum.solver import Solver
from collector.planning.shapes.problem import Budget, Solution

WHAT_IF = (-20, -10, 10, 20)


def scaled(budget: Budget, percent: int) -> Budget:
    """Return *budget* changed by *percent*, all pots alike, in whole VND."""
    share = 100 + percent
    return Budget(
        tuple(vnd * share // 100 for vnd in budget.total_vnd),
        {
            pot: tuple(vnd * share // 100 for vnd in by_year)
            for pot, by_year in budget.pots_vnd.items()
        },
        budget.carry_over,
    )


def what_ifs(budget: Budget) -> dict[str, Budget]:
    """Return budgets from a fifth less to a fifth more, by their percentage."""
    return {f"{percent:+d}": scaled(budget, percent) for percent in WHAT_IF}


def scenarios(
    solver: Solver, budgets: Mapping[str, Budget], limits: Limits | None = None
) -> dict[str, Solution]:
    """Return the best plan for each of *budgets*, by name; they share pots and years.

    *limits* are the solver's own if None; ``QUICK`` is right for what-if questions.
    """
    return {
        name: solver.solve(budget, limits=limits) for name, budget in budgets.items()
    }


def same_share(chosen: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Return the share of *chosen* that stands in *other*, too, whatever the year."""
    if not chosen:
        return 1.0
    return sum(name in other for name in chosen) / len(chosen)

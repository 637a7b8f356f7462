"""What a solved problem proves: how far the optimum may be, and what money is worth."""

from collections.abc import Mapping, Sequence

from collector.planning.optimum.model import Model
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import Pot, Problem


def proof(
    value: float, bound: float, problem: Problem, chosen: Mapping[str, int]
) -> dict[str, float]:
    """Return bound and gap: relative to the benefit, whatever the penalties are."""
    bound = max(bound, value)
    paid = worth(problem, chosen).paid
    most = max(bound + paid, 1e-12)
    return {"bound": bound, "gap": round(max(0.0, (bound - value) / most), 6)}


def shadow_prices(
    model: Model, problem: Problem, duals: Sequence[float]
) -> dict[Pot | None, tuple[float, ...]]:
    """Return what one more million of each pot (None: of all) and year is worth.

    *duals* are those of the rows of the relaxation; without any nothing is worth more.
    """
    found: dict[Pot | None, list[float]] = {}
    for pot, year, row in model.money_rows:
        by_year = found.setdefault(pot, [0.0] * problem.years)
        dual = max(-duals[row], 0.0) if duals else 0.0
        worth_of = dual * model.units[pot].per_million / model.unit
        first = 0 if problem.budget.carry_over else year
        for earlier in range(first, year + 1):
            by_year[earlier] += worth_of
    return {pot: tuple(round(v, 6) for v in by) for pot, by in found.items()}

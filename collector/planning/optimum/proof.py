"""What a solved problem proves: how far the optimum may be, and what money is worth."""

from collections.abc import Mapping, Sequence

from collector.planning.optimum.highs import Highs
from collector.planning.optimum.matrix import INFINITY
from collector.planning.optimum.model import Model, limit_vnd
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import Pot, Problem

MILLION = 1_000_000


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
    """Return about what a million of each pot (None: of all) and year is worth.

    *duals* are those of the rows of the relaxation; without any nothing is worth more.
    Where a limit is just met they may say what a million less would cost.
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


def next_million(
    relaxed: Highs,
    model: Model,
    problem: Problem,
    about: Mapping[Pot | None, tuple[float, ...]],
) -> dict[Pot | None, tuple[float, ...]]:
    """Return what one more million brings, by solving *relaxed* again with it.

    What is worth nothing by the duals (*about*) is worth nothing; the limits of
    *relaxed* are the problem's again afterwards.
    """
    before = relaxed.run().bound
    found: dict[Pot | None, list[float]] = {pot: [0.0] * problem.years for pot in about}
    for pot, year, _ in model.money_rows:
        if about[pot][year] <= 0:
            continue
        raised = [
            (row, model.units[pot].limit(limit_vnd(problem.budget, pot, later)), later)
            for other, later, row in model.money_rows
            if other == pot
            and (later == year or (later > year and problem.budget.carry_over))
        ]
        for row, _, later in raised:
            more = limit_vnd(problem.budget, pot, later) + MILLION
            relaxed.row_between(row, -INFINITY, model.units[pot].limit(more))
        gained = (before - relaxed.run().bound) / model.unit
        found[pot][year] = round(min(max(gained, 0.0), about[pot][year]), 6)
        for row, limit, _ in raised:
            relaxed.row_between(row, -INFINITY, limit)
    return {pot: tuple(by_year) for pot, by_year in found.items()}

"""Takes out of a plan what brings nothing and is needed by nothing."""

from collections.abc import Mapping

from collector.planning.optimum.check import constraints_broken
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import Problem

MOST = 50  # removals that are tried


def _needed(problem: Problem, chosen: Mapping[str, int]) -> set[str]:
    """Return what another chosen thing, a must or a pin cannot do without."""
    needed = set(problem.pinned)
    for requirement in problem.requirements:
        if requirement.choice in chosen:
            by = chosen[requirement.choice]
            partners = [p for p in requirement.any_of if chosen.get(p, by + 1) <= by]
            if len(partners) == 1:
                needed.update(partners)
    for must in problem.musts:
        done = [c for c in must.any_of if chosen.get(c, must.year + 1) <= must.year]
        if len(done) == 1:
            needed.update(done)
    return needed


def tidied(problem: Problem, chosen: Mapping[str, int]) -> dict[str, int]:
    """Return *chosen*, by id, without what only costs money."""
    left = dict(sorted(chosen.items()))
    choices = {choice.id: choice for choice in problem.choices}
    idle = [
        name
        for name, year in left.items()
        if choices[name].benefit[year] <= 0
        and choices[name].price_vnd >= 0
        and choices[name].yearly_vnd >= 0
    ]
    for _ in range(MOST):
        idle = [name for name in idle if name not in _needed(problem, left)]
        if not idle:
            break
        name = idle.pop()
        without = {other: year for other, year in left.items() if other != name}
        if worth(problem, without).value >= worth(
            problem, left
        ).value and not constraints_broken(problem, without):
            left = without
    return left

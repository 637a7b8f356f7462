"""Checks a finished plan against every constraint, in whole VND.

It shares nothing with the model that made the plan: no rows, no scaling, no tolerance.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from collector.planning.shapes.problem import POTS, Choice, Problem, Solution

NEAR = 1e-6  # of the value: sums of floats


def violations(problem: Problem, solution: Solution) -> tuple[str, ...]:
    """Return every constraint that *solution* breaks, and every false word of it."""
    broken = constraints_broken(problem, solution.chosen)
    if not solution.chosen.keys() <= {choice.id for choice in problem.choices}:
        return broken
    return broken + tuple(_words(problem, solution))


def constraints_broken(problem: Problem, chosen: Mapping[str, int]) -> tuple[str, ...]:
    """Return every constraint that doing *chosen* breaks; pins are judged elsewhere."""
    known = {choice.id: choice for choice in problem.choices}
    strange = sorted(set(chosen) - set(known))
    if strange:
        return tuple(f"{name}: there is no such choice" for name in strange)
    return (
        *_times(problem, known, chosen),
        *_groups(known, chosen),
        *_partners(problem, chosen),
        *_capacities(problem, chosen),
        *_money(problem, known, chosen),
    )


def _times(
    problem: Problem, known: Mapping[str, Choice], chosen: Mapping[str, int]
) -> Iterator[str]:
    for name, year in chosen.items():
        if year not in known[name].years or not 0 <= year < problem.years:
            yield f"{name}: not in year {year}"
    for name in sorted(set(problem.forbidden) & set(chosen)):
        yield f"{name}: forbidden"


def _groups(known: Mapping[str, Choice], chosen: Mapping[str, int]) -> Iterator[str]:
    for group, times in sorted(Counter(known[name].group for name in chosen).items()):
        if times > 1:
            yield f"{group}: {times} of the group"


def _partners(problem: Problem, chosen: Mapping[str, int]) -> Iterator[str]:
    for requirement in problem.requirements:
        when = chosen.get(requirement.choice)
        if when is not None and not any(
            other in chosen and chosen[other] <= when for other in requirement.any_of
        ):
            yield f"{requirement.choice}: nothing that it requires is done by year {when}"


def _capacities(problem: Problem, chosen: Mapping[str, int]) -> Iterator[str]:
    for capacity in problem.capacities:
        used, there = 0, max(0, capacity.available)
        for year in range(problem.years):
            used += _in(year, capacity.uses, chosen)
            there += _in(year, capacity.adds, chosen)
            if used > there:
                yield f"{capacity.id}: {used} of {there} in year {year}"


def _in(year: int, amounts: Mapping[str, int], chosen: Mapping[str, int]) -> int:
    return sum(more for name, more in amounts.items() if chosen.get(name) == year)


def _money(
    problem: Problem, known: Mapping[str, Choice], chosen: Mapping[str, int]
) -> Iterator[str]:
    for pot in ("total", *POTS):
        if pot == "total":
            limits = problem.budget.total_vnd
        elif pot in problem.budget.pots_vnd:
            limits = problem.budget.pots_vnd[pot]
        else:
            continue
        left = 0
        for year in range(problem.years):
            left += max(0, limits[year])
            for name, when in chosen.items():
                choice = known[name]
                if when == year and pot in {"total", choice.pot}:
                    left -= choice.price_vnd
                if when <= year and pot in {"total", "fees"}:
                    left -= choice.yearly_vnd
            if left < 0:
                yield f"{pot} of year {year}: {-left} VND too much"
            if not problem.budget.carry_over:
                left = 0


def _words(problem: Problem, solution: Solution) -> Iterator[str]:
    """Yield what *solution* says of itself and is not so."""
    chosen = solution.chosen
    for name, year in problem.pinned.items():
        held = name in chosen and year in {None, chosen[name]}
        if held == (name in solution.refused):
            yield f"{name}: pinned, and neither done nor refused, or both"
    unmet = {
        must.id
        for must in problem.musts
        if all(chosen.get(name, problem.years) > must.year for name in must.any_of)
    }
    if unmet != set(solution.unmet):
        yield f"unmet: {sorted(unmet ^ set(solution.unmet))}"
    value = _value(problem, chosen, unmet)
    if abs(value - solution.value) > NEAR * max(1.0, abs(value)):
        yield f"value: {value}, not {solution.value}"
    if solution.value > solution.bound + NEAR * max(1.0, abs(solution.bound)):
        yield f"value: {solution.value} is over the bound {solution.bound}"


def _value(problem: Problem, chosen: Mapping[str, int], unmet: set[str]) -> float:
    value = 0.0
    given: Counter[str] = Counter()
    for choice in problem.choices:
        year = chosen.get(choice.id)
        if year is not None:
            value += choice.benefit[year]
            given[choice.owner] += choice.price_vnd
        promised = problem.approved.get(choice.id)
        if promised in choice.years and promised is not None and promised != year:
            value -= problem.churn_penalty * max(0.0, choice.benefit[promised])
    for must in problem.musts:
        value -= must.penalty * (must.id in unmet)
    for share in problem.shares:
        missing = max(0, share.least_vnd - given[share.owner])
        value -= share.penalty_per_million * (missing / 1_000_000)
    return value

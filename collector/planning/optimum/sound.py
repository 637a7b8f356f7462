"""What a problem has to be before it is solved."""

from math import isfinite

from collector.planning.shapes.problem import Choice, Problem


def check(problem: Problem) -> None:
    """Refuse a problem that is not one.

    Raises:
        ValueError: What is wrong, and where.

    """
    if problem.years < 1:
        raise ValueError("a problem has at least one year")
    if len(problem.budget.total_vnd) != problem.years:
        raise ValueError("the budget has not one amount for each year")
    for pot, by_year in problem.budget.pots_vnd.items():
        if len(by_year) != problem.years:
            raise ValueError(f"the pot {pot} has not one amount for each year")
    seen: set[str] = set()
    for choice in problem.choices:
        if choice.id in seen:
            raise ValueError(f"two choices are called {choice.id}")
        seen.add(choice.id)
        _check_years(choice, problem.years)
    for capacity in problem.capacities:
        if any(
            number < 0 for number in (*capacity.uses.values(), *capacity.adds.values())
        ):
            raise ValueError(f"{capacity.id}: uses and adds are not below zero")


def _check_years(choice: Choice, years: int) -> None:
    for year in choice.years:
        if not 0 <= year < min(years, len(choice.benefit)):
            raise ValueError(f"{choice.id}: there is no benefit of year {year}")
    if len(set(choice.years)) != len(choice.years):
        raise ValueError(f"{choice.id}: a year stands twice")
    if not all(map(isfinite, choice.benefit)):
        raise ValueError(f"{choice.id}: a benefit is no number")

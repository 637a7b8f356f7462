"""Which pinned choices a plan can have at all, and what they draw with them."""

from collections.abc import Callable

import msgspec

from collector.planning.shapes.problem import Choice, Problem

RANK = 1e-3  # what a pin's benefit weighs against having one pin more


def _possible(problem: Problem) -> dict[str, Choice]:
    """Return the pinned choices, in their pinned years only, that are not barred."""
    choices = {choice.id: choice for choice in problem.choices}
    found = {}
    for name, year in problem.pinned.items():
        choice = choices.get(name)
        if choice is None or name in problem.forbidden:
            continue
        years = choice.years if year is None else (year,)
        if years and set(years) <= set(choice.years):
            found[name] = msgspec.structs.replace(choice, years=years)
    return found


def drawn_in(problem: Problem, names: set[str]) -> set[str]:
    """Return *names* and all choices that may be needed to do them.

    These are partners, what adds to capacities, and what brings in money.
    """
    partners: dict[str, set[str]] = {}
    for requirement in problem.requirements:
        partners.setdefault(requirement.choice, set()).update(requirement.any_of)
    for capacity in problem.capacities:
        for name in capacity.uses:
            partners.setdefault(name, set()).update(capacity.adds)
    earning = {c.id for c in problem.choices if c.price_vnd < 0 or c.yearly_vnd < 0}
    found: set[str] = set()
    waiting = sorted(names | earning)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(partners.get(name, ()))
    return found


def settle(
    problem: Problem, solve: Callable[[Problem], dict[str, int]]
) -> dict[str, int]:
    """Return a least plan that has as many pinned choices as any plan can have.

    *solve* solves the small problem that has only those and what they may need.
    """
    pinned = _possible(problem)
    if not pinned:
        return {}
    needed = drawn_in(problem, set(pinned)) - set(problem.forbidden)
    best = sorted(pinned, key=lambda name: (max(pinned[name].benefit), name))
    weight = {name: 1 + RANK * n / len(best) / len(best) for n, name in enumerate(best)}
    choices = tuple(
        msgspec.structs.replace(
            pinned.get(choice.id, choice),
            benefit=(weight.get(choice.id, 0.0),) * problem.years,
        )
        for choice in problem.choices
        if choice.id in needed
    )
    return solve(
        msgspec.structs.replace(
            problem,
            choices=choices,
            musts=(),
            shares=(),
            pinned={},
            forbidden=(),
            approved={},
        )
    )

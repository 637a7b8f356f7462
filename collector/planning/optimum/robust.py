"""How sure each line of a plan is: solved again with other prices, money and weights.

Disturbed are what nobody knows: the budget by a fifth, prices of memory, drives and PCs
from 0.6 to 2 times, the weights of what is measured by 30 %, and each target's figures
by 10 %, as if other days had been measured.
"""

import random
from collections.abc import Mapping, Sequence
from math import exp, log

import msgspec

from collector.planning.optimum.limits import QUICK, Limits
from collector.planning.optimum.solver import Solver
from collector.planning.shapes.plan import Grade
from collector.planning.shapes.problem import Budget, Choice, Problem

BUDGET = 0.2
PRICES = (0.6, 2.0)
WEIGHTS = 0.3
FIGURES = 0.1
# Kinds of choices whose prices move, and the markets that move them.
MARKETS: Mapping[str, tuple[str, ...]] = {
    "ram": ("memory",),
    "ssd": ("drives",),
    "ram_ssd": ("memory", "drives"),
    "part": ("memory", "drives"),
    "machine": ("machines",),
    "replace": ("machines",),
}
ROUND_VND = 1000
SURE, SHOULD = 0.8, 0.5


class Disturbance:
    """One way in which the world may be other than the problem says."""

    def __init__(
        self,
        seed: int,
        kind_of: Mapping[str, str],
        parts: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Draw it; *kind_of* and *parts* as in ``robustness``."""
        rng = random.Random(seed)  # noqa: S311 - figures, no secrets
        self._kind_of, self._parts = kind_of, parts
        self._budget = rng.uniform(1 - BUDGET, 1 + BUDGET)
        low, high = map(log, PRICES)
        markets = sorted({name for names in MARKETS.values() for name in names})
        self._market = {name: exp(rng.uniform(low, high)) for name in markets}
        names = {*kind_of.values(), *(name for by in parts.values() for name in by)}
        self._weight = {
            name: rng.uniform(1 - WEIGHTS, 1 + WEIGHTS) for name in sorted(names)
        }
        self._figures = random.Random(rng.random())  # noqa: S311
        self._of_group: dict[str, float] = {}

    def of(self, problem: Problem) -> Problem:
        """Return *problem* with this disturbance."""
        groups = sorted({choice.group for choice in problem.choices})
        self._of_group = {
            group: self._figures.uniform(1 - FIGURES, 1 + FIGURES) for group in groups
        }
        own = problem.budget
        budget = Budget(
            self._money(own.total_vnd),
            {pot: self._money(by_year) for pot, by_year in own.pots_vnd.items()},
            own.carry_over,
        )
        choices = tuple(map(self._choice, problem.choices))
        return msgspec.structs.replace(problem, choices=choices, budget=budget)

    def _money(self, by_year: Sequence[int]) -> tuple[int, ...]:
        return tuple(int(vnd * self._budget) for vnd in by_year)

    def _choice(self, choice: Choice) -> Choice:
        markets = MARKETS.get(self._kind_of.get(choice.id, ""), ())
        price = choice.price_vnd
        if markets:
            factor = sum(self._market[name] for name in markets) / len(markets)
            price = round(price * factor / ROUND_VND) * ROUND_VND
        factor = self._worth(choice.id) * self._of_group[choice.group]
        return msgspec.structs.replace(
            choice,
            price_vnd=price,
            benefit=tuple(worth * factor for worth in choice.benefit),
        )

    def _worth(self, name: str) -> float:
        """Return by how much the weights change what a choice is worth."""
        parts = self._parts.get(name, {})
        whole = sum(parts.values())
        if whole <= 0:
            return self._weight.get(self._kind_of.get(name, ""), 1.0)
        return sum(self._weight[part] * size for part, size in parts.items()) / whole


def robustness(  # noqa: PLR0913 - what is disturbed, and how often
    solver: Solver,
    chosen: Mapping[str, int],
    kind_of: Mapping[str, str],
    parts: Mapping[str, Mapping[str, float]] | None = None,
    *,
    count: int = 20,
    seed: int = 1,
    limits: Limits = QUICK,
) -> dict[str, float]:
    """Return for each choice of *chosen* the share of *count* solves that keep it.

    *solver* has solved the problem. *kind_of* names the kind of each choice (those of
    ``MARKETS`` have moving prices), *parts* its benefit by dimension, in any unit;
    without it weights move by kind. The same *seed* gives the same shares.
    """
    kept = dict.fromkeys(sorted(chosen), 0)
    basis = solver.basis()
    for number in range(count):
        world = Disturbance(seed * 1000 + number, kind_of, parts or {})
        other = Solver(world.of(solver.problem), limits)
        other.start_from(basis)
        found = other.solve().chosen
        for name in kept:
            kept[name] += name in found
    return {name: times / max(count, 1) for name, times in kept.items()}


def grade(share: float) -> Grade:
    """Return how sure a line is that *share* of disturbed solves keep."""
    if share >= SURE:
        return "sure"
    return "should" if share >= SHOULD else "consider"

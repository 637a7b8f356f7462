"""Finds the plan of the highest value, and proves how far from the optimum it may be."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from collector.planning.optimum import pins
from collector.planning.optimum.check import violations
from collector.planning.optimum.highs import Highs, Outcome
from collector.planning.optimum.limits import Limits
from collector.planning.optimum.matrix import INFINITY
from collector.planning.optimum.model import Model, limit_vnd
from collector.planning.optimum.proof import next_million, proof, shadow_prices
from collector.planning.optimum.search import Search
from collector.planning.optimum.sound import check
from collector.planning.optimum.tidy import tidied
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import Budget, Pot, Problem, Solution

DEFAULT = Limits()
# Pins are few as a rule; of a thousand that money cannot pay one too many may be refused.
PINS = Limits(gap=2e-4, exact_groups=150, whole_groups=150, nodes=200, prices=False)
TIGHTER = (0, 1, 4, 16)  # units by which money is shortened if rounding overspent
STATUS = {"optimal": "optimal", "nodes": "node_limit", "time": "time_limit"}


class Solver:
    """One problem that is solved again for other budgets, pins and bans.

    The relaxation stays where it ended, so that a small change costs little. The
    answer depends on what was solved before in no more than which of two plans of
    equal value it names.
    """

    def __init__(self, problem: Problem, limits: Limits = DEFAULT) -> None:
        """Build the model.

        Raises:
            ValueError: The problem is not one.
            NoSolverError: HiGHS cannot be loaded.

        """
        check(problem)
        self.problem = problem
        self.limits = limits
        self._model = Model(problem)
        self._relaxed = Highs(self._model.matrix, whole=False, seed=limits.seed)
        self._groups = len({choice.group for choice in problem.choices})
        self._near = Search(self._model, self._relaxed, self._groups)

    def basis(self) -> Any:
        """Return where the relaxation ended, for ``start_from`` of a like problem."""
        return self._relaxed.basis()

    def start_from(self, basis: Any) -> None:
        """Begin at the *basis* of a problem with the same rows and columns."""
        self._relaxed.start_from(basis)

    def solve(
        self,
        budget: Budget | None = None,
        pinned: Mapping[str, int | None] | None = None,
        forbidden: Sequence[str] | None = None,
        *,
        limits: Limits | None = None,
    ) -> Solution:
        """Return the best plan for other money, pins or bans; None: the problem's own.

        So it is with *limits*, and those that the solver was made with.

        Raises:
            ValueError: The budget has other pots, years or carry-over than the problem's.

        """
        changes: dict[str, Any] = {}
        if budget is not None:
            own = self.problem.budget
            if (budget.carry_over, set(budget.pots_vnd)) != (
                own.carry_over,
                set(own.pots_vnd),
            ):
                raise ValueError("another budget has the same pots and carry-over")
            changes["budget"] = budget
        if pinned is not None:
            changes["pinned"] = dict(pinned)
        if forbidden is not None:
            changes["forbidden"] = tuple(forbidden)
        problem = msgspec.structs.replace(self.problem, **changes)
        check(problem)
        least = pins.settle(problem, lambda small: Solver(small, PINS).solve().chosen)
        return self._solved(problem, least, limits or self.limits)

    def _solved(
        self, problem: Problem, least: dict[str, int], limits: Limits
    ) -> Solution:
        held = {
            name
            for name, year in problem.pinned.items()
            if name in least and year in {None, least[name]}
        }
        self._bind(problem, held)
        best: Solution | None = None
        for fewer in TIGHTER:
            self._spend(problem, fewer)
            found = self._search(problem, held, limits)
            if best is None:
                best = found
            if not violations(problem, found):
                if limits.prices and not fewer:
                    found = self._priced(problem, found)
                return msgspec.structs.replace(
                    found, **proof(found.value, best.bound, problem, found.chosen)
                )
        assert best is not None  # noqa: S101 - TIGHTER is not empty
        stands = worth(problem, least)
        return msgspec.structs.replace(
            best,
            chosen=least,
            value=stands.value,
            unmet=stands.unmet,
            **proof(stands.value, best.bound, problem, least),
        )

    def _priced(self, problem: Problem, found: Solution) -> Solution:
        """Return *found* with what the next million brings in place of the duals."""
        about: dict[Pot | None, tuple[float, ...]] = {None: found.shadow_per_million}
        about.update(found.pot_shadow_per_million.items())
        exact = next_million(self._relaxed, self._model, problem, about)
        return msgspec.structs.replace(
            found,
            shadow_per_million=exact[None],
            pot_shadow_per_million={pot: by for pot, by in exact.items() if pot},
        )

    def _bind(self, problem: Problem, held: set[str]) -> None:
        """Set the bounds of columns and groups to bans and pins."""
        model, matrix = self._model, self._model.matrix
        barred = set(problem.forbidden)
        groups = {c.group: c.id for c in model.choices if c.id in held}
        for column, (choice, year) in enumerate(model.keys):
            asked = problem.pinned.get(choice.id)
            rival = groups.get(choice.group, choice.id) != choice.id
            late = choice.id in held and asked not in {None, year}
            out = choice.id in barred or rival or late
            alone = choice.id in held and choice.group not in model.group_rows
            matrix.upper[column] = 0.0 if out else 1.0
            matrix.lower[column] = 1.0 if alone else 0.0
        every = range(matrix.binaries)
        self._relaxed.columns_between(
            every, matrix.lower[: len(every)], matrix.upper[: len(every)]
        )
        for group, row in model.group_rows.items():
            matrix.row_lower[row] = 1.0 if group in groups else -INFINITY
            self._relaxed.row_between(row, matrix.row_lower[row], 1.0)

    def _spend(self, problem: Problem, fewer: int) -> None:
        """Set the money rows, shortened by *fewer* units."""
        for pot, year, row in self._model.money_rows:
            unit = self._model.units[pot]
            limit = unit.limit(limit_vnd(problem.budget, pot, year) - fewer * unit.vnd)
            self._model.matrix.row_upper[row] = limit
            self._relaxed.row_between(row, -INFINITY, limit)

    def _search(self, problem: Problem, held: set[str], limits: Limits) -> Solution:
        relaxed = self._relaxed.run()
        if relaxed.status != "optimal":
            return self._plan(problem, held, relaxed, relaxed, "lp")
        matrix = self._model.matrix
        gained = sum(
            -cost * value
            for cost, value in zip(
                matrix.cost[: matrix.binaries], relaxed.values, strict=False
            )
        )
        gap = limits.gap * max(gained, 0.0) * 0.5
        if self._groups <= limits.whole_groups:
            if self._groups <= limits.exact_groups:
                gap = 0.0
            found = self._near.whole(relaxed, gap, limits)
            return self._plan(problem, held, relaxed, found, "mip")
        found = self._near.core(relaxed, gap, limits)
        return self._plan(problem, held, relaxed, found, "core")

    def _plan(
        self,
        problem: Problem,
        held: set[str],
        relaxed: Outcome,
        found: Outcome,
        method: str,
    ) -> Solution:
        """Put what was found into the words of the problem."""
        model = self._model
        chosen = {
            choice.id: year
            for (choice, year), value in zip(model.keys, found.values, strict=False)
            if value > 0.5
        }
        chosen = tidied(problem, chosen)
        bound = model.constant(problem) - found.bound / model.unit
        if found.status == "infeasible":  # the solver gave up: the least plan is left
            bound = model.most()
        shadow = shadow_prices(model, problem, relaxed.duals)
        return Solution(
            chosen,
            value=worth(problem, chosen).value,
            bound=bound,
            gap=0.0,
            shadow_per_million=shadow[None],
            pot_shadow_per_million={pot: by for pot, by in shadow.items() if pot},
            unmet=worth(problem, chosen).unmet,
            refused=tuple(sorted(set(problem.pinned) - held)),
            method=method,
            status=STATUS.get(found.status, found.status),
        )


def solve(problem: Problem, limits: Limits = DEFAULT) -> Solution:
    """Return the best plan of *problem*.

    Raises:
        ValueError: The problem is not one.
        NoSolverError: HiGHS cannot be loaded.

    """
    return Solver(problem, limits).solve()

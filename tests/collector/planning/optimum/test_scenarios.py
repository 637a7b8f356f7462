"""Tests of other budgets for the same problem."""

import msgspec

from bench.plan_problems import office
from collector.planning.optimum import (
    QUICK,
    Solver,
    same_share,
    scenarios,
    violations,
    what_ifs,
)
from collector.planning.optimum.scenarios import scaled
from collector.planning.shapes.problem import Budget


def test_a_budget_is_scaled_with_its_pots_in_whole_vnd():
    """No rounding up: a fifth less is never more."""
    budget = Budget((101, 7), {"parts": (9, 0)}, carry_over=False)
    assert scaled(budget, -20) == Budget((80, 5), {"parts": (7, 0)}, carry_over=False)
    assert list(what_ifs(budget)) == ["-20", "-10", "+10", "+20"]


def test_more_money_is_never_worth_less():
    """Each scenario is sound for its own budget."""
    problem = office(15, seed=5).problem
    budgets = what_ifs(problem.budget)
    found = scenarios(Solver(problem), budgets)
    assert list(found) == list(budgets)
    values = [solution.value for solution in found.values()]
    assert values == sorted(values)
    quick = scenarios(Solver(problem), budgets, QUICK)
    for name, solution in quick.items():
        own = msgspec.structs.replace(problem, budget=budgets[name])
        assert violations(own, solution) == ()
        assert solution.value >= 0.95 * found[name].value


def test_the_share_that_stays():
    """Another year is the same line."""
    assert same_share({"a": 0, "b": 1}, {"a": 2, "c": 0}) == 0.5
    assert same_share({}, {"a": 0}) == 1.0

"""Tests of the optimum: against counting every plan, and of what is asked again."""

import itertools

from hypothesis import given, settings

from collector.planning.optimum import Limits, solve, violations
from tests.support.small_problems import best_by_counting, problems

CORE = Limits(exact_groups=0, whole_groups=0, core_columns=2)


def held(problem, solution):
    """Return the pins that were not refused."""
    return {
        name: year
        for name, year in problem.pinned.items()
        if name not in solution.refused
    }


@settings(max_examples=400, deadline=None)
@given(problems())
def test_the_optimum_is_that_of_counting(problem):
    """No plan among all is better, no constraint is broken, as few pins refused as can be."""
    solution = solve(problem)
    assert violations(problem, solution) == ()
    best = best_by_counting(problem, held(problem, solution))
    assert best is not None
    size = 1 + sum(max(map(abs, c.benefit)) for c in problem.choices)
    assert abs(best - solution.value) <= 2e-6 * size
    assert solution.bound >= best - 1e-6 * size
    assert solution.bound - solution.value <= 1e-5 * size
    for refused in itertools.combinations(
        problem.pinned, max(len(solution.refused) - 1, 0)
    ):
        if solution.refused:
            less = {n: y for n, y in problem.pinned.items() if n not in refused}
            assert best_by_counting(problem, less) is None


@settings(max_examples=150, deadline=None)
@given(problems())
def test_a_core_breaks_nothing_and_proves_its_gap(problem):
    """However few columns stay open, the plan is sound and its bound is one."""
    solution = solve(problem, CORE)
    assert violations(problem, solution) == ()
    best = best_by_counting(problem, held(problem, solution))
    size = 1 + sum(max(map(abs, c.benefit)) for c in problem.choices)
    assert best is not None
    assert solution.value <= best + 1e-9 * size
    assert solution.bound >= best - 1e-6 * size

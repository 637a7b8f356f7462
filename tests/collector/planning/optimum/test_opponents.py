"""Tests of the naive strategies that the optimum is measured against: fair opponents."""

import pytest
from hypothesis import given, settings

from bench.plan_naive import greedy, strategies
from bench.plan_problems import office
from collector.planning.optimum import solve
from collector.planning.optimum.check import constraints_broken
from collector.planning.optimum.worth import worth
from tests.support.small_problems import problems

OFFICE = office(60, seed=4)
NAIVE = strategies(
    OFFICE.problem,
    OFFICE.kind_of,
    OFFICE.age_years,
    OFFICE.specification,
    OFFICE.badness,
)


@pytest.mark.parametrize("name", NAIVE)
def test_a_strategy_breaks_no_rule_and_beats_no_optimum(name):
    """Each does something, and less than what can be done."""
    chosen = NAIVE[name]()
    assert chosen
    assert constraints_broken(OFFICE.problem, chosen) == ()
    best = solve(OFFICE.problem)
    assert worth(OFFICE.problem, chosen).value < best.value


@settings(max_examples=150, deadline=None)
@given(problems())
def test_greed_breaks_no_rule_of_any_problem(problem):
    """It takes only what is allowed at that moment."""
    assert constraints_broken(problem, greedy(problem)) == ()

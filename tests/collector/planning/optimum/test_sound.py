"""Tests of what is no problem at all."""

import pytest

from collector.planning.optimum import solve
from collector.planning.shapes.problem import Budget, Capacity, Choice, Problem

RAM = Choice("ram", "m", "parts", 1, (1.0,), (0,))


def problem(*choices, money=(9,), pots=None, **more):
    """Return a problem of one year."""
    return Problem(1, choices, Budget(money, pots or {}), **more)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (problem(RAM, RAM), "two choices are called ram"),
        (problem(RAM, money=(1, 2)), "the budget has not one amount for each year"),
        (problem(RAM, pots={"parts": ()}), "the pot parts has not one amount"),
        (
            problem(Choice("pc", "m", "assets", 1, (1.0,), (1,))),
            "pc: there is no benefit of year 1",
        ),
        (
            problem(Choice("pc", "m", "assets", 1, (1.0,), (0, 0))),
            "a year stands twice",
        ),
        (
            problem(Choice("pc", "m", "assets", 1, (float("nan"),), (0,))),
            "a benefit is no number",
        ),
        (
            problem(RAM, capacities=(Capacity("ports", 1, {"ram": -1}),)),
            "ports: uses and adds are not below zero",
        ),
        (Problem(0, (), Budget(())), "at least one year"),
    ],
)
def test_what_is_no_problem_is_refused(wrong, says):
    """The error names the place."""
    with pytest.raises(ValueError, match=says):
        solve(wrong)

"""Tests of pins: hard if any plan can have them, else refused."""

import pytest

from collector.planning.optimum import solve
from collector.planning.optimum.pins import drawn_in
from collector.planning.shapes.problem import (
    Budget,
    Capacity,
    Choice,
    Problem,
    Requirement,
)

CHOICES = (
    Choice("pc", "m", "assets", 30, (9.0, 5.0), (0, 1)),
    Choice("ram", "m", "parts", 10, (8.0, 4.0), (0, 1)),
    Choice("switch", "s", "assets", 20, (0.0, 0.0), (0, 1)),
)
NEEDS = (Requirement("pc", ("switch",)),)


def solved(pinned, money=(40, 40), **more):
    """Return the solution with *pinned*."""
    return solve(Problem(2, CHOICES, Budget(money), NEEDS, pinned=pinned, **more))


def test_a_pin_holds_though_something_else_is_better():
    """It takes with it what it needs."""
    assert solved({}).chosen == {"ram": 0}
    assert solved({"pc": None}).chosen.keys() == {"pc", "switch"}
    assert solved({"ram": 1}).chosen == {"ram": 1}


@pytest.mark.parametrize(
    ("pinned", "money", "more"),
    [
        ({"pc": 0}, (40, 40), {}),  # no money in that year
        ({"pc": None}, (24, 24), {}),  # none at all
        ({"gone": None}, (40, 40), {}),
        ({"ram": 2}, (40, 40), {}),  # no such year
        ({"ram": None}, (40, 40), {"forbidden": ("ram",)}),
        ({"pc": None}, (40, 40), {"forbidden": ("switch",)}),
    ],
)
def test_an_impossible_pin_is_refused(pinned, money, more):
    """The rest is planned as if it had not been pinned."""
    solution = solved(pinned, money, **more)
    assert solution.refused == tuple(pinned)
    for name, year in pinned.items():
        assert name not in solution.chosen or year not in {None, solution.chosen[name]}


def test_of_pins_that_exclude_each_other_the_better_one_holds():
    """As few as possible are refused."""
    solution = solved({"pc": None, "ram": None})
    assert solution.refused == ("ram",)
    assert solution.chosen.keys() == {"pc", "switch"}


def test_what_a_pin_draws_in_is_all_that_it_may_need():
    """Partners, what adds to a capacity that it uses, and what brings in money."""
    problem = Problem(
        2,
        (*CHOICES, Choice("plan", "p", "fees", 0, (0.0, 0.0), (0,), yearly_vnd=-5)),
        Budget((40, 40)),
        NEEDS,
        (Capacity("ports", 0, {"switch": 1}, {"core": 2}),),
    )
    assert drawn_in(problem, {"pc"}) == {"pc", "switch", "core", "plan"}
    assert drawn_in(problem, {"ram"}) == {"ram", "plan"}

"""Tests of the checker: every constraint that is broken is named, in whole VND."""

import msgspec
import pytest

from collector.planning.optimum import solve, violations
from collector.planning.shapes.problem import (
    Budget,
    Capacity,
    Choice,
    Must,
    Problem,
    Requirement,
    Share,
    Solution,
)


def choice(name, price=10, *, group="", years=(0, 1), yearly=0, pot="assets", owner=""):
    """Return a choice worth 4 in year 0 and 2 in year 1."""
    return Choice(name, group or name, pot, price, (4.0, 2.0), years, yearly, owner)


PROBLEM = Problem(
    2,
    (
        choice("line", 0, yearly=5, pot="fees"),
        choice("pc", 30, group="m", owner="a"),
        choice("ram", 10, group="m", pot="parts", owner="a"),
        choice("switch", 20, years=(1,)),
    ),
    Budget((40, 40), {"parts": (9, 9)}),
    requirements=(Requirement("pc", ("switch",)),),
    capacities=(Capacity("ports", 0, {"line": 1}, {"switch": 2}),),
    musts=(Must("failing", ("pc", "ram"), 3.0, 1),),
    shares=(Share("a", 1_000_000, 2.0),),
    approved={"switch": 1},
    churn_penalty=0.5,
)


def said(chosen, problem=PROBLEM, **words):
    """Return what the checker says of a plan whose words are right unless given."""
    right = {"value": 0.0, "bound": 100.0, "gap": 0.0, "shadow_per_million": ()}
    return violations(problem, Solution(chosen, **(right | words)))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"printer": 0}, "printer: there is no such choice"),
        ({"switch": 0}, "switch: not in year 0"),
        ({"pc": 1, "ram": 1, "switch": 1}, "m: 2 of the group"),
        ({"pc": 0, "switch": 1}, "pc: nothing that it requires is done by year 0"),
        ({"line": 0}, "ports: 1 of 0 in year 0"),
        ({"ram": 0}, "parts of year 0: 1 VND too much"),
    ],
)
def test_a_broken_constraint_is_named(chosen, expected):
    """Each sentence names what is wrong and by how much."""
    assert expected in said(chosen)


@pytest.mark.parametrize(
    ("carry_over", "expected"),
    [(True, ()), (False, ("total of year 1: 10 VND too much",))],
)
def test_what_a_year_leaves_is_spent_later_only_if_carried_over(carry_over, expected):
    """The limit of a year is its own, or all that was there by then."""
    problem = msgspec.structs.replace(
        PROBLEM, budget=Budget((40, 40), carry_over=carry_over)
    )
    found = said({"pc": 1, "switch": 1}, problem)
    assert tuple(text for text in found if "VND" in text) == expected


def test_fees_come_again_in_each_later_year():
    """A line costs its fee from the year on in which it is taken."""
    problem = msgspec.structs.replace(
        PROBLEM, capacities=(), budget=Budget((5, 4), carry_over=False)
    )
    found = said({"line": 0}, problem)
    assert "total of year 1: 1 VND too much" in found


def test_the_forbidden_and_the_pinned_are_checked():
    """A pin is done in its year or refused, never both."""
    problem = msgspec.structs.replace(
        PROBLEM, forbidden=("ram",), pinned={"switch": None, "pc": 0}
    )
    pinned = "{}: pinned, and neither done nor refused, or both"
    assert "ram: forbidden" in said({"ram": 1}, problem)
    assert pinned.format("switch") in said({}, problem)
    assert pinned.format("pc") in said({"pc": 1, "switch": 1}, problem)
    assert pinned.format("switch") in said(
        {"switch": 1}, problem, refused=("switch", "pc")
    )


def test_words_that_are_not_so_are_named():
    """Value, bound and what is unmet are reckoned anew."""
    solution = solve(PROBLEM)
    assert violations(PROBLEM, solution) == ()
    for field, wrong in (
        ("value", solution.value + 1),
        ("bound", solution.value - 1),
        ("unmet", ("no",)),
    ):
        mutated = msgspec.structs.replace(solution, **{field: wrong})
        assert any(field in text for text in violations(PROBLEM, mutated)), field

"""Tests of quarters: needs first, musts first, then worth, within the quarters' money."""

from hypothesis import given, settings
from hypothesis import strategies as st

from collector.planning.optimum import quarters, solve
from collector.planning.shapes.problem import (
    Budget,
    Capacity,
    Choice,
    Must,
    Problem,
    Requirement,
)
from tests.support.small_problems import problems


def choice(name, price, benefit=1.0, yearly=0):
    """Return a choice of two years."""
    years = (0, 1)
    return Choice(name, name, "assets", price, (benefit,) * 2, years, yearly)


def problem(*choices, **more):
    """Return a problem with money enough."""
    return Problem(2, choices, Budget((1000, 1000)), **more)


def all_in(year, subject):
    """Return a plan that does everything in *year*."""
    return {choice.id: year for choice in subject.choices}


def test_what_brings_most_for_its_money_goes_first():
    """A year's money is spread over its quarters."""
    subject = problem(*(choice(f"c{n}", 10, benefit=n + 1.0) for n in range(4)))
    assert quarters(subject, all_in(0, subject)) == {"c3": 0, "c2": 1, "c1": 2, "c0": 3}
    assert quarters(subject, all_in(1, subject)) == {"c3": 4, "c2": 5, "c1": 6, "c0": 7}


def test_a_plan_that_begins_within_a_year_has_the_quarters_that_remain():
    """Quarters are counted from the plan's first."""
    subject = problem(*(choice(f"c{n}", 10, benefit=n + 1.0) for n in range(4)))
    assert quarters(subject, {"c0": 0, "c1": 0, "c2": 0, "c3": 1}, 3) == {
        "c0": 1,
        "c1": 1,
        "c2": 0,
        "c3": 5,
    }
    assert set(quarters(subject, all_in(0, subject), 4).values()) == {0}


def test_a_must_goes_before_what_is_worth_more():
    """What has to be done waits for nothing."""
    subject = problem(
        choice("a", 10, 9.0), choice("b", 10, 0.1), musts=(Must("m", ("b",), 1.0),)
    )
    assert quarters(subject, all_in(0, subject)) == {"b": 1, "a": 3}


def test_what_is_needed_goes_first_and_with_the_worth_of_who_needs_it():
    """A switch of no benefit of its own comes before the PC behind it, and early."""
    subject = problem(
        choice("other", 10, 5.0),
        choice("pc", 10, 9.0),
        choice("switch", 10, 0.0),
        requirements=(Requirement("pc", ("switch",)),),
    )
    found = quarters(subject, all_in(0, subject))
    assert found == {"switch": 1, "pc": 2, "other": 3}


def test_what_adds_goes_before_what_uses():
    """Free ports have to be there."""
    subject = problem(
        choice("pc", 10, 9.0),
        choice("switch", 90, 0.0),
        capacities=(Capacity("ports", 0, {"pc": 1}, {"switch": 8}),),
    )
    found = quarters(subject, all_in(0, subject))
    assert found["switch"] <= found["pc"]


def test_a_dear_thing_is_not_overtaken_for_ever():
    """What is worth less takes no money that the dear thing will need."""
    small = (choice(f"s{n}", 10, 0.1) for n in range(6))
    subject = problem(choice("dear", 40, 9.0), *small)
    found = quarters(subject, all_in(0, subject))
    assert found["dear"] == 1
    assert [found[f"s{n}"] for n in range(6)].count(0) == 1


def test_a_circle_of_needs_is_done_all_the_same():
    """Two that need each other are done."""
    subject = problem(
        choice("a", 10),
        choice("b", 10),
        requirements=(Requirement("a", ("b",)), Requirement("b", ("a",))),
    )
    assert quarters(subject, all_in(0, subject)).keys() == {"a", "b"}


@settings(max_examples=200, deadline=None)
@given(problems(), st.integers(1, 4))
def test_everything_has_a_quarter_of_its_year(subject, first):
    """Nothing is lost, and what is done earlier is never needed by what is done before."""
    chosen = solve(subject).chosen
    found = quarters(subject, chosen, first)
    assert found.keys() == chosen.keys()
    for name, quarter in found.items():
        assert (quarter + first - 1) // 4 == chosen[name]
    assert found == quarters(subject, dict(reversed(chosen.items())), first)

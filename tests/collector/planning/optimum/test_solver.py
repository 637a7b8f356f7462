"""Tests of the optimum: against counting every plan, and of what is asked again."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plan_problems import office
from collector.planning.optimum import (
    Limits,
    NoSolverError,
    Solver,
    solve,
    violations,
    what_ifs,
)
from collector.planning.shapes.problem import (
    Budget,
    Choice,
    Must,
    Problem,
    Requirement,
)
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


def choice(name, price, benefit, *, group="", pot="assets", yearly=0):
    """Return a choice of as many years as *benefit* has."""
    years = tuple(range(len(benefit)))
    return Choice(name, group or name, pot, price, benefit, years, yearly)


def test_without_money_only_what_is_free_is_done():
    """A budget of zero is a budget, and so is one below zero."""
    choices = (choice("clean", 0, (1.0,)), choice("pc", 1, (9.0,)))
    for money in (0, -5):
        solution = solve(Problem(1, choices, Budget((money,))))
        assert solution.chosen == {"clean": 0}
        assert (solution.value, solution.gap, solution.status) == (1.0, 0.0, "optimal")


def test_an_empty_problem_has_an_empty_plan():
    """Nothing to do is worth nothing, and proved."""
    solution = solve(Problem(3, (), Budget((1, 1, 1), {"parts": (1, 1, 1)})))
    assert (solution.chosen, solution.value, solution.gap) == ({}, 0.0, 0.0)
    assert solution.shadow_per_million == (0.0, 0.0, 0.0)
    assert solution.pot_shadow_per_million == {"parts": (0.0, 0.0, 0.0)}


def test_a_cheaper_line_pays_for_a_part():
    """What a year saves may be spent in that year."""
    choices = (
        choice("line", 0, (0.0, 0.0), pot="fees", yearly=-7),
        choice("ram", 10, (5.0, 4.0), pot="parts"),
    )
    carried = solve(Problem(2, choices, Budget((3, 0))))
    assert carried.chosen == {"line": 0, "ram": 0}
    poor = solve(Problem(2, choices, Budget((0, 2), carry_over=False)))
    assert "ram" not in poor.chosen
    saved = solve(Problem(2, choices, Budget((0, 0))))
    assert saved.chosen == {"line": 0, "ram": 1}


def test_a_vnd_too_much_is_too_much_beside_large_numbers():
    """Limits hold to the VND, however large and odd the prices are."""
    prices = (999_999_999_989, 1_000_000_000_039, 7)
    choices = tuple(
        choice(name, price, (worth_of,))
        for name, price, worth_of in zip("abc", prices, (5.0, 5.1, 4.0), strict=True)
    )
    exactly = sum(prices)
    assert solve(Problem(1, choices, Budget((exactly,)))).chosen.keys() == set("abc")
    solution = solve(Problem(1, choices, Budget((exactly - 1,))))
    assert solution.chosen.keys() == {"a", "b"}


def test_a_chain_of_needs_is_done_as_a_whole_and_in_time():
    """PC, port, switch, uplink: each is there when the next needs it."""
    names = ("pc", "switch", "core", "router")
    choices = (
        choice("pc", 1, (9.0, 8.0)),
        *(choice(name, 1, (0.0, 0.0)) for name in names[1:]),
    )
    chain = tuple(map(lambda a, b: Requirement(a, (b,)), names, names[1:]))
    whole = Problem(2, choices, Budget((4, 0)), chain)
    assert solve(whole).chosen == dict.fromkeys(names, 0)
    assert solve(msgspec.structs.replace(whole, budget=Budget((3, 0)))).chosen == {}
    broken = msgspec.structs.replace(whole, forbidden=("router",))
    assert solve(broken).chosen == {}


def test_a_circle_of_needs_is_done_together_or_not_at_all():
    """Neither is there without the other."""
    choices = (choice("plan", 2, (5.0,)), choice("router", 2, (0.0,)))
    circle = (Requirement("plan", ("router",)), Requirement("router", ("plan",)))
    for money, expected in ((4, {"plan": 0, "router": 0}), (3, {})):
        assert solve(Problem(1, choices, Budget((money,)), circle)).chosen == expected


def test_what_brings_nothing_is_not_bought_with_money_left():
    """Thrift: nobody needs the switch, and of two alike the cheaper is taken."""
    choices = (
        choice("dear", 5, (3.0,), group="m"),
        choice("cheap", 4, (3.0,), group="m"),
        choice("switch", 1, (0.0,)),
    )
    assert solve(Problem(1, choices, Budget((100,)))).chosen == {"cheap": 0}


def test_a_must_is_done_or_named():
    """What money leaves out is said, and never makes a plan impossible."""
    must = Must("failing", ("pc",), 50.0)
    choices = (choice("pc", 10, (0.1,)), choice("ram", 10, (9.0,)))
    done = solve(Problem(1, choices, Budget((10,)), musts=(must,)))
    assert (done.chosen, done.unmet) == ({"pc": 0}, ())
    left = solve(Problem(1, choices[1:], Budget((10,)), musts=(must,)))
    assert (left.chosen, left.unmet, left.value) == ({"ram": 0}, ("failing",), -41.0)
    assert left.gap == 0.0


def test_a_line_of_the_approved_plan_stays_if_little_is_lost():
    """Churn costs a part of its benefit."""
    choices = (choice("a", 10, (5.0,)), choice("b", 10, (5.2,)))
    problem = Problem(1, choices, Budget((10,)), approved={"a": 0})
    assert solve(problem).chosen == {"b": 0}
    steady = msgspec.structs.replace(problem, churn_penalty=0.1)
    assert solve(steady).chosen == {"a": 0}


def test_the_shadow_price_is_what_the_next_million_brings():
    """By year: with carry-over money of an early year may also be spent later."""
    million = 1_000_000
    choices = (
        choice("cable", 1_000, (0.0, 0.0)),
        *(choice(f"c{n}", 2 * million, (2.0 * n, 1.0 * n)) for n in range(1, 9)),
    )
    solution = solve(Problem(2, choices, Budget((5 * million, 4 * million))))
    # A million of year 1 does half of c4; one of year 0 half of c6 a year earlier, too.
    assert solution.shadow_per_million == pytest.approx((5.0, 2.0), abs=1e-3)
    plenty = solve(Problem(2, choices, Budget((20 * million, 0), carry_over=False)))
    assert plenty.shadow_per_million == (0.0, 0.0)


def test_another_budget_is_solved_as_if_it_were_the_first():
    """The warm solver finds the value of a fresh one, and its pins and bans go again."""
    problem = office(12, seed=3).problem
    solver = Solver(problem)
    first = solver.solve()
    for budget in what_ifs(problem.budget).values():
        warm = solver.solve(budget)
        other = msgspec.structs.replace(problem, budget=budget)
        assert violations(other, warm) == ()
        assert warm.value == pytest.approx(solve(other).value, rel=1e-5)
    pinned = next(c.id for c in problem.choices if c.id not in first.chosen)
    banned = next(iter(first.chosen))
    changed = solver.solve(pinned={pinned: None}, forbidden=(banned,))
    assert (pinned in changed.chosen) == (pinned not in changed.refused)
    assert banned not in changed.chosen
    assert solver.solve().value == pytest.approx(first.value, rel=1e-5)


def test_a_budget_of_other_pots_needs_a_new_solver():
    """The rows are there once."""
    solver = Solver(Problem(1, (choice("a", 1, (1.0,)),), Budget((1,))))
    with pytest.raises(ValueError, match="same pots"):
        solver.solve(Budget((1,), {"parts": (1,)}))


@settings(max_examples=50, deadline=None)
@given(problems(), st.randoms())
def test_the_order_of_the_problem_does_not_matter(problem, rng):
    """The same problem in another order has the same solution, to the byte."""

    def mixed(values):
        return tuple(rng.sample(list(values), len(values)))

    other = msgspec.structs.replace(
        problem,
        choices=mixed(problem.choices),
        requirements=mixed(problem.requirements),
        pinned=dict(mixed(tuple(problem.pinned.items()))),
    )
    assert msgspec.json.encode(solve(other)) == msgspec.json.encode(solve(problem))


def test_another_process_finds_the_same_bytes():
    """Neither hashes nor threads nor time change the plan."""
    program = (
        "import msgspec, hashlib; from bench.plan_problems import office;"
        "from collector.planning.optimum import Limits, solve;"
        "for_core = Limits(exact_groups=0, whole_groups=0, core_columns=50);"
        "print(*(hashlib.sha256(msgspec.json.encode(solve(office(30).problem, limits)))"
        ".hexdigest() for limits in (Limits(), for_core)))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[4],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert len(next(iter(said)).split()) == 2  # and the solver printed nothing


@pytest.mark.parametrize("whole_groups", [0, 500])
def test_a_search_without_time_leaves_the_pins_and_an_honest_gap(whole_groups):
    """What was promised stands, no rule is broken, and the bound is the relaxation's."""
    problem = office(40, seed=2).problem
    pinned = next(c.id for c in problem.choices if c.id.endswith("/replace"))
    problem = msgspec.structs.replace(problem, pinned={pinned: None})
    limits = Limits(whole_groups=whole_groups, core_columns=1, time_s=0.0)
    solution = solve(problem, limits)
    assert violations(problem, solution) == ()
    assert pinned in solution.chosen
    assert solution.status == "time_limit"
    best = solve(problem)
    assert best.value <= solution.bound * 1.000001
    assert 0 <= solution.gap <= 1


def test_without_the_solver_the_error_says_what_to_install(monkeypatch):
    """A collector without HiGHS runs; only planning says what is missing."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(NoSolverError, match="install the package highspy"):
        solve(Problem(1, (), Budget((1,))))

"""Small planning problems of every kind of constraint, and their optimum by counting."""

import itertools
from collections.abc import Iterator

from hypothesis import strategies as st

from collector.planning.optimum.check import constraints_broken
from collector.planning.optimum.worth import worth
from collector.planning.shapes.problem import (
    POTS,
    Budget,
    Capacity,
    Choice,
    Must,
    Problem,
    Requirement,
    Share,
)

OWNERS = ("", "ke-toan", "van-phong")


def plans(problem: Problem) -> Iterator[dict[str, int]]:
    """Yield every way to choose years for choices, sound or not."""
    ways = [[None, *choice.years] for choice in problem.choices]
    for years in itertools.product(*ways):
        yield {
            choice.id: year
            for choice, year in zip(problem.choices, years, strict=True)
            if year is not None
        }


def best_by_counting(problem: Problem, held: dict[str, int | None]) -> float | None:
    """Return the highest value of a plan that does what is *held*; None if none can."""
    best = None
    for chosen in plans(problem):
        if any(
            name not in chosen or year not in {None, chosen[name]}
            for name, year in held.items()
        ):
            continue
        value = worth(problem, chosen).value
        if (best is None or value > best) and not constraints_broken(problem, chosen):
            best = value
    return best


@st.composite
def problems(draw: st.DrawFn, *, most: int = 6) -> Problem:
    """Draw a problem of few choices and years with constraints of all kinds."""
    years = draw(st.integers(1, 3 if most <= 6 else 2))
    unit = draw(st.sampled_from((1, 1000, 10_000_019, 10**12)))
    names = [f"c{n}" for n in range(draw(st.integers(0, most)))]
    benefit = st.one_of(st.integers(-3, 9).map(float), st.floats(0, 10, width=32))
    choices = tuple(
        Choice(
            name,
            draw(st.sampled_from(("g0", "g1", "g2", name))),
            draw(st.sampled_from(POTS)),
            draw(st.integers(-1, 9)) * unit,
            tuple(draw(benefit) for _ in range(years)),
            tuple(sorted(draw(st.sets(st.integers(0, years - 1))))),
            yearly_vnd=draw(st.sampled_from((0, 0, 0, 1, 3, -2))) * unit,
            owner=draw(st.sampled_from(OWNERS)),
        )
        for name in names
    )
    name = st.sampled_from([*names, "gone"])
    few = st.lists(name, max_size=3, unique=True).map(tuple)
    year = st.integers(0, years - 1)
    money = st.lists(st.integers(-1, 25), min_size=years, max_size=years)
    money = money.map(lambda by_year: tuple(vnd * unit for vnd in by_year))

    def several(strategy, most=2):
        return tuple(draw(st.lists(strategy, max_size=most)))

    numbered = itertools.count()
    return Problem(
        years,
        choices,
        Budget(
            draw(money),
            draw(st.dictionaries(st.sampled_from(POTS), money, max_size=2)),
            carry_over=draw(st.booleans()),
        ),
        requirements=several(st.builds(Requirement, name, few), 4),
        capacities=several(
            st.builds(
                Capacity,
                st.just("ports"),
                st.integers(-1, 3),
                st.dictionaries(name, st.integers(0, 2), max_size=4),
                st.dictionaries(name, st.integers(0, 3), max_size=2),
            )
        ),
        musts=several(
            st.builds(
                lambda any_of, penalty, year: Must(
                    f"m{next(numbered)}", any_of, penalty, year
                ),
                few,
                st.sampled_from((0.5, 20.0, 1000.0)),
                year,
            )
        ),
        shares=several(
            st.builds(
                Share,
                st.sampled_from(OWNERS),
                st.integers(0, 9).map(lambda n: n * unit),
                st.sampled_from((0.1 / unit * 1e6, 3 / unit * 1e6)),
            )
        ),
        pinned=draw(
            st.one_of(
                st.just({}),
                st.dictionaries(name, st.none() | st.integers(0, 2), max_size=2),
            )
        ),
        forbidden=several(name, 1),
        approved=draw(st.dictionaries(name, year, max_size=2)),
        churn_penalty=draw(st.sampled_from((0.0, 0.1, 0.5))),
    )


PC, LAPTOP = 12_500_000, 13_500_000


def office_of_musts(count, money):
    """Return PCs and laptops that must be replaced, and *money* for some of them."""
    names = [f"{number:03}" for number in range(count)]
    prices = [LAPTOP if number % 2 else PC for number in range(count)]
    return Problem(
        years=1,
        choices=tuple(
            Choice(name, name, "assets", price, (1.0,), (0,))
            for name, price in zip(names, prices, strict=True)
        ),
        budget=Budget((money,)),
        musts=tuple(Must(n, (n,), 50.0) for n in names),
    )

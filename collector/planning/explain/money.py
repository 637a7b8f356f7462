"""The money of a plan: by pot and year, and by quarter; the same sums both ways."""

from collections import Counter
from collections.abc import Iterable

from collector.planning.shapes.plan import PlanLine, PotYear, Quarter
from collector.planning.shapes.problem import POTS, Budget, Pot
from collector.planning.shapes.wish import Wish


def pots(lines: Iterable[PlanLine], budget: Budget, wish: Wish) -> tuple[PotYear, ...]:
    """Return what each pot spends in each year; fees recur in all later years."""
    spent: Counter[tuple[Pot, int]] = Counter()
    years = range(wish.first_year, wish.first_year + wish.years)
    for line in lines:
        spent[line.pot, line.year] += line.price_vnd
        for year in years:
            if year >= line.year:
                spent["fees", year] += line.yearly_vnd
    return tuple(
        PotYear(
            pot,
            year,
            spent[pot, year],
            budget.pots_vnd[pot][number] if pot in budget.pots_vnd else None,
        )
        for number, year in enumerate(years)
        for pot in POTS
    )


def by_quarter(lines: Iterable[PlanLine], wish: Wish) -> tuple[Quarter, ...]:
    """Return what each quarter spends.

    The fees of a year are paid with the line's quarter, in later years with the first.
    """
    names = [
        f"{year}Q{quarter}"
        for year in range(wish.first_year, wish.first_year + wish.years)
        for quarter in range(1, 5)
    ]
    names = names[names.index(wish.from_quarter) :]
    spent: Counter[tuple[str, Pot]] = Counter()
    for line in lines:
        spent[line.quarter, line.pot] += line.price_vnd
        spent[line.quarter, "fees"] += line.yearly_vnd
        for year in range(line.year + 1, wish.first_year + wish.years):
            spent[f"{year}Q1", "fees"] += line.yearly_vnd
    return tuple(
        Quarter(name, spent[name, "assets"], spent[name, "parts"], spent[name, "fees"])
        for name in names
    )

"""What is asked of a plan: money, time, and what people have decided."""

import re

import msgspec

from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.problem import Pot
from collector.planning.shapes.records import Decision

MOST_YEARS = 10
MOST_BUDGET_VND = 10**15
_QUARTER = re.compile(r"(20\d\d)Q([1-4])")


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """One question to the planner.

    ``budget_vnd`` is for all ``years`` together, in equal parts unless
    ``budget_by_year_vnd`` says otherwise; ``pots_vnd`` ends single pots, by year.
    ``scenarios`` asks for other budgets, ``disturbed`` for how many disturbed solves.

    Raises:
        ValueError: no plan can be made for it; the text says why.
    """

    budget_vnd: int
    years: int = 3
    from_quarter: str = "2027Q1"
    budget_by_year_vnd: tuple[int, ...] = ()
    pots_vnd: dict[Pot, tuple[int, ...]] = {}
    decisions: tuple[Decision, ...] = ()
    approved: ApprovedPlan | None = None
    scenarios: bool = True
    disturbed: int = 20

    def __post_init__(self) -> None:
        if not 0 <= self.budget_vnd <= MOST_BUDGET_VND:
            raise ValueError("budget_vnd: from 0 to 10^15")
        if not 1 <= self.years <= MOST_YEARS:
            raise ValueError(f"years: from 1 to {MOST_YEARS}")
        if _QUARTER.fullmatch(self.from_quarter) is None:
            raise ValueError(
                f"from_quarter: write it as 2027Q1, not {self.from_quarter}"
            )
        amounts = [self.budget_by_year_vnd, *self.pots_vnd.values()]
        for by_year in amounts:
            if by_year and len(by_year) != self.years:
                raise ValueError("an amount for each year is needed")
            if any(amount < 0 for amount in by_year):
                raise ValueError("an amount below zero cannot be spent")
        if self.budget_by_year_vnd and sum(self.budget_by_year_vnd) != self.budget_vnd:
            raise ValueError("the years' amounts are not the budget together")

    @property
    def first_year(self) -> int:
        """The calendar year of the plan's first year."""
        return int(self.from_quarter[:4])

    @property
    def first_quarter(self) -> int:
        """The quarter (1 to 4) with which the plan begins."""
        return int(self.from_quarter[-1])

    def by_year(self) -> tuple[int, ...]:
        """Return the money of each year, together exactly the budget."""
        if self.budget_by_year_vnd:
            return self.budget_by_year_vnd
        parts = range(self.years + 1)
        edges = [self.budget_vnd * part // self.years for part in parts]
        return tuple(edges[n + 1] - edges[n] for n in range(self.years))

"""What an address of the plan's pages asks for. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from collector.planning.shapes.plan import LineKind, Plan, PlanLine
from collector.planning.shapes.wish import MOST_YEARS, Wish

PATH = "/plan"
DEFAULT_BUDGET = 500_000_000
MOST_VND = 10**14
SLIDER_MOST = 2_000_000_000
SLIDER_STEP = 10_000_000
KINDS: tuple[LineKind, ...] = get_args(LineKind)


@dataclass(frozen=True)
class Asked:
    """Money, years and quarter of a plan, and which of its lines are shown."""

    budget: int = DEFAULT_BUDGET
    years: int = 3
    quarter: str = ""
    department: str = ""
    kind: str = ""
    year: str = ""
    grade: str = ""

    def wish(self, this_year: int) -> Wish:
        """Return the question to the planner; it begins with the next year.

        Raises:
            ValueError: the quarter cannot be.
        """
        return Wish(
            budget_vnd=self.budget,
            years=self.years,
            from_quarter=self.quarter or f"{this_year + 1}Q1",
        )

    def query(self, **more: str) -> str:
        """Return the query of the same plan, with *more*."""
        kept = {"budget": str(self.budget), "years": str(self.years)}
        if self.quarter:
            kept["quarter"] = self.quarter
        return urlencode(kept | more)

    def with_other(self, budget: str | None) -> "Asked":
        """Return the same question for another budget; half as much more if not given."""
        most = self.budget + self.budget // 2
        return replace(self, budget=_number(budget, most, 0, MOST_VND))

    def shows(self, line: PlanLine) -> bool:
        """Return whether *line* passes the filters."""
        return (
            self.department in {"", line.department}
            and self.kind in {"", line.kind}
            and self.year in {"", str(line.year)}
            and self.grade in {"", line.grade}
        )


def read_asked(params: Mapping[str, str]) -> Asked:
    """Return what *params* ask for; what cannot be is brought into its bounds."""
    known = {kind for kind in KINDS if kind == params.get("kind")}
    asked = Asked(
        budget=_number(params.get("budget"), DEFAULT_BUDGET, 0, MOST_VND),
        years=_number(params.get("years"), 3, 1, MOST_YEARS),
        quarter=params.get("quarter", "")[:6],
        department=params.get("department", "")[:255],
        kind=next(iter(known), ""),
        year=params.get("year", "")[:4],
        grade=params.get("grade", "")[:10],
    )
    try:
        asked.wish(2026)
    except ValueError:
        return replace(asked, quarter="")
    return asked


def _number(text: str | None, default: int, least: int, most: int) -> int:
    digits = "".join(c for c in (text or "")[:20] if c in "0123456789")
    return min(max(int(digits), least), most) if digits else default


def departments(plan: Plan) -> list[str]:
    """Return the departments of a plan's lines."""
    return sorted({line.department for line in plan.lines if line.department})

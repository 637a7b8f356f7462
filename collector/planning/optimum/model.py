"""A problem as a matrix: a column for each choice and year, and rows for what binds them.

Minimised is what is lost, in units in which the best single choice is 1,000. Of plans of
the same benefit the cheaper one is better by so little that no benefit is given for it.
"""

from collector.planning.optimum.matrix import INFINITY, Matrix
from collector.planning.optimum.money import Unit, unit_of
from collector.planning.shapes.problem import (
    POTS,
    Budget,
    Choice,
    Pot,
    Problem,
    Requirement,
)

BEST = 1000.0
PETTY = 1e-6  # of a must's penalty: a benefit below it is not told from none
TINY = 1e-9
THRIFT = 1e-7  # the share of all benefit that thrift weighs


def spending(choice: Choice, year: int, upto: int, pot: Pot | None) -> tuple[int, int]:
    """Return what *choice* done in *year* costs by and in the year *upto*, of *pot*.

    Without *pot* it is what it costs altogether.
    """
    price = choice.price_vnd if pot in {None, choice.pot} else 0
    fee = choice.yearly_vnd if pot in {None, "fees"} else 0
    if year > upto:
        return 0, 0
    return price + fee * (upto - year + 1), fee + (price if year == upto else 0)


class Model:
    """The matrix of a problem, and where in it stands what."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.choices = sorted(problem.choices, key=lambda choice: choice.id)
        self.matrix = Matrix()
        self.keys: list[tuple[Choice, int]] = []
        self.columns: dict[str, dict[int, int]] = {}
        self.group_rows: dict[str, int] = {}
        self.money_rows: list[tuple[Pot | None, int, int]] = []  # pot, year, row
        self.units: dict[Pot | None, Unit] = {}
        self.partners: set[str] = set()  # choices that make others possible
        self.open_columns: list[int] = []  # 1 where a must is not met
        self.open_row: int | None = None  # their sum
        self.unit = self._objective_unit()
        self.thrift = self._thrift()
        self._add_choices()
        self._add_groups()
        self._add_requirements()
        self._add_capacities()
        self._add_musts()
        self._add_shares()
        self._add_money()

    def _objective_unit(self) -> float:
        best = max(
            (abs(choice.benefit[t]) for choice in self.choices for t in choice.years),
            default=0.0,
        )
        best = max(
            best, PETTY * max((m.penalty for m in self.problem.musts), default=0)
        )
        return BEST / best if best > TINY else 1.0

    def _thrift(self) -> float:
        """Return what a VND weighs, so that all money there is weighs next to nothing."""
        return THRIFT * self.most() / max(self._dearest(), 1)

    def _dearest(self) -> int:
        """Return what everything would cost, were it done at once."""
        last = self.problem.years - 1
        return sum(
            max(abs(spending(choice, t, last, None)[0]) for t in choice.years)
            for choice in self.choices
            if choice.years
        )

    def most(self) -> float:
        """Return a bound of the value that needs no solver."""
        best: dict[str, float] = {}
        for choice in self.choices:
            more = max((choice.benefit[t] for t in choice.years), default=0.0)
            best[choice.group] = max(best.get(choice.group, 0.0), more)
        return sum(best.values())

    def constant(self, problem: Problem) -> float:
        """Return what a bound of the matrix lacks to be one of the problem's value."""
        promised = sum(
            problem.churn_penalty * max(choice.benefit[year], 0.0)
            for choice in self.choices
            if (year := problem.approved.get(choice.id, -1)) in choice.years
        )
        money = sum(max(vnd, 0) for vnd in problem.budget.total_vnd)
        return self.thrift * min(money, self._dearest()) - promised

    def _add_choices(self) -> None:
        problem, last = self.problem, self.problem.years - 1
        for choice in self.choices:
            kept = problem.approved.get(choice.id)
            years = self.columns[choice.id] = {}
            for year in sorted(choice.years):
                worth = choice.benefit[year]
                if kept == year:
                    worth += problem.churn_penalty * max(worth, 0.0)
                worth -= self.thrift * spending(choice, year, last, None)[0]
                years[year] = self.matrix.add_column(-worth * self.unit)
                self.keys.append((choice, year))
        self.matrix.binaries = self.matrix.columns

    def by(self, choice: str, year: int) -> list[int]:
        """Return the columns of *choice* up to *year*."""
        return [
            column for t, column in self.columns.get(choice, {}).items() if t <= year
        ]

    def _add_groups(self) -> None:
        members: dict[str, list[int]] = {}
        for choice in self.choices:
            members.setdefault(choice.group, []).extend(
                self.columns[choice.id].values()
            )
        for group, columns in members.items():
            if len(columns) > 1:
                self.group_rows[group] = self.matrix.add_row(
                    dict.fromkeys(columns, 1.0), lower=-INFINITY, upper=1.0
                )

    def _add_requirements(self) -> None:
        """Add rows for all choices of a group with the same partners: they are tighter."""
        groups = {choice.id: choice.group for choice in self.choices}
        alike: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for requirement in self.problem.requirements:
            if self._holds_always(requirement):
                continue
            partners = tuple(sorted(set(requirement.any_of) & self.columns.keys()))
            self.partners.update(partners)
            alike.setdefault((groups[requirement.choice], partners), set()).add(
                requirement.choice
            )
        for (_, partners), needy in sorted(alike.items()):
            for year in range(self.problem.years):
                if any(year in self.columns[choice] for choice in needy):
                    row = dict.fromkeys(
                        (c for who in sorted(needy) for c in self.by(who, year)), 1.0
                    )
                    row |= dict.fromkeys(
                        (c for who in partners for c in self.by(who, year)), -1.0
                    )
                    self.matrix.add_row(row, lower=-INFINITY, upper=0.0)

    def _holds_always(self, requirement: Requirement) -> bool:
        return (
            requirement.choice in requirement.any_of
            or requirement.choice not in self.columns
        )

    def _add_capacities(self) -> None:
        for capacity in self.problem.capacities:
            net: dict[str, float] = dict(capacity.uses)
            for choice, more in capacity.adds.items():
                net[choice] = net.get(choice, 0.0) - more
            self.partners.update(choice for choice, more in net.items() if more < 0)
            for year in range(self.problem.years):
                row = {
                    column: used
                    for choice, used in sorted(net.items())
                    if used
                    for column in self.by(choice, year)
                }
                if any(used > 0 for used in row.values()):
                    available = float(max(capacity.available, 0))
                    self.matrix.add_row(row, lower=-INFINITY, upper=available)

    def _add_musts(self) -> None:
        for must in self.problem.musts:
            row = {
                column: 1.0
                for choice in sorted(set(must.any_of))
                for column in self.by(choice, must.year)
            }
            column = self.matrix.add_column(must.penalty * self.unit)
            self.open_columns.append(column)
            row[column] = 1.0
            self.matrix.add_row(row, lower=1.0, upper=INFINITY)
        if self.open_columns:
            all_open = dict.fromkeys(self.open_columns, 1.0)
            self.open_row = self.matrix.add_row(all_open, lower=0.0, upper=INFINITY)

    def _add_shares(self) -> None:
        for share in self.problem.shares:
            members = [c for c in self.choices if c.owner == share.owner]
            unit = unit_of((*(c.price_vnd for c in members), share.least_vnd))
            row = {
                column: unit.scaled(choice.price_vnd)
                for choice in members
                if choice.price_vnd
                for column in self.columns[choice.id].values()
            }
            cost = share.penalty_per_million / unit.per_million * self.unit
            row[self.matrix.add_column(cost, upper=INFINITY)] = 1.0
            least = unit.scaled(share.least_vnd)
            self.matrix.add_row(row, lower=least, upper=INFINITY)

    def _add_money(self) -> None:
        budget = self.problem.budget
        pots: list[Pot | None] = [
            None,
            *(pot for pot in POTS if pot in budget.pots_vnd),
        ]
        for pot in pots:
            unit = self.units[pot] = unit_of(
                part
                for choice in self.choices
                for part in spending(choice, 0, 0, pot) + spending(choice, 0, 1, pot)
            )
            for year in range(self.problem.years):
                row = {
                    column: unit.scaled(vnd)
                    for column, (choice, done) in enumerate(self.keys)
                    if (vnd := spending(choice, done, year, pot)[not budget.carry_over])
                }
                limit = limit_vnd(budget, pot, year)
                number = self.matrix.add_row(
                    row, lower=-INFINITY, upper=unit.limit(limit)
                )
                self.money_rows.append((pot, year, number))


def limit_vnd(budget: Budget, pot: Pot | None, year: int) -> int:
    """Return the end of the money row of *pot* (None: of everything) and *year*."""
    by_year = budget.total_vnd if pot is None else budget.pots_vnd[pot]
    if not budget.carry_over:
        return max(by_year[year], 0)
    return sum(max(vnd, 0) for vnd in by_year[: year + 1])

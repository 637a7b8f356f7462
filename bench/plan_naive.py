"""What people do without an optimum, on the same problem: the planner's opponents.

Each strategy walks through machines in an order of its own and takes what it would take,
as long as every constraint holds in whole VND. They buy the cheapest thing that a
purchase requires together with it. What they lack is the view of the whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from collector.planning.shapes.problem import POTS, Choice, Problem

Plan = dict[str, int]


class Purse:
    """A plan that grows as long as money, groups, capacities and requirements allow."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.chosen: Plan = {}
        self.choices = {choice.id: choice for choice in problem.choices}
        self._groups: set[str] = set()
        self._left = {
            pot: list(by_year)
            for pot, by_year in (
                ("total", problem.budget.total_vnd),
                *problem.budget.pots_vnd.items(),
            )
        }
        self._partners: dict[str, list[tuple[str, ...]]] = {}
        for requirement in problem.requirements:
            self._partners.setdefault(requirement.choice, []).append(requirement.any_of)

    def take(self, name: str) -> bool:
        """Do *name* in the first year in which it and what it requires can be done."""
        return any(
            self._take_in(year, name) for year in sorted(self.choices[name].years)
        )

    def _take_in(self, year: int, name: str) -> bool:
        wanted = self._with_partners(year, name)
        if wanted is None or not self._bears(year, wanted):
            return False
        for other in wanted:
            self._pay(year, self.choices[other])
            self.chosen[other] = year
            self._groups.add(self.choices[other].group)
        return True

    def _with_partners(self, year: int, name: str) -> list[str] | None:
        """Return *name* and the cheapest of what it requires; None if it cannot be."""
        wanted: list[str] = []
        waiting = [name]
        while waiting:
            one = waiting.pop()
            choice = self.choices[one]
            taken = {self.choices[other].group for other in wanted}
            if choice.group in self._groups | taken or year not in choice.years:
                return None
            if one in self.problem.forbidden:
                return None
            wanted.append(one)
            for any_of in self._partners.get(one, ()):
                done = (had for had, when in self.chosen.items() if when <= year)
                there = (*done, *wanted, *waiting)
                if any(other in any_of for other in there):
                    continue
                known = [other for other in any_of if other in self.choices]
                if not known:
                    return None
                waiting.append(min(known, key=self._price))
        return wanted

    def _price(self, name: str) -> tuple[int, str]:
        return self.choices[name].price_vnd, name

    def _costs(self, year: int, choice: Choice) -> Iterator[tuple[str, int, int]]:
        yield "total", year, choice.price_vnd
        yield choice.pot, year, choice.price_vnd
        for later in range(year, self.problem.years):
            yield "total", later, choice.yearly_vnd
            yield "fees", later, choice.yearly_vnd

    def _bears(self, year: int, names: Sequence[str]) -> bool:
        spent: dict[tuple[str, int], int] = {}
        for name in names:
            for pot, when, vnd in self._costs(year, self.choices[name]):
                spent[pot, when] = spent.get((pot, when), 0) + vnd
        for pot in ("total", *POTS):
            left = 0
            for when in range(self.problem.years):
                if pot not in self._left:
                    continue
                left = left if self.problem.budget.carry_over else 0
                left += self._left[pot][when] - spent.get((pot, when), 0)
                if left < 0:
                    return False
        return self._capacities_hold(year, names)

    def _capacities_hold(self, year: int, names: Sequence[str]) -> bool:
        plan = {**self.chosen, **dict.fromkeys(names, year)}
        for capacity in self.problem.capacities:
            if not any(name in capacity.uses for name in names):
                continue
            for when in range(self.problem.years):
                net = max(capacity.available, 0)
                for name, done in plan.items():
                    if done <= when:
                        net += capacity.adds.get(name, 0) - capacity.uses.get(name, 0)
                if net < 0:
                    return False
        return True

    def _pay(self, year: int, choice: Choice) -> None:
        for pot, when, vnd in self._costs(year, choice):
            if pot in self._left:
                self._left[pot][when] -= vnd


def _replaced(
    problem: Problem, kind_of: Mapping[str, str], order: Iterable[str]
) -> Plan:
    """Replace machines in *order* of their groups for as long as money lasts."""
    purse = Purse(problem)
    options: dict[str, list[Choice]] = {}
    for choice in problem.choices:
        if kind_of.get(choice.id) == "machine":
            options.setdefault(choice.group, []).append(choice)
    for group in order:
        for choice in sorted(options.get(group, ()), key=lambda c: (c.price_vnd, c.id)):
            if purse.take(choice.id):
                break
    return purse.chosen


def oldest_first(
    problem: Problem, kind_of: Mapping[str, str], age_years: Mapping[str, float]
) -> Plan:
    """Replace the oldest machines."""
    return _replaced(
        problem, kind_of, sorted(age_years, key=lambda g: (-age_years[g], g))
    )


def lowest_specification_first(
    problem: Problem, kind_of: Mapping[str, str], specification: Mapping[str, float]
) -> Plan:
    """Replace the weakest machines on paper."""
    order = sorted(specification, key=lambda g: (specification[g], g))
    return _replaced(problem, kind_of, order)


def replace_the_worst(
    problem: Problem, kind_of: Mapping[str, str], badness: Mapping[str, float]
) -> Plan:
    """Replace the machines that suffer most."""
    return _replaced(problem, kind_of, sorted(badness, key=lambda g: (-badness[g], g)))


def greedy(problem: Problem) -> Plan:
    """Do what brings most for its money, whatever it is, as long as money lasts."""
    purse = Purse(problem)
    last = problem.years - 1

    def density(choice: Choice) -> float:
        first = min(choice.years)
        cost = choice.price_vnd + choice.yearly_vnd * (last - first + 1)
        return choice.benefit[first] / max(cost, 1)

    offered = [c for c in problem.choices if c.years and c.benefit[min(c.years)] > 0]
    for choice in sorted(offered, key=lambda c: (-density(c), c.id)):
        purse.take(choice.id)
    return purse.chosen


def strategies(
    problem: Problem,
    kind_of: Mapping[str, str],
    age_years: Mapping[str, float],
    specification: Mapping[str, float],
    badness: Mapping[str, float],
) -> dict[str, Callable[[], Plan]]:
    """Return all strategies by name, ready to be run.

    ``kind_of`` says of a choice whether it is a ``machine``; the other three are of the
    groups that are machines.
    """
    return {
        "oldest first": lambda: oldest_first(problem, kind_of, age_years),
        "lowest specification first": lambda: lowest_specification_first(
            problem, kind_of, specification
        ),
        "replace the worst": lambda: replace_the_worst(problem, kind_of, badness),
        "greedy": lambda: greedy(problem),
    }

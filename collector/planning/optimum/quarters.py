"""Puts what a plan does in a year into its quarters: what others need goes first.

Within a year things wait for money: the year's spending is spread over its quarters.
What does not fit is done in a later quarter; the last one takes the rest.
"""

from collections.abc import Iterator, Mapping, Sequence

from collector.planning.shapes.problem import Choice, Problem

EVEN = (0.25, 0.25, 0.25, 0.25)
PER_YEAR = 4


def quarters(
    problem: Problem,
    chosen: Mapping[str, int],
    first_quarter: int = 1,
    shares: Sequence[float] = EVEN,
) -> dict[str, int]:
    """Return each choice's quarter, counted from 0 at the plan's first.

    *first_quarter* (1 to 4) is that in year 0 with which the plan begins; *shares* are
    the parts of a year's money that its quarters may spend. Musts come first, then
    what brings most for its money, and before either what it needs.
    """
    placed: dict[str, int] = {}
    offset = first_quarter - 1
    for year in range(problem.years):
        begin = offset if year == 0 else 0
        todo = {c.id: c for c in problem.choices if chosen.get(c.id) == year}
        limits = _limits(shares[begin:], sum(_cash(c) for c in todo.values()))
        year_of = _Year(problem, chosen, todo)
        for number, limit in enumerate(limits):
            quarter = year * PER_YEAR + begin + number - offset
            later = limits[number + 1] if number + 1 < len(limits) else None
            for name in year_of.fill(limit, later):
                placed[name] = quarter
    return dict(sorted(placed.items()))


def _cash(choice: Choice) -> int:
    """Return what a choice takes out of the year in which it is done."""
    return max(choice.price_vnd + choice.yearly_vnd, 0)


def _limits(shares: Sequence[float], spent: int) -> list[float]:
    """Return how much may be spent up to each quarter."""
    whole = sum(shares) or 1.0
    limits, upto = [], 0.0
    for share in shares:
        upto += share
        limits.append(spent * upto / whole)
    return limits


class _Year:
    """What is still to be done in one year, in order of worth."""

    def __init__(
        self, problem: Problem, chosen: Mapping[str, int], todo: dict[str, Choice]
    ) -> None:
        self._todo = todo
        self._spent = 0
        self._done: set[str] = set()
        self._needs = _needs(problem, chosen, todo)
        self._rank = _ranked(problem, chosen, todo, self._needs)

    def fill(self, limit: float, later: float | None) -> Iterator[str]:
        """Yield what fits up to *limit*; *later* is the next quarter's, None: the last.

        What waits for money keeps its place: nothing of less worth takes what it will
        need in the next quarter.
        """
        waiting = 0
        again = True
        while again:
            again, waiting = False, 0
            for name in self._rank:
                if name in self._done or not self._needs[name] <= self._done:
                    continue
                upto = self._spent + _cash(self._todo[name])
                if later is not None and (upto > limit or upto + waiting > later):
                    waiting += _cash(self._todo[name])
                    continue
                self._spent = upto
                self._done.add(name)
                yield name
                again = True
                break


def _needs(
    problem: Problem, chosen: Mapping[str, int], todo: Mapping[str, Choice]
) -> dict[str, set[str]]:
    """Return what of the same year has to be done before each; never in a circle."""
    needs: dict[str, set[str]] = {name: set() for name in todo}
    for requirement in problem.requirements:
        if requirement.choice not in todo:
            continue
        year = chosen[requirement.choice]
        there = [o for o in requirement.any_of if chosen.get(o, year + 1) <= year]
        if all(chosen[other] == year for other in there):
            needs[requirement.choice].update(sorted(there)[:1])
    for capacity in problem.capacities:
        bringing = {
            name for name in capacity.adds if name in todo and capacity.adds[name]
        }
        for name in capacity.uses:
            if name in todo and name not in bringing and capacity.uses[name]:
                needs[name].update(bringing)
    return _without_circles(needs)


def _without_circles(needs: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return *needs* without those that lead back: such things are done together."""
    state: dict[str, int] = {}
    found: dict[str, set[str]] = {name: set() for name in needs}

    for root in sorted(needs):
        stack = [(root, iter(sorted(needs[root])))]
        if root in state:
            continue
        state[root] = 1
        while stack:
            name, others = stack[-1]
            other = next(others, None)
            if other is None:
                state[name] = 2
                stack.pop()
            elif state.get(other) != 1:
                found[name].add(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(sorted(needs[other]))))
    return found


def _ranked(
    problem: Problem,
    chosen: Mapping[str, int],
    todo: Mapping[str, Choice],
    needs: Mapping[str, set[str]],
) -> list[str]:
    """Return names in the order of worth: what others need is worth what they are."""
    musts = {name for must in problem.musts for name in must.any_of}
    worth = {
        name: (
            name in musts,
            choice.benefit[chosen[name]] / max(_cash(choice), 1),
        )
        for name, choice in todo.items()
    }
    waiting = sorted(worth, key=lambda name: (worth[name], name), reverse=True)
    for name in waiting:
        stack = list(needs[name])
        while stack:
            other = stack.pop()
            if worth[other] < worth[name]:
                worth[other] = worth[name]
                stack.extend(needs[other])
    depth: dict[str, int] = {}
    return sorted(
        worth,
        key=lambda name: (
            not worth[name][0],
            -worth[name][1],
            _depth(name, needs, depth),
            name,
        ),
    )


def _depth(name: str, needs: Mapping[str, set[str]], known: dict[str, int]) -> int:
    """Return the length of the longest chain of needs below *name*."""
    stack = [name]
    while stack:
        top = stack[-1]
        open_ones = [other for other in sorted(needs[top]) if other not in known]
        if open_ones and top not in known:
            stack.extend(open_ones)
        else:
            known[top] = 1 + max((known[other] for other in needs[top]), default=-1)
            stack.pop()
    return known[name]

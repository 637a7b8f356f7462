"""What offices do without a planner, under the same rules and with the same money."""

from collections.abc import Callable, Iterable, Sequence

from bench.plan_score import remedy_of, same_place
from collector.planning.optimum.check import constraints_broken
from collector.planning.shapes.estate import Estate, Machine
from collector.planning.shapes.need import Need
from collector.planning.shapes.problem import Choice, Problem

Order = Callable[[Problem], Sequence[str]]
"""The ids of choices in the order in which a strategy wants them."""


def oldest_first(estate: Estate) -> Order:
    """Replace PCs by age."""
    return _replacing(estate, lambda machine: machine.made or machine.bought or 0.0)


def lowest_first(estate: Estate) -> Order:
    """Replace PCs by memory, then drive, then processor cores."""

    def key(machine: Machine) -> tuple[float, float, float]:
        memory = _number(machine, "memory", "installed_bytes")
        slow = any(
            item.attributes.get("media") == "HDD"
            for item in machine.facts.get("disk", {}).values()
        )
        return memory, -float(slow), _number(machine, "cpu", "cores")

    return _replacing(estate, key)


def worst_first(needs: Iterable[Need], estate: Estate) -> Order:
    """Replace PCs by the sum of their severities."""
    severity = {
        need.target.id: sum(p.severity for p in need.pressures.values())
        for need in needs
        if need.target.kind == "machine"
    }
    return _replacing(estate, lambda machine: -severity.get(machine.id, 0.0))


_CURES = {
    "ram": ("memory",),
    "ssd": ("disk_speed", "disk_space", "disk_health"),
    "ram_ssd": ("memory", "disk_speed", "disk_space", "disk_health"),
    "replace": ("cpu", "memory", "disk_speed", "disk_space", "disk_health", "support"),
    "cable": ("port_quality",),
    "switch": ("link", "port_use", "ports_free", "poe", "device_health"),
    "line": ("line_use", "line_quality"),
}
"""What one would think that each remedy is good for, without asking for causes."""


def by_symptoms(needs: Iterable[Need]) -> Order:
    """Take what promises most against what was measured, causes not asked, for its money."""
    raw = {
        same_place(need.target.text): {n: p.raw for n, p in need.pressures.items()}
        for need in needs
    }

    def order(problem: Problem) -> Sequence[str]:
        def rank(choice: Choice) -> tuple[float, str]:
            option = choice.id.removeprefix(f"{choice.group}/")
            cures = _CURES.get(remedy_of(choice.group, option) or "", ())
            felt = raw.get(same_place(choice.group), {})
            return -sum(felt.get(n, 0.0) for n in cures) / _price(
                choice, problem
            ), choice.id

        return [c.id for c in sorted(problem.choices, key=rank) if rank(c)[0] < 0]

    return order


def _price(choice: Choice, problem: Problem) -> int:
    return max(choice.price_vnd + choice.yearly_vnd * problem.years, 1)


def greedy(problem: Problem) -> Sequence[str]:
    """Take what has the most benefit for its money, by the planner's own benefits."""

    def rank(choice: Choice) -> tuple[float, str]:
        return -max(choice.benefit) / _price(choice, problem), choice.id

    return [choice.id for choice in sorted(problem.choices, key=rank)]


def musts_first(problem: Problem) -> Sequence[str]:
    """Take what must be done first, then as ``greedy``."""
    must = {name for one in problem.musts for name in one.any_of}
    order = greedy(problem)
    return [*(n for n in order if n in must), *(n for n in order if n not in must)]


def _number(machine: Machine, kind: str, name: str) -> float:
    item = machine.facts.get(kind, {}).get("")
    value = item.attributes.get(name) if item else None
    return float(value) if isinstance(value, int | float) else 0.0


def _replacing(estate: Estate, key: Callable[[Machine], object]) -> Order:
    ordered = sorted(estate.machines, key=lambda m: (key(m), m.id))

    def order(problem: Problem) -> Sequence[str]:
        by_target: dict[str, list[Choice]] = {}
        for choice in problem.choices:
            option = choice.id.removeprefix(f"{choice.group}/")
            if option.startswith(("replace", "desktop", "laptop")):
                by_target.setdefault(choice.group, []).append(choice)
        return [
            min(by_target[target], key=lambda c: (c.price_vnd, c.id)).id
            for machine in ordered
            if (target := f"machine:{machine.id}") in by_target
        ]

    return order


def carry_out(
    problem: Problem, order: Order, *, bring_along: bool = True
) -> dict[str, int]:
    """Do what *order* wants, each as early as money and rules allow.

    What a choice requires comes with it, the cheapest of what does, if *bring_along*;
    what would break a rule or cost too much is left out.
    """
    choices = {choice.id: choice for choice in problem.choices}
    needs: dict[str, list[tuple[str, ...]]] = {}
    for requirement in problem.requirements:
        needs.setdefault(requirement.choice, []).append(requirement.any_of)
    chosen: dict[str, int] = {}
    groups: set[str] = set()
    for wanted in order(problem):
        required = needs if bring_along else {}
        bundle = _with_needed(wanted, choices, required, chosen)
        if bundle is None or any(choices[c].group in groups for c in bundle):
            continue
        for year in range(problem.years):
            if any(year not in choices[c].years for c in bundle):
                continue
            trial = {**chosen, **dict.fromkeys(bundle, year)}
            if not broken(problem, trial):
                chosen = trial
                groups |= {choices[c].group for c in bundle}
                break
    return chosen


def _with_needed(
    wanted: str,
    choices: dict[str, Choice],
    needs: dict[str, list[tuple[str, ...]]],
    chosen: dict[str, int],
) -> list[str] | None:
    """Return *wanted* and all that it requires; None if that cannot be had."""
    bundle, waiting = [], [wanted]
    while waiting:
        name = waiting.pop()
        if name in chosen or name in bundle:
            continue
        bundle.append(name)
        for any_of in needs.get(name, ()):
            if any(one in chosen or one in bundle for one in any_of):
                continue
            if not any_of:
                return None
            waiting.append(min(any_of, key=lambda c: (choices[c].price_vnd, c)))
    return bundle


def broken(problem: Problem, chosen: dict[str, int]) -> tuple[str, ...]:
    """Return which rules *chosen* breaks."""
    return constraints_broken(problem, chosen)

"""The problem for the optimiser: choices, rows, what must be, and what is fair."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from collector.planning.options.shapes import Option
from collector.planning.options.worth import by_year
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.need import Need
from collector.planning.shapes.problem import (
    POTS,
    Budget,
    Capacity,
    Choice,
    Must,
    Pot,
    Problem,
    Requirement,
    Share,
)
from collector.planning.shapes.wish import Wish

_CURES = {
    "disk_failing": ("part", "machine"),
    "system_unsupported": ("licence", "machine"),
    "no_antivirus": ("licence",),
}
_PIN_PENALTY = 1000.0  # times a must's: a pinned target gets something if it can


def problem(  # noqa: PLR0913 - everything that makes a problem
    estate: Estate,
    needs: Sequence[Need],
    options: Sequence[Option],
    facts: PlanningFacts,
    wish: Wish,
    *,
    requirements: Iterable[Requirement],
    pools: Iterable[Capacity],
) -> Problem:
    """Return the problem that feasible *options* make for *wish*."""
    policy = facts.policy
    owner = {need.target.text: need.department for need in needs}
    forced = _required(requirements := list(requirements))
    choices = tuple(
        Choice(
            option.choice,
            option.group,
            option.pot,
            option.price_vnd,
            by_year(option.worth_a_year, wish.years),
            tuple(range(wish.years)),
            option.yearly_vnd,
            owner.get(option.target, ""),
        )
        for option in options
        if option.worth_a_year * wish.years >= policy.least_benefit
        or option.choice in forced
        or _urgent(option)
    )
    ids = {choice.id for choice in choices}
    kept = [one for one in options if one.choice in ids]
    return Problem(
        years=wish.years,
        choices=choices,
        budget=_budget(facts, wish),
        requirements=tuple(
            sorted(
                (one for one in requirements if one.choice in ids),
                key=lambda one: (one.choice, one.any_of),
            )
        ),
        capacities=tuple(_within(pool, ids) for pool in pools),
        musts=tuple(
            sorted(
                [
                    *_musts(needs, kept, policy.must_penalty),
                    *_pinned_targets(kept, wish, policy.must_penalty),
                ],
                key=lambda one: one.id,
            )
        ),
        shares=tuple(_shares(estate, choices, facts, wish)),
        pinned=_pins(kept, wish),
        forbidden=_forbidden(kept, wish),
        approved=_approved(ids, wish),
        churn_penalty=policy.churn_penalty,
    )


def _urgent(option: Option) -> bool:
    return option.cause in {"disk_failing", "antivirus_none", "windows11_replace"} or (
        option.kind == "licence"
    )


def _required(requirements: Iterable[Requirement]) -> set[str]:
    return {name for one in requirements for name in one.any_of}


def _within(pool: Capacity, ids: set[str]) -> Capacity:
    return Capacity(
        pool.id,
        pool.available,
        {n: v for n, v in sorted(pool.uses.items()) if n in ids},
        {n: v for n, v in sorted(pool.adds.items()) if n in ids},
    )


def _budget(facts: PlanningFacts, wish: Wish) -> Budget:
    total = wish.by_year()
    pots: dict[Pot, tuple[int, ...]] = {}
    for pot in POTS:
        share = facts.policy.pot_shares.get(pot)
        if pot in wish.pots_vnd:
            pots[pot] = wish.pots_vnd[pot]
        elif share is not None:
            pots[pot] = tuple(int(vnd * share) for vnd in total)
    return Budget(total, pots, facts.policy.carry_over)


def _musts(
    needs: Iterable[Need], options: Iterable[Option], penalty: float
) -> Iterable[Must]:
    by_target: dict[str, list[Option]] = defaultdict(list)
    for option in options:
        by_target[option.target].append(option)
    for need in needs:
        for reason in need.must:
            if reason == "system_unsupported" and not need.remaining.get("support"):
                continue  # it goes without buying anything
            cures = _CURES[reason]
            any_of = tuple(
                sorted(
                    option.choice
                    for option in by_target[need.target.text]
                    if option.kind in cures and _cures(option, reason)
                )
            )
            if any_of:
                yield Must(f"{need.target.text}#{reason}", any_of, penalty)


def _cures(option: Option, reason: str) -> bool:
    if reason == "disk_failing":
        return "disk_health" in option.relief
    if reason == "system_unsupported":
        return "support" in option.relief
    return option.cause == "antivirus_none"


def _pins(options: Iterable[Option], wish: Wish) -> dict[str, int | None]:
    """Return the choices that are pinned, with their year where one was named."""
    ids = {option.choice for option in options}
    pinned: dict[str, int | None] = {}
    for one in wish.decisions:
        if one.action == "pin" and one.choice in ids:
            year = None if one.year is None else one.year - wish.first_year
            fits = year is not None and 0 <= year < wish.years
            pinned[one.choice] = year if fits else None
    return dict(sorted(pinned.items()))


def _pinned_targets(
    options: Sequence[Option], wish: Wish, penalty: float
) -> Iterable[Must]:
    """Yield a must that outweighs all others for each pinned target."""
    for one in wish.decisions:
        any_of = tuple(sorted(o.choice for o in options if o.target == one.choice))
        if one.action == "pin" and any_of:
            yield Must(
                f"{one.choice}#pinned", any_of, penalty * _PIN_PENALTY, wish.years - 1
            )


def _forbidden(options: Iterable[Option], wish: Wish) -> tuple[str, ...]:
    names = {one.choice for one in wish.decisions if one.action == "forbid"}
    return tuple(
        sorted(o.choice for o in options if o.choice in names or o.target in names)
    )


def _approved(ids: set[str], wish: Wish) -> dict[str, int]:
    if wish.approved is None:
        return {}
    years = {line.id: line.year - wish.first_year for line in wish.approved.plan.lines}
    return {
        name: year
        for name, year in sorted(years.items())
        if name in ids and 0 <= year < wish.years
    }


def _shares(
    estate: Estate, choices: Iterable[Choice], facts: PlanningFacts, wish: Wish
) -> Iterable[Share]:
    """Yield what each department should get: by heads, and never more than it needs."""
    policy = facts.policy
    heads = {one.name: one.heads for one in estate.departments}
    if not heads:
        for machine in estate.machines:
            if machine.department:
                heads[machine.department] = heads.get(machine.department, 0) + 1
    everybody = sum(heads.values())
    dearest: dict[str, dict[str, int]] = defaultdict(dict)
    for choice in choices:
        if choice.owner in heads and choice.pot != "fees":
            of = dearest[choice.owner]
            low = of.get(choice.group)
            of[choice.group] = min(choice.price_vnd, low or choice.price_vnd)
    for name, count in sorted(heads.items()):
        needs = sum(dearest[name].values())
        fair = wish.budget_vnd * count / everybody if everybody else 0
        least = int(min(needs, fair) * policy.fairness_share)
        if least > 0:
            yield Share(name, least, policy.fairness_penalty_per_million)

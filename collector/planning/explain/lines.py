"""The lines of a plan: what is done, why, for how much, and what else was weighed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from collector.planning.explain import words
from collector.planning.optimum import grade, quarters
from collector.planning.options.shapes import Option, Proposal
from collector.planning.shapes.need import Need
from collector.planning.shapes.plan import Considered, PlanLine, Text
from collector.planning.shapes.problem import Choice, Problem, Solution

_MILLION = 1_000_000
_MOST_TOLD = 6  # targets whose figures stand on one line's page


class Solved(NamedTuple):
    """A proposal, its solution, and how sure each choice is."""

    proposal: Proposal
    solution: Solution
    survives: Mapping[str, float]


def cost(choice: Choice, year: int, years: int) -> int:
    """Return what *choice*, done in *year*, costs over the horizon."""
    return choice.price_vnd + choice.yearly_vnd * (years - year)


def per_million(benefit: float, vnd: int) -> float:
    """Return the benefit of a million; 0 of what costs nothing or saves."""
    return benefit / (vnd / _MILLION) if vnd > 0 else 0.0


def plan_lines(solved: Solved) -> tuple[PlanLine, ...]:
    """Return all lines, by quarter, then by what they bring for their money."""
    proposal, solution = solved.proposal, solved.solution
    problem, wish = proposal.problem, proposal.wish
    when = quarters(
        problem,
        solution.chosen,
        wish.first_quarter,
        proposal.facts.policy.quarter_shares,
    )
    options = {option.choice: option for option in proposal.options}
    needs = {need.target.text: need for need in proposal.needs}
    by_target = proposal.by_target()
    choices = {choice.id: choice for choice in problem.choices}
    needed = _needed(problem, solution.chosen)
    enables = _turned(needed)
    lines = [
        _line(
            options[name],
            choices[name],
            needs,
            year,
            quarter_name(proposal, when[name]),
            solved,
            requires=needed.get(name, ()),
            enables=enables.get(name, ()),
            others=by_target[options[name].target],
        )
        for name, year in solution.chosen.items()
    ]
    lines += [_fix(option, needs[option.target], proposal) for option in proposal.fixes]
    return tuple(
        sorted(
            lines,
            key=lambda one: (
                one.quarter,
                not one.must,
                -one.benefit_per_million,
                one.id,
            ),
        )
    )


def quarter_name(proposal: Proposal, number: int) -> str:
    """Return the quarter that is *number* after the plan's first, as ``2027Q1``."""
    wish = proposal.wish
    since = wish.first_quarter - 1 + number
    return f"{wish.first_year + since // 4}Q{since % 4 + 1}"


def _line(  # noqa: PLR0913, PLR0917 - what a line consists of
    option: Option,
    choice: Choice,
    needs: Mapping[str, Need],
    year: int,
    quarter: str,
    solved: Solved,
    *,
    requires: tuple[str, ...],
    enables: tuple[str, ...],
    others: Iterable[Option],
) -> PlanLine:
    proposal, solution = solved.proposal, solved.solution
    need = needs[option.target]
    years = proposal.problem.years
    benefit = choice.benefit[year]
    survives = solved.survives.get(option.choice)
    pins = {one.choice for one in proposal.wish.decisions if one.action == "pin"}
    told = [need, *(needs[name] for name in option.also)]
    whole = option.kind == "machine"
    reason = words.why_of(told, option.cause, option.relief, whole=whole)
    if not reason.vi:
        reason = Text(
            "Cần cho các mục khác của kế hoạch (cổng 1 Gb/s).",
            "Other lines of the plan need it (ports of 1 Gb/s).",
        )
    return PlanLine(
        id=option.choice,
        kind=option.kind,
        target=option.target,
        target_name=need.name,
        site=need.site,
        department=need.department,
        option=option.option,
        title=option.title,
        pot=option.pot,
        price_vnd=option.price_vnd,
        yearly_vnd=option.yearly_vnd,
        year=proposal.wish.first_year + year,
        quarter=quarter,
        benefit=round(benefit, 6),
        benefit_per_million=round(per_million(benefit, cost(choice, year, years)), 6),
        cut_off_per_million=round(solution.shadow_per_million[year], 6),
        requires=requires,
        enables=enables,
        confidence=round(option.confidence, 4),
        reason=reason,
        cause=option.cause,
        must=need.must,
        pinned=bool(pins & {option.choice, option.target}),
        evidence=tuple(one for of in told[:_MOST_TOLD] for one in words.evidence(of)),
        considered=considered(others, solved),
        relief={d: round(size, 6) for d, size in option.relief.items()},
        coverage=need.coverage,
        rules=option.rules,
        grade="" if survives is None else grade(survives),
        survives=survives,
    )


def considered(others: Iterable[Option], solved: Solved) -> tuple[Considered, ...]:
    """Return the options of one target with price, benefit, and why they lost."""
    problem, chosen = solved.proposal.problem, solved.solution.chosen
    found = []
    for option in others:
        benefit = option.worth_a_year * problem.years
        total = option.price_vnd + option.yearly_vnd * problem.years
        won = option.choice in chosen
        why_not = option.why_not if not option.feasible else words.NOTHING
        if option.feasible and not won:
            why_not = Text(
                "phương án khác lợi hơn cho số tiền này",
                "another option brings more for the money",
            )
        found.append(
            Considered(
                option.choice,
                option.option,
                option.title,
                option.price_vnd,
                option.yearly_vnd,
                round(benefit, 6),
                round(per_million(benefit, total), 6),
                won,
                option.feasible,
                why_not,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.price_vnd, one.choice)))


def _fix(option: Option, need: Need, proposal: Proposal) -> PlanLine:
    """Return the line of something that costs nothing: it is done first."""
    wish = proposal.wish
    return PlanLine(
        id=option.choice,
        kind="fix",
        target=option.target,
        target_name=need.name,
        site=need.site,
        department=need.department,
        option=option.option,
        title=option.title,
        pot="parts",
        price_vnd=0,
        yearly_vnd=0,
        year=wish.first_year,
        quarter=wish.from_quarter,
        benefit=round(option.worth_a_year * wish.years, 6),
        benefit_per_million=0.0,
        cut_off_per_million=0.0,
        requires=(),
        enables=(),
        confidence=round(option.confidence, 4),
        reason=words.why(need, option.cause, option.relief),
        cause=option.cause,
        must=need.must,
        evidence=words.evidence(need),
        relief={d: round(size, 6) for d, size in option.relief.items()},
        coverage=need.coverage,
    )


def _needed(problem: Problem, chosen: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Return by choice what of the plan it needs."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in problem.requirements:
        if one.choice in chosen:
            there = [o for o in one.any_of if o in chosen]
            found[one.choice].update(sorted(there, key=lambda o: (chosen[o], o))[:1])
    for pool in problem.capacities:
        bringing = [o for o in pool.adds if o in chosen]
        for name in pool.uses:
            if name in chosen and bringing and pool.available == 0:
                found[name].update(sorted(bringing, key=lambda o: (chosen[o], o))[:1])
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _turned(needed: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, others in needed.items():
        for other in others:
            found[other].add(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}

"""Puts a plan together: lines, money, what is not in it, and what it rests on."""

import hashlib
from collections.abc import Sequence

import msgspec

from collector.planning.explain.lines import Solved, plan_lines
from collector.planning.explain.money import by_quarter, pots
from collector.planning.explain.rejected import rejected, unmet
from collector.planning.facts_used import facts_used, warnings
from collector.planning.optimum.worth import worth
from collector.planning.options.shapes import Proposal
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.need import Coverage
from collector.planning.shapes.plan import Outlook, Plan, Scenario, Text

_RULES = ("pc_life_years", "machines_per_person")
_ENCODER = msgspec.json.Encoder(order="deterministic")


def compose(
    solved: Solved, outlook: Sequence[Outlook], scenarios: Sequence[Scenario]
) -> Plan:
    """Return the plan that *solved* is, with all its words."""
    proposal, solution = solved.proposal, solved.solution
    estate, wish, facts = proposal.estate, proposal.wish, proposal.facts
    problem = proposal.problem
    lines = plan_lines(solved)
    money = pots(lines, problem.budget, wish)
    items = {o.item for o in proposal.options if o.choice in solution.chosen}
    rules = {*_RULES, *(rule for line in lines for rule in line.rules)}
    used = facts_used(facts, rules, items - {""}, proposal.day)
    return Plan(
        id=plan_id(proposal),
        as_of=proposal.day.isoformat(),
        organisation=estate.organisation,
        from_quarter=wish.from_quarter,
        years=tuple(range(wish.first_year, wish.first_year + wish.years)),
        budget_vnd=wish.budget_vnd,
        budget_by_year_vnd=wish.by_year(),
        spent_vnd=sum(one.spent_vnd for one in money),
        pots=money,
        quarters=by_quarter(lines, wish),
        value=round(worth(problem, solution.chosen).benefit, 6),
        need_total=round(_need_total(proposal), 6),
        gap=solution.gap,
        method=solution.method,
        shadow_per_million=tuple(round(s, 6) for s in solution.shadow_per_million),
        coverage=coverage(estate),
        machines=len(estate.machines),
        machines_enough=sum(
            1 for n in proposal.needs if n.target.kind == "machine" and n.enough
        ),
        devices=len(estate.devices),
        broadband_lines=len(estate.lines),
        lines=lines,
        rejected=rejected(solved, lines),
        unmet=unmet(solved),
        outlook=tuple(outlook),
        scenarios=tuple(scenarios),
        facts_used=used,
        weights=dict(sorted(facts.policy.weights.items())),
        warnings=(*_data_warnings(proposal), *proposal.notes, *warnings(used, facts)),
    )


def plan_id(proposal: Proposal) -> str:
    """Return a hash of everything that the plan is made from."""
    digest = hashlib.sha256()
    approved = proposal.wish.approved
    for part in (
        proposal.problem,
        proposal.needs,
        proposal.options,
        proposal.facts,
        msgspec.structs.replace(proposal.wish, approved=None),
        approved.plan.id if approved is not None else "",
        proposal.day,
        proposal.estate.organisation,
    ):
        digest.update(_ENCODER.encode(part))
    return digest.hexdigest()[:16]


def coverage(estate: Estate) -> Coverage:
    """Return how much was seen of the whole estate's machines, on the mean."""
    count = len(estate.machines)
    if not count:
        return Coverage()
    hours = sum(machine.hours for machine in estate.machines)
    days = sum(machine.days for machine in estate.machines)
    whole = estate.window.work_hours * count
    return Coverage(
        days // count, hours // count, round(hours / whole, 4) if whole else 0.0
    )


def _need_total(proposal: Proposal) -> float:
    """Return the benefit if money had no end: the best of each group, at once."""
    best: dict[str, float] = {}
    for choice in proposal.problem.choices:
        best[choice.group] = max(best.get(choice.group, 0.0), choice.benefit[0])
    return sum(best[group] for group in sorted(best))


def _data_warnings(proposal: Proposal) -> list[Text]:
    estate = proposal.estate
    found = []
    few = sum(1 for n in proposal.needs if n.target.kind == "machine" and not n.enough)
    if few:
        found.append(
            Text(
                f"{few} trên {len(estate.machines)} máy chưa đủ dữ liệu đo.",
                f"{few} of {len(estate.machines)} machines have not enough data yet.",
            )
        )
    if not estate.departments:
        found.append(
            Text(
                "Chưa khai báo số người của các phòng: định mức theo người không được áp dụng.",
                "No heads of departments are entered: norms by person are not applied.",
            )
        )
    if not estate.lines:
        found.append(
            Text(
                "Chưa khai báo đường truyền: kế hoạch không có phần Internet.",
                "No broadband lines are entered: the plan has no part for them.",
            )
        )
    return found

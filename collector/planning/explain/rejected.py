"""What is not in a plan, and why: nothing is left out without a word."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from collector.planning.explain import words
from collector.planning.explain.lines import Solved, considered, per_million
from collector.planning.need.words import cause_text
from collector.planning.options.shapes import Option
from collector.planning.shapes.need import Dimension, MustReason, Need
from collector.planning.shapes.plan import PlanLine, RejectCode, Rejected, Text
from collector.planning.shapes.problem import Solution


def rejected(solved: Solved, lines: Sequence[PlanLine]) -> tuple[Rejected, ...]:
    """Return each target that gets nothing, the most pressing first."""
    served = {line.target for line in lines}
    by_target = solved.proposal.by_target()
    more = _more(solved, by_target)
    found = [
        _of(need, by_target.get(need.target.text, []), solved, more)
        for need in solved.proposal.needs
        if need.target.text not in served
        and (need.target.kind in {"machine", "device"} or _pressing(need) > 0)
    ]
    return tuple(sorted(found, key=lambda one: (-one.severity, one.target)))


def unmet(solved: Solved) -> tuple[Rejected, ...]:
    """Return musts that the plan does not meet: by money, or as nothing cures them."""
    by_target = solved.proposal.by_target()
    chosen = solved.solution.chosen
    curable = {must.id for must in solved.proposal.problem.musts}
    open_ones = set(solved.solution.unmet)
    found = []
    for need in solved.proposal.needs:
        for reason in need.must:
            name = f"{need.target.text}#{reason}"
            waits = reason == "system_unsupported" and not need.remaining.get("support")
            if waits or (name in curable and name not in open_ones):
                continue
            options = by_target.get(need.target.text, [])
            if any(o.choice in chosen and o.kind == "machine" for o in options):
                continue
            blocked = [o for o in options if not o.feasible]
            code: RejectCode = "cut_off" if name in open_ones else "no_option"
            told = Text(
                "Tiền không đủ trong năm đầu.",
                "The money of the first year is not enough.",
            )
            if code == "no_option":
                told = _no_way(need, reason, blocked)
            found.append(
                _entry(need, code, words.joined(words.MUSTS[reason], told), (), solved)
            )
    return tuple(found)


_MEETS: Mapping[MustReason, Dimension] = {
    "system_unsupported": "support",
    "disk_failing": "disk_health",
}
"""Which of a need's causes tell what a must is about."""


def _no_way(need: Need, reason: MustReason, blocked: Sequence[Option]) -> Text:
    """Return what would meet a must, and why nobody can buy it."""
    way = next((c for c in need.causes if _MEETS.get(reason) in c.dimensions), None)
    if way is not None and way.kind == "free":
        return words.joined(cause_text(way), words.WAITS)
    return words.joined(
        cause_text(way) if way is not None else words.NOTHING,
        _told(blocked[0]) if blocked else words.NO_OPTION,
    )


def _pressing(need: Need) -> float:
    return max((p.severity for p in need.pressures.values()), default=0.0)


def _of(
    need: Need,
    options: Sequence[Option],
    solved: Solved,
    more: Mapping[str, int],
) -> Rejected:
    policy = solved.proposal.facts.policy
    offered = [o for o in options if o.feasible]
    in_problem = {choice.id for choice in solved.proposal.problem.choices}
    forbidden = set(solved.proposal.problem.forbidden)
    if not need.enough and not need.must:
        return _entry(
            need, "no_data", words.no_data(need, policy.least_days), options, solved
        )
    weighed = [o for o in offered if o.choice in in_problem]
    if weighed and all(o.choice in forbidden for o in weighed):
        return _entry(need, "forbidden", words.FORBIDDEN, options, solved)
    if weighed:
        return _cut_off(need, weighed, options, solved, more)
    code, reason = _unoffered(need, options)
    return _entry(need, code, reason, options, solved)


def _unoffered(need: Need, options: Sequence[Option]) -> tuple[RejectCode, Text]:
    """Return why nothing is weighed for a target with enough data."""
    if any(option.feasible for option in options):
        return "no_need", words.LITTLE_NEED
    if options:
        return options[0].code, _told(options[0])
    if _pressing(need) <= 0:
        return "no_need", words.NO_NEED
    kinds = {cause.kind for cause in need.causes}
    if "free" in kinds:
        told = words.why(need, need.causes[0].code, {})
        return "free_fix", words.joined(told, words.WAITS)
    for kind, code, reason in _ELSEWHERE:
        if kind in kinds:
            return code, reason
    return "no_option", words.NO_OPTION


WITH_PORT = Text(
    "Nguyên nhân ở dây mạng: xem mục của cổng.",
    "The cable is the cause: see the line of its port.",
)
WITH_SWITCH = Text(
    "Xử lý cùng thiết bị chuyển mạch của cổng này.",
    "It goes with the switch of this port.",
)


_ELSEWHERE: tuple[tuple[str, RejectCode, Text], ...] = (
    ("cable", "free_fix", WITH_PORT),
    ("switch", "blocked", WITH_SWITCH),
)


def _told(option: Option) -> Text:
    return Text(
        f"{option.title.vi}: {option.why_not.vi}.",
        f"{option.title.en}: {option.why_not.en}.",
    )


def _cut_off(
    need: Need,
    weighed: Iterable[Option],
    options: Sequence[Option],
    solved: Solved,
    more: Mapping[str, int],
) -> Rejected:
    years = solved.proposal.problem.years
    best = max(weighed, key=lambda o: (_ratio(o, years), o.choice))
    amount = more.get(need.target.text, best.price_vnd)
    reason = words.cut_off(*_nearest(best, solved.solution, years), amount)
    entry = _entry(need, "cut_off", reason, options, solved)
    return msgspec.structs.replace(
        entry,
        option=best.option,
        price_vnd=best.price_vnd,
        benefit=round(best.worth_a_year * years, 6),
        more_vnd=amount,
    )


def _ratio(option: Option, years: int) -> float:
    return per_million(
        option.worth_a_year * years, option.price_vnd + option.yearly_vnd * years
    )


def _nearest(option: Option, solution: Solution, years: int) -> tuple[float, float]:
    """Return benefit a million and cut-off of the year in which they are nearest."""
    found = []
    for year, limit in enumerate(solution.shadow_per_million):
        left = years - year
        cost = option.price_vnd + option.yearly_vnd * left
        ratio = per_million(option.worth_a_year * left, cost)
        found.append((ratio - limit, ratio, limit))
    _, ratio, limit = max(found)
    return ratio, limit


def _more(solved: Solved, by_target: Mapping[str, list[Option]]) -> dict[str, int]:
    """Return by target about how much more money would include it.

    Those that bring more for their money come before it, less what the plan leaves.
    """
    problem, chosen = solved.proposal.problem, solved.solution.chosen
    years = problem.years
    in_problem = {choice.id for choice in problem.choices} - set(problem.forbidden)
    waiting = []
    for target, options in by_target.items():
        offered = [o for o in options if o.feasible and o.choice in in_problem]
        if not offered or any(o.choice in chosen for o in options):
            continue
        best = max(offered, key=lambda o: (_ratio(o, years), o.choice))
        waiting.append((-_ratio(best, years), target, best))
    spent = 0
    for choice in problem.choices:
        if choice.id in chosen:
            spent += choice.price_vnd + choice.yearly_vnd * (years - chosen[choice.id])
    left = max(sum(problem.budget.total_vnd) - spent, 0)
    found, before = {}, 0
    for _, target, option in sorted(waiting, key=lambda one: one[:2]):
        before += max(option.price_vnd + option.yearly_vnd * years, 0)
        found[target] = max(before - left, 0)
    return found


def _entry(
    need: Need,
    code: RejectCode,
    reason: Text,
    options: Sequence[Option],
    solved: Solved,
) -> Rejected:
    return Rejected(
        target=need.target.text,
        target_name=need.name,
        site=need.site,
        department=need.department,
        code=code,
        reason=reason,
        severity=round(_pressing(need), 4),
        coverage=need.coverage,
        evidence=words.evidence(need),
        considered=considered(options, solved),
    )

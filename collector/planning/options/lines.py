"""Options of broadband lines: what operators offer at the site, with head-room."""

from collections.abc import Iterator

from collector.planning.options.market import Market
from collector.planning.options.shapes import Option
from collector.planning.options.worth import confidence, relieved, worth_parts
from collector.planning.shapes.estate import LineUse
from collector.planning.shapes.facts import IspPlan
from collector.planning.shapes.need import Need
from collector.planning.shapes.plan import Text

MOST = 4  # plans that are weighed for one line
MONTHS = 12


def line_options(use: LineUse, need: Need, market: Market) -> Iterator[Option]:
    """Yield plans that are faster where the line is full, better where it is poor."""
    causes = [one for one in need.causes if one.kind == "line"]
    if not causes:
        return
    full = any("line_use" in one.dimensions for one in causes)
    found = 0
    for plan in market.plans:
        if found >= MOST or not _fits(use, plan, full=full):
            continue
        found += 1
        yield _option(use, need, plan, causes[0].code, market)


def _fits(use: LineUse, plan: IspPlan, *, full: bool) -> bool:
    line = use.line
    if plan.sites and line.site not in plan.sites:
        return False
    if plan.id == line.plan or plan.up_mbps < line.up_mbps:
        return False
    abroad = line.international_mbps or 0
    if (plan.international_mbps or 0) < abroad:
        return False
    if full:
        return plan.down_mbps > line.down_mbps
    return plan.operator != line.operator and plan.down_mbps >= line.down_mbps


def _option(
    use: LineUse, need: Need, plan: IspPlan, code: str, market: Market
) -> Option:
    line, policy = use.line, market.policy
    table = dict(policy.relief.get("line_plan", {}))
    pressure = need.pressures.get("line_use")
    limits = policy.thresholds.get("line_use_p95")
    if pressure is not None and pressure.value is not None and limits is not None:
        after = pressure.value * line.down_mbps / plan.down_mbps
        left = (after - limits.warn) / (limits.critical - limits.warn)
        left = min(max(left, 0.0), 1.0)
        eased = 1 - left / pressure.raw if pressure.raw > 0 else 0.0
        table["line_use"] = min(table.get("line_use", 1.0), max(eased, 0.0))
    gone = relieved(need, table)
    parts = worth_parts(need, gone, policy)
    target = need.target.text
    return Option(
        choice=f"{target}/plan_{plan.id}",
        target=target,
        option=f"plan_{plan.id}",
        kind="broadband",
        title=Text(f"Chuyển sang gói {plan.name.vi}", f"Change to {plan.name.en}"),
        pot="fees",
        price_vnd=plan.install_vnd,
        yearly_vnd=(plan.price_vnd_month - line.price_vnd_month) * MONTHS,
        relief=gone,
        worth_a_year=sum(parts.values()),
        parts=parts,
        cause=code,
        item=plan.id,
        group=target,
        confidence=confidence(need, gone),
    )

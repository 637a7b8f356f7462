"""Rules about a switch as a whole: PoE, free ports, spanning tree, counters."""

from collections.abc import Iterator

from agent.shared.findings.case import find
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import listed
from agent.shared.survey import Port, Survey
from agent.shared.wire import Scalar
from collector.ports.shapes import Case, Undecided
from collector.ports.words import label, linked, wired

_WATTS = {0: 15.4, 1: 4.0, 2: 7.0, 3: 15.4, 4: 30.0, 5: 45.0, 6: 60.0, 7: 75.0, 8: 90.0}
"""What a port keeps for a device of each class (IEEE 802.3af, at, bt)."""
_NONSENSE = 1.5  # draw against budget; more is another unit
_GIGABIT = 1_000_000_000
_FEW_PORTS = 2


def poe(case: Case) -> Iterator[Finding | Undecided]:
    """Yield groups of ports whose power is nearly used up."""
    limits = case.thresholds.poe
    for group, (budget, used) in _power(case).items():
        if budget <= 0 or used < 0 or used > budget * _NONSENSE:
            continue
        largest = _largest_class(case.survey)
        share = used / budget
        severity: Severity = "warning" if share >= limits.ratio_high else "info"
        left = budget - used
        if share >= limits.ratio or (largest and left < _WATTS[largest]):
            yield find(
                "poe_near_budget",
                severity,
                group,
                used_watts=_watts(used, budget),
                budget_watts=round(budget),
                poe_class=largest,
                ports=sum(1 for p in case.survey.ports if p.poe and p.poe.delivering),
            )


def _power(case: Case) -> dict[str, tuple[float, float]]:
    """Return budget and draw by group: the latest, else those of the survey."""
    if case.levels.poe:
        return case.levels.poe
    return {
        str(one.group): (one.budget_watts, one.used_watts)
        for one in case.survey.power
        if one.budget_watts is not None and one.used_watts is not None
    }


def _largest_class(survey: Survey) -> int | None:
    """Return the largest class of what is fed now."""
    found = [
        port.poe.class_
        for port in survey.ports
        if port.poe and port.poe.delivering and port.poe.class_ in _WATTS
    ]
    return max((one for one in found if one is not None), default=None)


def _watts(used: float, budget: float) -> int:
    """Return *used* in steps of 5 % of the budget: what it moves between is no news."""
    step = max(1.0, budget / 20)
    return round(round(used / step) * step)


def free_ports(case: Case) -> Iterator[Finding | Undecided]:
    """Yield how many ports had no link for weeks, and how long they were watched."""
    limits = case.thresholds.free
    ports = [port for port in wired(case) if port.admin != "down"]
    watched = len(case.evidence.days)
    if case.survey.kind not in {"switch", "router"} or len(ports) < limits.least_ports:
        return
    if watched < case.thresholds.watch.least_days:
        return
    since = case.evidence.today - 7 * limits.weeks
    free = [port for port in ports if _is_free(case, port, since)]
    evidence: dict[str, Scalar] = {
        "free_ports": len(free),
        "ports": len(ports),
        "watched_days": watched,
    }
    if not free:
        yield Finding("ports_used_up", "warning", "", evidence)
    elif len(free) < limits.share * len(ports):
        yield Finding("ports_nearly_used_up", "info", "", evidence)
    else:
        names = listed(map(label, free))
        yield Finding("ports_free", "info", "", {**evidence, "names": names})


def _is_free(case: Case, port: Port, since: int) -> bool:
    seen = case.port(port)
    if case.linked(port) or any(flap.day >= since for flap in seen.flaps):
        return False
    return seen.last_link is None or seen.last_link < since


def root_bridge(case: Case) -> Iterator[Finding | Undecided]:
    """Yield an access switch that is the root of the spanning tree of what is above."""
    tree, above = case.survey.spanning_tree, case.above
    if tree is None or above is None or not tree.root or tree.root_port:
        return
    own = {*case.survey.macs, case.survey.chassis}
    other = above.spanning_tree
    if tree.root in own and other is not None and other.root == tree.root:
        yield find(
            "stp_root_below",
            "info",
            other=above.name or above.device,
            priority=tree.priority,
        )


def tree_changes(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a spanning tree that changes all day."""
    limits = case.thresholds.stp
    first = case.evidence.today - case.thresholds.watch.recent_days
    counts = [
        round(count)
        for day, count in case.evidence.topology_changes
        if day >= first and count >= limits.changes_a_day
    ]
    if len(counts) >= limits.bad_days:
        yield find(
            "stp_changes_often", "info", most_a_day=max(counts), bad_days=len(counts)
        )


def counters(case: Case) -> Iterator[Finding | Undecided]:
    """Yield fast ports whose 32-bit counters may go round between two polls."""
    names = [label(port) for port in linked(case) if _is_doubtful(case, port)]
    if names:
        yield find("counters_doubtful", "info", names=listed(names), ports=len(names))


def _is_doubtful(case: Case, port: Port) -> bool:
    small = port.counter_bits == 32 and (case.speed_bps(port) or 0) > _GIGABIT
    return port.doubtful or small


def learning(case: Case) -> Iterator[Finding | Undecided]:
    """Yield that a device was watched for too few days to say much of its ports.

    Of a printer or a UPS with one or two nobody expects it.
    """
    days, least = len(case.evidence.days), case.thresholds.watch.least_days
    if days < least and any(linked(case)) and len(list(wired(case))) > _FEW_PORTS:
        yield find("ports_learning", "info", watched_days=days, needed_days=least)

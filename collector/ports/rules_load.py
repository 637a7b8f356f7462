"""Rules about how full lines are: use, uplinks, broadcast."""

from collections.abc import Iterator

from agent.shared.findings.shape import Finding, Severity
from collector.ports.shapes import Case, PortEvidence, Undecided
from collector.ports.words import about, asleep, linked, rounded, wired


def use(case: Case) -> Iterator[Finding | Undecided]:
    """Yield ports whose speed is used up in office hours, by direction."""
    limits = case.thresholds.use
    for port in wired(case):
        seen = case.port(port)
        if len(seen.days) < case.thresholds.watch.least_days:
            continue
        if not case.linked(port):
            yield from asleep(case, port, "uplink_busy", "port_busy")
            continue
        way, p95, busiest = _busier(seen)
        if p95 < limits.ratio:
            continue
        between = case.between_devices(port)
        grave = between or p95 >= limits.ratio_high
        yield about(
            case,
            port,
            "uplink_busy" if between else "port_busy",
            "warning" if grave else "info",
            direction=way,
            p95_ratio=_percent(p95),
            busiest_ratio=_percent(busiest),
            speed_bps=case.speed_bps(port),
            watched_days=len(seen.days),
        )


def _busier(seen: PortEvidence) -> tuple[str, float, float]:
    """Return the busier direction, its p95 and its busiest hour.

    The lower of all days and of the recent ones counts: what was is no finding, and
    one busy week is none yet.
    """
    into = min(seen.receive_p95 or 0.0, seen.receive_p95_recent or 0.0)
    out = min(seen.transmit_p95 or 0.0, seen.transmit_p95_recent or 0.0)
    if into >= out:
        return "receive", into, seen.busiest_receive
    return "transmit", out, seen.busiest_transmit


def oversubscription(case: Case) -> Iterator[Finding | Undecided]:
    """Yield an uplink that much more speed hangs on, and that is getting busy."""
    limits = case.thresholds.use
    up = [port for port in linked(case) if port.index in case.uplinks]
    speed = sum(case.speed_bps(port) or 0 for port in up)
    if not up or not speed:
        return
    others = [port for port in linked(case) if port.index not in case.uplinks]
    access = sum(case.speed_bps(port) or 0 for port in others)
    seen = [case.port(port) for port in up]
    days = min(len(one.days) for one in seen)
    busiest = max(max(s.busiest_receive, s.busiest_transmit) for s in seen)
    p95 = max(_busier(one)[1] for one in seen)
    if days < case.thresholds.watch.least_days or p95 >= limits.ratio:
        return  # too early to say, or said as a busy uplink
    if access < speed * limits.oversubscribed_factor:
        return
    if busiest >= limits.oversubscribed_busy_ratio:
        yield about(
            case,
            up[0],
            "uplink_oversubscribed",
            "info",
            ports=len(others),
            access_bps=access,
            speed_bps=speed,
            busiest_ratio=_percent(busiest),
            watched_days=days,
        )


def broadcast(case: Case) -> Iterator[Finding | Undecided]:
    """Yield ports where broadcast comes in as a storm, or as a large part of all."""
    limits = case.thresholds.broadcast
    first = case.evidence.today - limits.storm_within_days + 1
    recent = case.evidence.today - case.thresholds.watch.recent_days
    for port in linked(case):
        seen = case.port(port)
        storms = [day for day in seen.storm_days if day >= first]
        noisy = [day for day in seen.noisy_days if day >= recent]
        if storms:
            # At an uplink it comes in from elsewhere: where from, the others tell.
            severity: Severity = "warning" if case.between_devices(port) else "critical"
            yield about(
                *(case, port, "broadcast_storm", severity), bad_days=len(storms)
            )
        elif len(noisy) >= limits.high_days:
            yield about(case, port, "broadcast_high", "info", bad_days=len(noisy))


def _percent(ratio: float) -> float:
    """Return *ratio* as whole per cents."""
    return rounded(round(ratio, 2))

"""Rules about what a link was negotiated to: speed and duplex."""

import re
from collections.abc import Iterator, Mapping, Sequence

from agent.shared.findings.shape import Finding
from agent.shared.survey import Port
from collector.ports.shapes import Case, Undecided
from collector.ports.words import about, asleep, graver, linked, wired

_SLOW = ("port_slow_link", "port_slow_by_setting", "port_slow_offer")
_DUPLEX = ("port_duplex_mismatch", "port_duplex_suspected", "port_half_duplex")
_GIGABIT = 1_000_000_000
_NUMBER = re.compile(r"\d+$")


def slow(case: Case) -> Iterator[Finding | Undecided]:
    """Yield links that are slower than both of their ends can do."""
    groups = _groups(case)
    for port in wired(case):
        if not case.linked(port):
            yield from asleep(case, port, *_SLOW)
            continue
        speed = case.speed_bps(port)
        able = port.capable_bps or _inferred(case, port, groups)
        if not speed or not able or speed >= case.thresholds.link.slow_below_bps:
            continue
        if case.moving(port) or case.end(port).on is False:
            # A machine that is off waits for its wake-up call at 10 Mb/s.
            yield from (Undecided(kind, port.key) for kind in _SLOW)
            continue
        yield from _slow(case, port, speed, able)


def _slow(case: Case, port: Port, speed: int, able: int) -> Iterator[Finding]:
    far, offered = case.end(port).capable_bps, case.end(port).offers_bps
    both = min(able, max(far or 0, offered or 0))
    if speed >= both:
        return
    kind, severity = "port_slow_link", graver(case, port, high=True)
    if port.auto_negotiation is False:
        kind = "port_slow_by_setting"
    elif offered is not None and offered <= speed:
        kind, severity = "port_slow_offer", graver(case, port, high=False)
    yield about(case, port, kind, severity, speed_bps=speed, both_bps=both)


def duplex(case: Case) -> Iterator[Finding | Undecided]:
    """Yield links of half duplex, and those whose ends differ."""
    ports = list(linked(case))
    half = [port for port in ports if port.duplex == "half"]
    if len(half) >= max(4, len(ports)):
        return  # all half: the device knows no better
    for port in wired(case):
        if not case.linked(port):
            yield from asleep(case, port, *_DUPLEX)
        elif case.moving(port) or case.end(port).on is False:
            yield from (Undecided(kind, port.key) for kind in _DUPLEX)
        elif (case.speed_bps(port) or _GIGABIT) < _GIGABIT:
            # There is no half duplex at a gigabit; devices that say so are mistaken.
            yield from _duplex(case, port)


def _duplex(case: Case, port: Port) -> Iterator[Finding]:
    other = case.end(port).duplex
    if port.duplex and other and port.duplex != other:
        severity = graver(case, port, high=True)
        yield about(
            *(case, port, "port_duplex_mismatch", severity),
            duplex=port.duplex,
            other_duplex=other,
        )
    elif _errors_of_mismatch(case, port):
        severity = graver(case, port, high=True)
        yield about(case, port, "port_duplex_suspected", severity, duplex=port.duplex)
    elif port.duplex == "half" and not _late(case, port):
        severity = graver(case, port, high=False)
        speed = case.speed_bps(port)
        yield about(case, port, "port_half_duplex", severity, speed_bps=speed)


def late_collisions(case: Case) -> Iterator[Finding | Undecided]:
    """Yield ports with late collisions, which a good line has never."""
    for port in wired(case):
        late = _late(case, port)
        if late:
            severity = graver(case, port, high=True)
            yield about(
                *(case, port, "port_late_collisions", severity),
                late_collisions=round(sum(late)),
                bad_days=len(late),
            )


def _errors_of_mismatch(case: Case, port: Port) -> bool:
    """Return whether a port that is set to full duplex receives broken packets.

    Its partner, which finds no negotiation, falls back to half duplex; it sends into
    what we send, breaks off, and we receive the fragments.
    """
    if port.duplex != "full" or port.auto_negotiation is not False:
        return False
    limits = case.thresholds.errors
    recent = case.port(port).errors[-case.thresholds.watch.recent_days :]
    bad = [
        one
        for one in recent
        if one.ratio >= limits.ratio and one.readings >= limits.readings_a_day
    ]
    return len(bad) >= limits.bad_days


def _late(case: Case, port: Port) -> list[float]:
    """Return the late collisions of each recent day that had more than a few."""
    limits, watch = case.thresholds.link, case.thresholds.watch
    first = case.evidence.today - watch.recent_days
    found = [
        count
        for day, count in case.port(port).late_collisions
        if day >= first and count >= limits.late_collisions_a_day
    ]
    return found if len(found) >= limits.late_collision_days else []


def _groups(case: Case) -> dict[str, list[Port]]:
    """Return the ports in the order of their numbers, by the rest of their names."""
    groups: dict[str, list[Port]] = {}
    for port in sorted(wired(case), key=lambda port: port.index):
        groups.setdefault(_NUMBER.sub("", port.key), []).append(port)
    return groups


def _inferred(
    case: Case, port: Port, groups: Mapping[str, Sequence[Port]]
) -> int | None:
    """Return a gigabit for a port that stands between ports with a gigabit link.

    Many switches do not say what a port can do. Those of 24 slow ports and 2 fast ones
    name all alike, but no slow port has a fast one on either side.
    """
    group = groups.get(_NUMBER.sub("", port.key), [])
    fast = [other.index for other in group if (case.speed_bps(other) or 0) >= _GIGABIT]
    if fast and min(fast) < port.index < max(fast):
        return _GIGABIT
    return None

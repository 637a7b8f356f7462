"""Rules about what goes wrong on a line: errors, discards, links that flap."""

from collections.abc import Iterator, Sequence
from typing import Literal

from agent.shared.findings.shape import Finding
from collector.ports.shapes import Case, DayRatio, Undecided
from collector.ports.words import about, asleep, graver, left_lately, rounded, wired

Trend = Literal["rising", "steady", "falling", "not_yet"]


def errors(case: Case) -> Iterator[Finding | Undecided]:
    """Yield ports that receive damaged packets day by day, and those that did."""
    limits = case.thresholds.errors
    for port in wired(case):
        days = case.port(port).errors
        if len(case.port(port).days) < case.thresholds.watch.least_days:
            continue
        if not case.linked(port) and not left_lately(case, port):
            continue
        bad = [one for one in days if _is_bad(one, limits.ratio, limits.readings_a_day)]
        recent = days[-case.thresholds.watch.recent_days :]
        now = [one for one in recent if one in bad]
        if len(now) >= limits.bad_days:
            ratio = _mean(recent)
            if ratio < limits.ratio:
                continue
            yield about(
                case,
                port,
                "port_errors",
                graver(case, port, high=ratio >= limits.ratio_high),
                error_ratio=rounded(ratio),
                bad_days=len(bad),
                watched_days=len(days),
                trend=trend(days, len(recent), limits.changed_factor),
            )
        elif len(bad) >= limits.bad_days and not _any(recent[-limits.bad_days :]):
            yield about(
                case,
                port,
                "port_errors_gone",
                "info",
                error_ratio=rounded(_mean(bad)),
                bad_days=len(bad),
                good_days=len([one for one in days if one.day > bad[-1].day]),
            )


def discards(case: Case) -> Iterator[Finding | Undecided]:
    """Yield ports that throw packets away because more comes than goes out."""
    limits = case.thresholds.discards
    for port in wired(case):
        days = case.port(port).discards
        if len(case.port(port).days) < case.thresholds.watch.least_days:
            continue
        if not case.linked(port):
            yield from asleep(case, port, "port_discards")
            continue
        recent = days[-case.thresholds.watch.recent_days :]
        bad = [
            one for one in recent if _is_bad(one, limits.ratio, limits.readings_a_day)
        ]
        ratio = _mean(recent)
        if len(bad) < limits.bad_days or ratio < limits.ratio:
            continue
        high = ratio >= limits.ratio_high
        yield about(
            case,
            port,
            "port_discards",
            "warning" if high or case.between_devices(port) else "info",
            discard_ratio=rounded(ratio),
            bad_days=len(bad),
            watched_days=len(recent),
            speed_bps=case.speed_bps(port),
        )


def flaps(case: Case) -> Iterator[Finding | Undecided]:
    """Yield links that are lost and come back many times a day."""
    limits = case.thresholds.flaps
    first = case.evidence.today - limits.within_days
    for port in wired(case):
        least = limits.a_day
        if case.between_devices(port):
            least = limits.a_day_between_devices
        counts = [
            one.times
            for one in case.port(port).flaps
            if one.day >= first and one.times >= least
        ]
        if len(counts) >= limits.bad_days:
            yield about(
                case,
                port,
                "port_flapping",
                "warning",
                most_a_day=max(counts),
                bad_days=len(counts),
                watched_days=limits.within_days,
            )


def trend(days: Sequence[DayRatio], recent: int, factor: float) -> Trend:
    """Return how the last *recent* of *days* compare with those before them."""
    before = days[:-recent]
    if len(before) < recent:
        return "not_yet"
    now, then = _mean(days[-recent:]), _mean(before)
    if now > then * factor:
        return "rising"
    return "falling" if now * factor < then else "steady"


def _is_bad(one: DayRatio, ratio: float, readings: int) -> bool:
    return one.ratio >= ratio and one.readings >= readings


def _any(days: Sequence[DayRatio]) -> bool:
    return any(one.readings for one in days)


def _mean(days: Sequence[DayRatio]) -> float:
    return sum(one.ratio for one in days) / len(days) if days else 0.0

"""Rules about a device as a whole, and about what UPS and printers say."""

from collections.abc import Iterator

from agent.shared.findings.case import find
from agent.shared.findings.shape import Finding, Severity
from agent.shared.findings.values import DAY_S
from collector.ports.shapes import Case, Undecided

_NETWORK = frozenset({"switch", "router", "firewall"})
_EXPECTED = frozenset({*_NETWORK, "access_point", "ups", "nas", "server"})
"""What runs whenever people work; a printer may sleep."""


def silent(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a device that does not answer in office hours, while its agent does."""
    if case.survey.kind not in _EXPECTED:
        return
    if case.contact == "unknown" or (case.contact == "silent" and not case.office):
        yield Undecided("device_silent", "")
    elif case.contact == "silent":
        if case.silent_s < case.thresholds.device.silent_seconds:
            yield Undecided("device_silent", "")
            return
        severity: Severity = "critical" if case.survey.kind in _NETWORK else "warning"
        since = round((case.now - case.silent_s) / 60) * 60.0
        address = case.survey.address or None
        yield find(
            "device_silent", severity, since_timestamp_seconds=since, address=address
        )


def restarts(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a device that restarts again and again without a power cut."""
    limits = case.thresholds.device
    first = case.now - limits.restarts_within_days * DAY_S
    times = [time for time in case.evidence.restarts if time >= first]
    if len(times) >= limits.restarts:
        yield find(
            "device_restarts_often",
            "warning",
            restarts=len(times),
            last_timestamp_seconds=max(times),
            watched_days=limits.restarts_within_days,
        )


def processor(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a processor that is busy in office hours."""
    limits, p95 = case.thresholds.device, case.evidence.cpu_p95
    if p95 is not None and p95 >= limits.cpu_ratio:
        severity: Severity = "warning" if p95 >= limits.cpu_ratio_high else "info"
        days = len(case.evidence.days)
        yield find("device_busy", severity, p95_ratio=round(p95, 2), watched_days=days)


def temperature(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a device that gets hot in office hours."""
    limits, warmest = case.thresholds.device, case.evidence.warmest_celsius
    if warmest is not None and limits.temperature_celsius <= warmest < 200:
        high = warmest >= limits.temperature_high_celsius
        days = len(case.evidence.days)
        yield find(
            "device_hot",
            "warning" if high else "info",
            temperature_celsius=round(warmest),
            watched_days=days,
        )


def parts(case: Case) -> Iterator[Finding | Undecided]:
    """Yield fans, supplies and sensors that the device itself calls not well."""
    for sensor, part in case.levels.bad_parts:
        yield find("device_part_bad", "warning", sensor, sensor=sensor, part=part)


def battery(case: Case) -> Iterator[Finding | Undecided]:
    """Yield a UPS that feeds from its battery, and a battery that is worn out."""
    levels, least = case.levels, case.thresholds.device.battery_low_ratio
    charge = levels.battery_charge
    if levels.on_battery:
        low = charge is not None and charge <= least
        yield find(
            "ups_on_battery",
            "critical" if low else "warning",
            charge_ratio=_tenths(charge),
            runtime_seconds=_minutes(levels.battery_runtime_s),
        )
    elif levels.battery_ok is False:
        # On battery it is called low because it is being used up.
        yield find("ups_battery_bad", "warning", charge_ratio=_tenths(charge))


def supplies(case: Case) -> Iterator[Finding | Undecided]:
    """Yield toner and the like that is nearly used up."""
    told = case.levels.supplies or {
        supply.name: supply.level_ratio
        for supply in case.survey.supplies
        if supply.level_ratio is not None
    }
    for name, ratio in told.items():
        if ratio <= case.thresholds.device.supply_low_ratio:
            yield find(
                "supply_low", "info", name, supply=name, left_ratio=round(ratio, 2)
            )


def _tenths(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 1)


def _minutes(seconds: float | None) -> float | None:
    """Return *seconds* in steps of five minutes."""
    return None if seconds is None else round(seconds / 300) * 300.0

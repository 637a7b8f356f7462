"""What is used up by and by: drives, free space, the speed of lines."""

import datetime as dt
import math
from collections.abc import Iterator

from agent.shared.findings.values import DAY_S, items, number
from agent.shared.language import Language
from agent.shared.survey import Port
from collector.device_signals import port_signal
from collector.planning.need.drives import defects, system_free
from collector.planning.need.numbers import percent
from collector.planning.outlook.shapes import Event
from collector.planning.outlook.trend import Trend, trend
from collector.planning.outlook.words import sentence
from collector.planning.shapes.estate import Device, LineUse, Machine, Measured
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Need

_LEAST_USED_PERCENT = 10.0  # less is within what drives round to
_LEAST_AGE_DAYS = 365.0
_YEARS_100_DAYS = 36_500.0
_OLD_DAYS = 14
_WAYS = ("receive", "transmit")


def wears_out(machine: Machine, today: dt.date) -> Iterator[Event]:
    """Yield when solid-state drives are worn out, if they go on as they did.

    The age is the machine's: of a drive that came later the end comes earlier. With
    less than a year, or less than a tenth used, nothing is said.
    """
    for code, evidence in defects(machine).items():
        if code == "disk_failing":
            name = str(evidence.get("drive") or "")
            yield Event("wears_out", today, sentence("drive_failing", today, name=name))
    age = _age_days(machine, today)
    if age is None or age < _LEAST_AGE_DAYS:
        return
    for key, drive in items(machine.facts, "disk_health").items():
        left = number(drive, "life_remaining_percent")
        if left is None or not 0 < left <= 100 - _LEAST_USED_PERCENT:
            continue
        used = 100 - left
        by = _after(today, left * age / used)
        if by is not None:
            text = sentence("wears_out", by, name=key, value=_both(used / 100))
            yield Event("wears_out", by, text)


def _age_days(machine: Machine, today: dt.date) -> float | None:
    since = machine.bought if machine.bought is not None else machine.made
    if since is None or not math.isfinite(since) or since <= 0:
        return None
    return (today - dt.date(1970, 1, 1)).days - since / DAY_S


def fills_up(machine: Machine, policy: Policy, today: dt.date) -> Iterator[Event]:
    """Yield when the system drive is full, if it goes on as it did."""
    free = system_free(machine)
    threshold = policy.thresholds.get("filesystem_free")
    if free is None or threshold is None:
        return
    found = _trend(free.seen, today)
    if found is None or found.slope >= 0:
        return
    limit = threshold.critical if found.level > threshold.critical else 0.0
    by = _after(today, found.reaches(limit))
    if by is not None:
        text = sentence(
            "fills_up", by, value=_both(max(found.level, 0.0)), limit=_both(limit)
        )
        yield Event("fills_up", by, text)


def saturates(
    thing: Device | LineUse,
    port: Port | None,
    need: Need | None,
    policy: Policy,
    today: dt.date,
) -> Iterator[Event]:
    """Yield when an uplink or a line is full, if its use grows as it did."""
    name = "line_use_p95" if port is None else "port_use_p95"
    threshold = policy.thresholds.get(name)
    if threshold is None:
        return
    dimension = "line_use" if port is None else "port_use"
    now = need.pressures.get(dimension) if need is not None else None
    if need is not None and need.enough and now and now.raw >= 1 and now.value:
        text = sentence("saturated", today, value=_both(now.value))
        yield Event("saturates", today, text)
        return
    limit = threshold.critical
    found = [
        (days, grown.level)
        for seen in _use(thing, port)
        if (grown := _trend(seen, today)) is not None
        and grown.slope > 0
        and (days := grown.reaches(limit)) is not None
    ]
    if found:
        days, level = min(found)
        by = _after(today, days)
        if by is not None:
            text = sentence("saturates", by, value=_both(level), limit=_both(limit))
            yield Event("saturates", by, text)


def _trend(seen: Measured, today: dt.date) -> Trend | None:
    """Return the trend of what was *seen*, None where that is long ago."""
    found = trend(seen.days, seen.daily_p95)
    old = found is not None and found.last_day < today.toordinal() - _OLD_DAYS
    return None if old else found


def _use(thing: Device | LineUse, port: Port | None) -> Iterator[Measured]:
    for way in _WAYS:
        name = f"line_{way}_ratio"
        if port is not None:
            name = port_signal(f"port_{way}_ratio", port.key)
        if name in thing.signals:
            yield thing.signals[name]


def _after(today: dt.date, days: float | None) -> dt.date | None:
    if days is None or not 0 <= days < _YEARS_100_DAYS:
        return None
    return today + dt.timedelta(days=math.ceil(days))


def _both(ratio: float) -> dict[Language, str]:
    return {"vi": percent(ratio, "vi"), "en": percent(ratio, "en")}

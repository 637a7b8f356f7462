"""The forecast of an estate in which nothing is done, for three years."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from agent.shared.knowledge.support import Support
from collector.planning.need.ports import uplinks
from collector.planning.outlook.ends import contract_ends, support_ends
from collector.planning.outlook.shapes import Event
from collector.planning.outlook.wear import fills_up, saturates, wears_out
from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.need import Need, Target
from collector.planning.shapes.plan import Outlook

HORIZON_DAYS = 3 * 365
_SOON_DAYS = {"support_ends": 365, "contract_ends": 90}
_URGENT_DAYS = {"fills_up": 90, "saturates": 90, "wears_out": 90}

Named = tuple[Target, str, str]  # with its name and department


def outlook(
    estate: Estate, needs: Sequence[Need], facts: PlanningFacts, support: Support
) -> tuple[Outlook, ...]:
    """Return what ends, wears out, fills up or saturates, the earliest first.

    What has no date or no certain trend is not told. It never raises.
    """
    today = day_of(estate.window.last_day)
    if today is None:
        return ()
    last = today + dt.timedelta(days=HORIZON_DAYS)
    known = {need.target.text: need for need in needs}
    found = [
        Outlook(
            target.text,
            name,
            department,
            event.kind,
            event.by.isoformat(),
            _severity(event, today),
            event.text,
        )
        for (target, name, department), event in _events(
            estate, known, facts, support, today
        )
        if event.by <= last
    ]
    return tuple(
        sorted(found, key=lambda one: (one.by, one.target, one.kind, one.text.en))
    )


def day_of(ordinal: int) -> dt.date | None:
    """Return the day with that number (since year 1), None if there is none."""
    try:
        day = dt.date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        return None
    return day if day.year < dt.MAXYEAR - 100 else None


def _events(
    estate: Estate,
    needs: Mapping[str, Need],
    facts: PlanningFacts,
    support: Support,
    today: dt.date,
) -> Iterator[tuple[Named, Event]]:
    policy = facts.policy
    for machine in estate.machines:
        named = Target("machine", machine.id), machine.name, machine.department
        for event in (
            *support_ends(machine, support, today),
            *wears_out(machine, today),
            *fills_up(machine, policy, today),
        ):
            yield named, event
    up = uplinks(estate.topology)
    for device in estate.devices:
        for port in device.survey.ports:
            if port.index in up.get(device.id, ()):
                target = Target("port", f"{device.id}/{port.key}")
                named = target, f"{device.name} {port.key}", device.department
                need = needs.get(target.text)
                for event in saturates(device, port, need, policy, today):
                    yield named, event
    for use in estate.lines:
        target = Target("line", use.line.id)
        named = target, use.line.id, ""
        for event in (
            *contract_ends(use.line, today),
            *saturates(use, None, needs.get(target.text), policy, today),
        ):
            yield named, event


def _severity(event: Event, today: dt.date) -> Literal["critical", "warning", "info"]:
    left = (event.by - today).days
    if left <= _URGENT_DAYS.get(event.kind, 0):
        return "critical"
    return "warning" if left <= _SOON_DAYS.get(event.kind, 365) else "info"

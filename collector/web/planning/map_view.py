"""The plan on the map of the LAN: what changes where, and what no map shows. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from collector.planning.shapes.plan import Plan, PlanLine
from collector.reports.names import department_name
from collector.reports.pen import Pen
from collector.web.i18n import Tongue
from collector.web.lan.map_look import Change
from collector.web.planning.asked import PATH, Asked


def changes(plan: Plan, asked: Asked, tongue: Tongue) -> dict[str, Change]:
    """Return what *plan* does to each target that *asked* shows, the earliest first."""
    pen = Pen(tongue.language)
    found: dict[str, Change] = {}
    for target, lines in _by_target(plan, asked).items():
        told = "; ".join(
            f"{pen.quarter(line.quarter)}: {pen.say(line.title)}" for line in lines
        )
        link = f"{PATH}/line?{asked.query()}&id={quote(lines[0].id, safe='')}"
        found[target] = Change(str(lines[0].year), told, link)
    return found


def _by_target(plan: Plan, asked: Asked) -> dict[str, list[PlanLine]]:
    found: dict[str, list[PlanLine]] = {}
    for line in sorted(plan.lines, key=lambda one: (one.quarter, one.id)):
        if asked.shows(line):
            found.setdefault(line.target, []).append(line)
    return found


def elsewhere(
    plan: Plan, asked: Asked, drawn: Iterable[str], tongue: Tongue
) -> Sequence[dict[str, Any]]:
    """Return the lines whose targets are not among those that are *drawn*."""
    pen, there = Pen(tongue.language), set(drawn)
    return [
        {
            "id": line.id,
            "name": line.target_name,
            "department": department_name(pen, line.department),
            "title": pen.say(line.title),
            "quarter": pen.quarter(line.quarter),
        }
        for line in plan.lines
        if asked.shows(line) and line.target not in there
    ]

"""The landing page: how many machines stand where, as functions of values."""

from collections.abc import Sequence
from dataclasses import dataclass

from collector.fleet import reporting
from collector.web.i18n import Tongue
from collector.web.views_fleet import FleetRow, Wish, fold
from collector.web.views_states import STATE_ORDER, StateText, state_text
from collector.web.views_tasks import Task, tasks


@dataclass(frozen=True)
class StateCount:
    """How many machines stand in one state."""

    text: StateText
    count: int
    share: float
    link: str


@dataclass(frozen=True)
class DepartmentCount:
    """Where the machines of one department stand."""

    name: str
    total: int
    reporting: int
    off: int
    attention: int
    link: str


@dataclass(frozen=True)
class Overview:
    """Everything on the landing page that comes from the fleet."""

    total: int
    reporting: int
    states: Sequence[StateCount]
    tasks: Sequence[Task]
    departments: Sequence[DepartmentCount]


def overview(rows: Sequence[FleetRow], tongue: Tongue, *, now: float) -> Overview:
    """Return the landing page of a fleet."""
    watched = [row for row in rows if row.state != "revoked"]
    return Overview(
        total=len(watched),
        reporting=sum(1 for row in watched if reporting(row.state)),
        states=_states(rows, tongue),
        tasks=tasks(rows, tongue, now=now),
        departments=_departments(watched, tongue),
    )


def _states(rows: Sequence[FleetRow], tongue: Tongue) -> list[StateCount]:
    counts = dict.fromkeys(STATE_ORDER, 0)
    for row in rows:
        counts[row.state] += 1
    return [
        StateCount(
            state_text(tongue, state),
            count,
            count / len(rows) if rows else 0.0,
            Wish().link(state=state),
        )
        for state, count in counts.items()
    ]


def _departments(rows: Sequence[FleetRow], tongue: Tongue) -> list[DepartmentCount]:
    groups: dict[str, list[FleetRow]] = {}
    for row in rows:
        groups.setdefault(row.agent.department, []).append(row)
    names = sorted(groups, key=lambda name: (not name, fold(name)))
    return [
        DepartmentCount(
            name=name or tongue.text("no department"),
            total=len(groups[name]),
            reporting=sum(1 for r in groups[name] if reporting(r.state)),
            off=sum(1 for r in groups[name] if r.state == "off"),
            attention=sum(
                1
                for r in groups[name]
                if r.state in {"silent", "quarantined", "pending"}
            ),
            link=Wish().link(department=name) if name else "/fleet",
        )
        for name in names
    ]

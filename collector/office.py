"""What people say of their office, of plans and of purchases: the register, typed.

An entry that cannot be read is named in the log and left out; it does not take the
others with it.
"""

import logging
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from agent.shared.wire import Scalar, encode
from collector.planning.shapes.approved import ApprovedPlan
from collector.planning.shapes.records import (
    Decision,
    Department,
    Line,
    Maintenance,
    Purchase,
)
from collector.store.interface import AuditRecord
from collector.store.planning import Entry, PlanningStore

log = logging.getLogger(__name__)

LINE, DEPARTMENT, DECISION = "line", "department", "decision"
PURCHASE, PLAN = "purchase", "plan"
MAINTENANCE = "maintenance"

_T = TypeVar("_T")


class OfficeError(ValueError):
    """What was said cannot be kept; the text says why."""


def lines(store: PlanningStore) -> tuple[Line, ...]:
    """Return the broadband lines, by id."""
    return _read(store, LINE, Line)


def departments(store: PlanningStore) -> tuple[Department, ...]:
    """Return the departments, by name."""
    return _read(store, DEPARTMENT, Department)


def decisions(store: PlanningStore) -> tuple[Decision, ...]:
    """Return what is pinned and forbidden, by choice."""
    return _read(store, DECISION, Decision)


def purchases(store: PlanningStore) -> tuple[Purchase, ...]:
    """Return what was bought, by id."""
    return _read(store, PURCHASE, Purchase)


def maintenances(store: PlanningStore) -> tuple[Maintenance, ...]:
    """Return when something is switched off on purpose, by name."""
    return _read(store, MAINTENANCE, Maintenance)


def approved_plans(store: PlanningStore) -> tuple[ApprovedPlan, ...]:
    """Return the plans that somebody approved, the last one last."""
    found = _read(store, PLAN, ApprovedPlan)
    return tuple(sorted(found, key=lambda one: (one.time, one.plan.id)))


def put_line(store: PlanningStore, line: Line, *, actor: str, time: float) -> None:
    """Keep *line*, in the place of the one with its id."""
    told = {"down_mbps": line.down_mbps, "up_mbps": line.up_mbps}
    _put(store, LINE, line.id, line, actor, time, told)


def put_department(
    store: PlanningStore, department: Department, *, actor: str, time: float
) -> None:
    """Keep *department*, in the place of the one with its name."""
    told = {"heads": department.heads}
    _put(store, DEPARTMENT, department.name, department, actor, time, told)


def put_decision(store: PlanningStore, decision: Decision) -> None:
    """Keep *decision*, in the place of the one about its choice."""
    told = {"action": decision.action, "year": decision.year}
    who, when = decision.actor, decision.time
    _put(store, DECISION, decision.choice, decision, who, when, told)


def put_purchase(store: PlanningStore, purchase: Purchase) -> None:
    """Keep *purchase*, in the place of the one with its id."""
    told = {"target": purchase.target, "option": purchase.option}
    who, when = purchase.actor, purchase.time
    _put(store, PURCHASE, purchase.id, purchase, who, when, told)


def put_maintenance(store: PlanningStore, one: Maintenance, *, time: float) -> None:
    """Keep *one*, in the place of the one with its name."""
    told: dict[str, Scalar] = {"site": one.site, "begin": one.begin, "end": one.end}
    _put(store, MAINTENANCE, one.id, one, one.actor, time, told)


def put_approved(store: PlanningStore, approved: ApprovedPlan) -> None:
    """Keep *approved* under the id of its plan."""
    told = {"lines": len(approved.plan.lines), "spent_vnd": approved.plan.spent_vnd}
    id_, who, when = approved.plan.id, approved.actor, approved.time
    _put(store, PLAN, id_, approved, who, when, told)


def remove(
    store: PlanningStore, kind: str, id_: str, *, actor: str, time: float
) -> bool:
    """Delete one entry of *kind*; False if it is not there."""
    return store.remove_entry(
        kind, id_, AuditRecord(time, actor, f"{kind}_removed", id_)
    )


def _read(store: PlanningStore, kind: str, shape: type[_T]) -> tuple[_T, ...]:
    decoder = msgspec.json.Decoder(shape)
    found = []
    for entry in store.entries(kind):
        try:
            found.append(decoder.decode(entry.body))
        except (msgspec.MsgspecError, ValueError) as err:
            log.warning(
                "the register's entry %s %r is left out: %s", kind, entry.id, err
            )
    return tuple(found)


def _put(  # noqa: PLR0913, PLR0917 - one place for all kinds
    store: PlanningStore,
    kind: str,
    id_: str,
    value: msgspec.Struct,
    actor: str,
    time: float,
    told: Mapping[str, Scalar],
) -> None:
    """Write *value* if it can be read again.

    Raises:
        OfficeError: its shape forbids it, or the text is no text.
    """
    try:
        body = encode(value)
        msgspec.json.decode(body, type=type(value))
    except (msgspec.MsgspecError, ValueError) as err:
        raise OfficeError(f"{kind} {id_}: {err}") from err
    if not 1 <= len(id_) <= 255:
        raise OfficeError(f"{kind}: an id has 1 to 255 characters")
    audit = AuditRecord(time, actor, f"{kind}_set", id_, dict(told))
    store.put_entry(Entry(kind, id_, time, body), audit)

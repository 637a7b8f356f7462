"""What a fact file must be beyond its shape: known names, no doubles, an order of dates."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _

import msgspec

from collector.planning.dti import faults
from collector.planning.figure_texts import NAMES
from collector.planning.need.thresholds import JUDGED
from collector.planning.shapes.facts import (
    FACTS,
    Dti,
    Fact,
    IspPlans,
    Norms,
    Policy,
    Prices,
)
from collector.planning.shapes.need import DIMENSIONS


def unsound(file: msgspec.Struct) -> Iterator[str]:
    """Yield what is wrong with *file*, each naming its entry."""
    if isinstance(file, Norms):
        yield from _norms(file)
    elif isinstance(file, Policy):
        yield from _policy(file)
    elif isinstance(file, Prices):
        yield from _twice("item", (item.id for item in file.item))
    elif isinstance(file, IspPlans):
        yield from _twice("plan", (plan.id for plan in file.plan))
    elif isinstance(file, Dti):
        yield from _twice("indicator", (one.id for one in file.indicator))
        for id_, fault in faults(file, NAMES):
            yield f"indicator {id_}: {fault}"


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            yield _("{what} {id} stands twice").format(what=what, id=id_)
        seen.add(id_)


def _norms(norms: Norms) -> Iterator[str]:
    for fact in norms.fact:
        kind = FACTS.get(fact.id)
        if kind is not None and not _fits(fact.value, kind):
            yield _("fact {id}: the value has to be a number above zero").format(
                id=fact.id
            )
        if fact.effective_to is not None and fact.effective_to < fact.effective_from:
            yield _("fact {id}: effective_to is before effective_from").format(
                id=fact.id
            )
    by_id: dict[str, list[Fact]] = {}
    for fact in norms.fact:
        by_id.setdefault(fact.id, []).append(fact)
    for id_, facts in by_id.items():
        yield from _twice(
            "fact", (f"{id_} ({fact.effective_from.isoformat()})" for fact in facts)
        )
    for id_ in sorted(FACTS.keys() - by_id.keys()):
        yield _("fact {id} is missing").format(id=id_)


def _fits(value: float | str, kind: type) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return value > 0 and (kind is float or isinstance(value, int))


def _policy(policy: Policy) -> Iterator[str]:
    for name in sorted(policy.thresholds.keys() - set(JUDGED)):
        yield _("thresholds.{name}: nothing is judged by this name").format(name=name)
    for name, both in policy.thresholds.items():
        if both.warn == both.critical:
            yield _("thresholds.{name}: warn and critical are the same").format(
                name=name
            )
    tables = {"weights": policy.weights} | {
        f"relief.{option}": table for option, table in policy.relief.items()
    }
    for where, table in tables.items():
        for name in sorted(table.keys() - set(DIMENSIONS)):
            yield _("{where}.{name}: there is no such dimension").format(
                where=where, name=name
            )
    if policy.pot_shares.keys() - {"assets", "parts", "fees"}:
        yield _("pot_shares: the pots are assets, parts and fees")
    if abs(sum(policy.quarter_shares) - 1) > 0.001:
        yield _("quarter_shares: the four have to be 1 together")

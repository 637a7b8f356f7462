"""Reads what purchases are judged by: days before and after, of a machine and its like."""

import datetime as dt
import itertools
import logging
from collections.abc import Iterable, Mapping, Sequence

from collector import office
from collector.office_days import OfficeDays
from collector.planning.effects import Bought, daily_severity, effects_of, wanted
from collector.planning.effects.daily import SIGNALS
from collector.planning.effects.did import Series
from collector.planning.shapes.effect import PurchaseEffect
from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Dimension
from collector.planning.shapes.records import Purchase
from collector.rollup_row import decode_rollup
from collector.settings import CollectorSettings
from collector.sketch import SketchError
from collector.store.interface import Agent, Store

log = logging.getLogger(__name__)

BEFORE_DAYS, AFTER_DAYS = 45, 60  # of the calendar
MOST_CANDIDATES = 100  # machines that are looked at to find a purchase's controls
_MACHINE = "machine:"

Days = dict[Dimension, dict[int, float]]


def read_effects(
    store: Store,
    settings: CollectorSettings,
    policy: Policy,
    only: Iterable[Purchase] | None = None,
) -> tuple[PurchaseEffect, ...]:
    """Return what each purchase for a machine brought (all, or *only* these), by day.

    Machines that got something themselves in that time are no controls; nor is more
    than a hundred of a province looked at, those of its department first.

    Raises:
        StoreError: the store does not answer.
    """
    every = office.purchases(store)
    agents = {one.id: one for one in store.agents() if one.state == "active"}
    promised = _promised(store)
    asked = sorted(
        (o for o in (every if only is None else only) if o.target.startswith(_MACHINE)),
        key=lambda one: (one.done, one.id),
    )
    days = [one.done.toordinal() for one in asked]
    whole = min(days, default=0) - BEFORE_DAYS, max(days, default=0) + AFTER_DAYS + 1
    reader = _Reader(store, OfficeDays(settings.office_hours), policy, whole)
    return tuple(_effect(one, every, agents, promised, reader) for one in asked)


def _promised(store: Store) -> Mapping[str, Mapping[str, float]]:
    """Return the relief of each line of any plan that was approved."""
    return {
        line.id: line.relief
        for approved in office.approved_plans(store)
        for line in approved.plan.lines
    }


def _effect(
    one: Purchase,
    every: Sequence[Purchase],
    agents: Mapping[str, Agent],
    promised: Mapping[str, Mapping[str, float]],
    reader: "_Reader",
) -> PurchaseEffect:
    id_ = one.target.removeprefix(_MACHINE)
    mine = agents.get(id_)
    own = reader.days(id_, one.done)
    others: dict[Dimension, dict[str, Series]] = {d: {} for d in SIGNALS}
    for name in _candidates(mine, one.done, every, agents):
        if name != id_:
            for dimension, series in reader.days(name, one.done).items():
                others[dimension][name] = series
    bought = Bought(
        one.option,
        one.done,
        one.relief or promised.get(one.plan_line, {}),
        own,
        others,
    )
    return PurchaseEffect(
        purchase=one.id,
        target=one.target,
        target_name=mine.hostname if mine is not None else id_[:8],
        option=one.option,
        done=one.done.isoformat(),
        price_vnd=one.price_vnd,
        effects=tuple(effects_of(bought)),
    )


def _candidates(
    mine: Agent | None,
    done: dt.date,
    every: Iterable[Purchase],
    agents: Mapping[str, Agent],
) -> Iterable[str]:
    """Return who got nothing around *done*, those of the same department first."""
    first = done - dt.timedelta(days=BEFORE_DAYS)
    last = done + dt.timedelta(days=AFTER_DAYS)
    touched = {
        one.target.removeprefix(_MACHINE)
        for one in every
        if first <= one.done <= last and one.target.startswith(_MACHINE)
    }
    department = mine.department if mine is not None else ""
    untouched = sorted(
        (agent.department != department, id_)
        for id_, agent in agents.items()
        if id_ not in touched and agent.kind != "switches"
    )
    return (id_ for _far, id_ in itertools.islice(untouched, MOST_CANDIDATES))


class _Reader:
    """The severities by day of machines; each machine is read once."""

    def __init__(
        self, store: Store, days: OfficeDays, policy: Policy, whole: tuple[int, int]
    ) -> None:
        self._store = store
        self._days = days
        self._policy = policy
        self._whole = whole
        self._kept: dict[str, Days] = {}

    def days(self, owner: str, done: dt.date) -> Days:
        """Return the severities of *owner* around *done*, in each dimension."""
        if owner not in self._kept:
            self._kept[owner] = self._read(owner, *self._whole)
        first = done.toordinal() - BEFORE_DAYS
        last = done.toordinal() + AFTER_DAYS
        return {
            dimension: {d: v for d, v in series.items() if first <= d <= last}
            for dimension, series in self._kept[owner].items()
        }

    def _read(self, owner: str, start: int, end: int) -> Days:
        found: Days = {dimension: {} for dimension in SIGNALS}
        for row in self._store.day_rollups(owner, start=start, end=end):
            enough = row.hours >= self._policy.least_hours_a_day
            if not enough or not self._days.hours_of(row.day):
                continue
            try:
                sketches = decode_rollup(row.packed, wanted).sketches
            except SketchError as err:
                log.warning("day %d of %s is left out: %s", row.day, owner, err)
                continue
            for dimension, series in found.items():
                severity = daily_severity(sketches, dimension, self._policy)
                if severity is not None:
                    series[row.day] = severity
        return found

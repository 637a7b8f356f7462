"""Tells Alertmanager of events: reads them from the store, keeps an outbox, posts."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from agent.shared.clock import Clock
from agent.shared.wire import encode
from collector import alert_outbox
from collector.alert_client import RefusedError, UnreachableError
from collector.alert_events import Occurrence, of_audit, of_event, stays_until
from collector.alert_outbox import Item, Outbox
from collector.fleet import OfficeHours
from collector.self_metrics import SelfMetrics
from collector.store.interface import Store

log = logging.getLogger(__name__)

NOTE = "alertmanager"
ASLEEP_S = 3 * 86400.0  # after so long nobody wants to be told of all that happened
FIRST_WAIT_S, LONGEST_WAIT_S = 15.0, 300.0
_AT_ONCE = 500  # events of the store, in one reading
Alert = Mapping[str, object]


class Door(Protocol):
    """One Alertmanager."""

    name: str

    def post(self, alerts: Sequence[Alert]) -> None:
        """Give alerts to it; RefusedError or UnreachableError if it does not take them."""


class Way(NamedTuple):
    """How events leave: *write* makes what is posted of one that is over at a time."""

    doors: Sequence[Door]
    write: Callable[[Occurrence, float], Alert]
    hours: OfficeHours


class AlertSender:
    """The outbox and its way out; ``run`` blocks and is for one thread at a time.

    Outbox and place in the store are one note: after a crash nothing is missed and
    nothing comes twice.
    """

    def __init__(
        self, store: Store, clock: Clock, metrics: SelfMetrics, way: Way
    ) -> None:
        self._store, self._clock, self._metrics = store, clock, metrics
        self._doors, self._write, self._hours = way
        self._failing = False
        self._wait_s = FIRST_WAIT_S
        self._not_before = float("-inf")  # by the uptime clock
        for door in way.doors:
            metrics.alertmanager_posts_total.labels(door.name)
            metrics.alertmanager_post_failures_total.labels(door.name)

    def run(self) -> int:
        """Take in what happened, post what is due; return how many were posted.

        Raises:
            StoreError: the store does not answer; nothing was lost.
        """
        now = self._clock.now()
        before = self._read()
        box = self._take_in(before, now)
        if box != before:
            self._put(box)
        box = self._post(box, now)
        waiting = sum(item.taken is None for item in box.items)
        self._metrics.alertmanager_waiting_events.set(waiting)
        return len(box.items)

    def _read(self) -> Outbox:
        body = self._store.note(NOTE)
        event, audit = self._store.newest_numbers()
        now = self._clock.now()
        try:
            box = msgspec.json.decode(body, type=Outbox) if body else None
        except msgspec.MsgspecError as err:
            log.warning("the outbox for Alertmanager begins anew: %s", err)
            box = None
        if box is None or now - box.time > ASLEEP_S:
            items = box.items if box else ()
            return Outbox(event, audit, 0.0, items)
        return msgspec.structs.replace(
            box, event=min(box.event, event), audit=min(box.audit, audit)
        )

    def _take_in(self, box: Outbox, now: float) -> Outbox:
        events = self._store.events_after(box.event, limit=_AT_ONCE)
        audit = self._store.audit_after(box.audit, limit=_AT_ONCE)
        found = [of_event(record) for _n, record in events]
        found += [of_audit(record) for _n, record in audit]
        told = [one for one in found if one is not None]
        changed, given_up = alert_outbox.take_in(box, told, now=now)
        self._metrics.alertmanager_events_total.inc(
            max(0, len(changed.items) - len(box.items))
        )
        self._metrics.alertmanager_dropped_events_total.inc(given_up)
        changed = alert_outbox.without_past(changed, now=now)
        moved = bool(events or audit or changed.items != box.items)
        stale = not 0 <= now - box.time < ASLEEP_S / 3
        return msgspec.structs.replace(
            changed,
            event=events[-1][0] if events else box.event,
            audit=audit[-1][0] if audit else box.audit,
            time=now if moved or stale else box.time,
        )

    def _put(self, box: Outbox) -> None:
        self._store.put_note(NOTE, encode(box))

    def _post(self, box: Outbox, now: float) -> Outbox:
        items = alert_outbox.due(box, now=now)
        if not items or self._clock.uptime() < self._not_before:
            return box
        taken: list[Item] = []
        refused: list[Item] = []
        problems: list[str] = []
        for door in self._doors:
            try:
                taken_here, refused_here = self._give(door, items, now)
            except UnreachableError as err:
                self._metrics.alertmanager_post_failures_total.labels(door.name).inc()
                problems.append(str(err))
                continue
            taken += taken_here
            refused += refused_here
        self._went("; ".join(problems), well=bool(taken or refused))
        if not taken and not refused:
            return box
        lost = [one for one in refused if not any(one is item for item in taken)]
        self._metrics.alertmanager_dropped_events_total.inc(len({id(i) for i in lost}))
        box = alert_outbox.was_taken(box, taken, now=now, stays=self._stays)
        box = alert_outbox.without(box, lost)
        self._put(box)
        return box

    def _give(
        self, door: Door, items: Sequence[Item], now: float
    ) -> tuple[list[Item], list[Item]]:
        """Post *items*; return those that were taken and those that never will be.

        Raises:
            UnreachableError: nothing is known; all are posted again.
        """
        try:
            self._metrics.alertmanager_posts_total.labels(door.name).inc()
            door.post([self._form(item, now) for item in items])
        except RefusedError as err:
            if len(items) == 1:
                log.warning("an event is given up: %s", err)
                return [], list(items)
            taken, refused = [], []
            for item in items:  # one that is odd must not keep the others
                yes, no = self._give(door, [item], now)
                taken += yes
                refused += no
            return taken, refused
        return list(items), []

    def _form(self, item: Item, now: float) -> Alert:
        told = alert_outbox.held(item, now=now, stays=self._stays)
        return self._write(item.what, told.until or now)

    def _stays(self, what: Occurrence, since: float) -> float:
        return stays_until(what.severity, since, self._hours)

    def _went(self, problem: str, *, well: bool) -> None:
        """Log the first failure and the recovery; wait longer after each failure."""
        if well:
            self._wait_s, self._not_before = FIRST_WAIT_S, float("-inf")
        else:
            self._not_before = self._clock.uptime() + self._wait_s
            self._wait_s = min(2 * self._wait_s, LONGEST_WAIT_S)
        if problem and not self._failing:
            log.warning("events wait for Alertmanager: %s", problem)
        if self._failing and not problem:
            log.info("Alertmanager takes events again")
        self._failing = bool(problem)

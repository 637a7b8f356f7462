"""Events that wait for Alertmanager, or that it still has to hear of. Pure.

Alertmanager keeps alerts in memory only: it is told again each minute, as Prometheus
does, until the alert is over. That nobody gets the same message twice is remembered by
Alertmanager on disk.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from collector.alert_events import Occurrence

MOST = 200  # of them waiting; beyond it the least urgent, then the oldest go
MOST_OF_ONE = 20  # of one machine
SAME_S = 86400.0  # so long the same of the same machine is not told again
AGAIN_S = 60.0
GAP_S = 300.0  # Alertmanager may have forgotten: the time to be told begins anew
MOST_HEARD = 2000
_URGENCY = ("critical", "warning", "info", "none")


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One event on its way. Times are Unix seconds.

    ``since``: Alertmanager has had it without a gap; ``taken``: it last took it;
    ``until``: it is over then. All None while it waits.
    """

    what: Occurrence
    since: float | None = None
    taken: float | None = None
    until: float | None = None


class Outbox(msgspec.Struct, frozen=True):
    """Everything that a restart must not forget, in one note.

    ``event`` and ``audit`` are the numbers up to which the store was read, ``time`` when
    that was; ``heard`` has when each story was last taken in.
    """

    event: int
    audit: int
    time: float
    items: tuple[Item, ...] = ()
    heard: dict[str, float] = {}


def take_in(
    box: Outbox, found: Iterable[Occurrence], *, now: float
) -> tuple[Outbox, int]:
    """Return *box* with what was *found*, and how many were given up for lack of room.

    The same of the same machine within a day is one story: whoever switches something
    on and off all day is told of once.
    """
    heard = {k: t for k, t in box.heard.items() if 0 <= now - t < SAME_S}
    items, given_up = list(box.items), 0
    for one in found:
        if one.heard in heard:
            continue
        heard[one.heard] = now
        if sum(item.what.owner == one.owner for item in items) >= MOST_OF_ONE:
            given_up += 1
            continue
        items.append(Item(one))
    if len(items) > MOST:
        items.sort(key=lambda i: (_URGENCY.index(i.what.severity), -i.what.time))
        given_up += len(items) - MOST
        del items[MOST:]
    newest = sorted(heard.items(), key=lambda pair: -pair[1])[:MOST_HEARD]
    changed = msgspec.structs.replace(box, items=tuple(items), heard=dict(newest))
    return changed, given_up


def due(box: Outbox, *, now: float) -> list[Item]:
    """Return what Alertmanager is to be told now: what is new, the rest each minute."""
    return [
        item
        for item in box.items
        if item.taken is None or not 0 <= now - item.taken < AGAIN_S
    ]


def was_taken(
    box: Outbox,
    taken: Sequence[Item],
    *,
    now: float,
    stays: Callable[[Occurrence, float], float],
) -> Outbox:
    """Return *box* after Alertmanager took *taken*; *stays* says until when each is up."""
    ids = {id(item) for item in taken}
    return msgspec.structs.replace(
        box,
        items=tuple(
            held(item, now=now, stays=stays) if id(item) in ids else item
            for item in box.items
        ),
    )


def held(
    item: Item, *, now: float, stays: Callable[[Occurrence, float], float]
) -> Item:
    """Return *item* as it is once Alertmanager has it at *now*.

    After a gap, in which Alertmanager may have started anew before it told anybody, the
    time in which it can be told begins anew.
    """
    unbroken = item.taken is not None and 0 <= now - item.taken <= GAP_S
    if unbroken and item.since is not None:
        return msgspec.structs.replace(item, taken=now)
    return Item(item.what, now, now, stays(item.what, now))


def without_past(box: Outbox, *, now: float) -> Outbox:
    """Return *box* without what is over, which nobody has to be told any more.

    What was not taken for so long that it may not have been told stays.
    """
    left = tuple(
        item
        for item in box.items
        if item.until is None
        or item.taken is None
        or now < item.until
        or item.until - item.taken > GAP_S
    )
    return msgspec.structs.replace(box, items=left)


def without(box: Outbox, refused: Sequence[Item]) -> Outbox:
    """Return *box* without what Alertmanager will never take."""
    ids = {id(item) for item in refused}
    left = tuple(item for item in box.items if id(item) not in ids)
    return msgspec.structs.replace(box, items=left)

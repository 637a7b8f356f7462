"""Whether a purchase brought what was promised. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from collector.planning.effects import did
from collector.planning.effects.daily import SIGNALS
from collector.planning.effects.did import Estimate, Series
from collector.planning.shapes.effect import Effect, Verdict
from collector.planning.shapes.need import DIMENSIONS, Dimension

NEARLY = 0.7  # of what was promised counts as kept
HARDLY = 0.3  # below this part of it nothing worth its money came
_CALENDAR = 7 / 5  # days of the calendar for each working day
_MEANT: tuple[tuple[str, tuple[Dimension, ...]], ...] = (
    ("spare_ram", ("memory",)),
    ("ram", ("memory",)),
    ("ssd", ("disk_speed",)),
    ("replace", ("cpu", "memory", "disk_speed")),
)
"""What options are meant to relieve, by the beginning of their name."""


class Bought(NamedTuple):
    """A purchase with the severities by day of its machine, and of all others."""

    option: str
    done: dt.date
    promised: Mapping[str, float]
    own: Mapping[Dimension, Series]
    others: Mapping[Dimension, Mapping[str, Series]]


def dimensions_of(option: str, promised: Mapping[str, float]) -> tuple[Dimension, ...]:
    """Return in which measured dimensions *option* should have brought something."""
    found = {d for d in DIMENSIONS if promised.get(d, 0.0) > 0 and d in SIGNALS}
    for begins, meant in _MEANT:
        if option.startswith(begins):
            found.update(meant if not found else ())
            break
    return tuple(d for d in DIMENSIONS if d in found)


def effects_of(one: Bought) -> Iterator[Effect]:
    """Yield what *one* brought, in each dimension that it was meant for."""
    done = one.done.toordinal()
    for dimension in dimensions_of(one.option, one.promised):
        own = one.own.get(dimension, {})
        promised = one.promised.get(dimension) or None
        before, after = did.sides(own, done)
        found = Effect(
            dimension,
            "no_controls",
            promised,
            before_days=len(before),
            after_days=len(after),
        )
        if not did.enough(own, done):
            last = dt.date.fromordinal(max([*after, done]))
            yield _waiting(found, last)
            continue
        estimate = did.estimate(own, one.others.get(dimension, {}), done)
        yield found if estimate is None else _judged(dimension, promised, estimate)


def _waiting(found: Effect, last: dt.date) -> Effect:
    """Return what is missing, and by when there may be enough: *last* is the last day."""
    if found.before_days < did.LEAST_DAYS:
        return msgspec.structs.replace(found, verdict="no_before")
    missing = did.LEAST_DAYS - found.after_days
    ready = last + dt.timedelta(days=round(missing * _CALENDAR) + 1)
    return msgspec.structs.replace(found, verdict="too_early", ready=ready.isoformat())


def _judged(dimension: Dimension, promised: float | None, found: Estimate) -> Effect:
    return Effect(
        dimension,
        _verdict(promised, found),
        promised,
        round(found.relief, 4),
        round(found.low, 4),
        round(found.high, 4),
        found.before_days,
        found.after_days,
        len(found.controls),
    )


def _verdict(promised: float | None, found: Estimate) -> Verdict:
    """Return what the interval says of the promise; without one, of any relief."""
    if promised is None:
        return (
            "kept" if found.low > 0 else "unclear" if found.relief > 0 else "not_kept"
        )
    if found.low > 0 and found.relief >= NEARLY * promised:
        return "kept"
    if found.high < HARDLY * promised:
        return "not_kept"
    if found.low > 0:
        return "partly"
    return "unclear" if found.high >= NEARLY * promised else "not_kept"

"""What changed in a machine's facts from one time to the next; no I/O."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

import msgspec

from agent.shared.wire import Facts, Item, Scalar
from collector.store.interface import FactsRecord


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item of the facts that appeared, changed or disappeared at ``time``.

    ``old`` and ``new`` hold the attributes that differ; all of them where the item
    was not there before, or is not there any more.
    """

    time: float
    kind: str
    key: str
    change: Literal["appeared", "changed", "disappeared"]
    old: dict[str, Scalar] = {}
    new: dict[str, Scalar] = {}


def changes(records: Iterable[FactsRecord]) -> list[Change]:
    """Return what changed between consecutive *records* (oldest first), newest first.

    An attribute that could not be read on one side has not changed.
    """
    found = [
        change
        for before, after in pairwise(records)
        for change in between(before.facts, after.facts, time=after.time)
    ]
    return found[::-1]


def between(before: Facts, after: Facts, *, time: float) -> Iterator[Change]:
    """Yield the changes from *before* to *after*, by kind and key.

    A kind that is missing as a whole on one side was not read there.
    """
    for kind in sorted(before.keys() & after.keys()):
        old_items, new_items = before[kind], after[kind]
        for key in sorted(old_items.keys() | new_items.keys()):
            old, new = old_items.get(key), new_items.get(key)
            if old is None and new is not None:
                yield Change(time, kind, key, "appeared", new=new.attributes)
            elif new is None and old is not None:
                yield Change(time, kind, key, "disappeared", old=old.attributes)
            elif old is not None and new is not None:
                names = _differing(old, new)
                if names:
                    yield Change(
                        time,
                        kind,
                        key,
                        "changed",
                        {n: old.attributes[n] for n in names if n in old.attributes},
                        {n: new.attributes[n] for n in names if n in new.attributes},
                    )


def _differing(old: Item, new: Item) -> list[str]:
    names = old.attributes.keys() | new.attributes.keys()
    return sorted(
        name
        for name in names - old.unknown.keys() - new.unknown.keys()
        if old.attributes.get(name) != new.attributes.get(name)
    )

"""How rules look at facts: typed, and None where the machine does not say."""

import math
from collections.abc import Iterable

from agent.shared.fact_kinds import N_
from agent.shared.wire import Facts, Item

DAY_S = 86400.0
NOTHING = Item()
NOT_REPORTED = N_("the agent reports nothing about it")


def items(facts: Facts, kind: str) -> dict[str, Item]:
    """Return the things of *kind*, by key, in order of the key."""
    return dict(sorted(facts.get(kind, {}).items()))


def single(facts: Facts, kind: str) -> Item:
    """Return the one thing of *kind*; an item without attributes if there is none."""
    return facts.get(kind, {}).get("", NOTHING)


def text(item: Item, name: str) -> str | None:
    """Return a text that is not empty."""
    value = item.attributes.get(name)
    return (value.strip() or None) if isinstance(value, str) else None


def word(item: Item, name: str) -> str | None:
    """Return a text as a word of ours: ``Replace soon`` is ``replace_soon``."""
    value = text(item, name)
    return value.lower().replace(" ", "_").replace("-", "_") if value else None


def flag(item: Item, name: str) -> bool | None:
    """Return yes or no."""
    value = item.attributes.get(name)
    return value if isinstance(value, bool) else None


def number(item: Item, name: str) -> float | None:
    """Return a finite number; yes and no are none."""
    value = item.attributes.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def reason(item: Item, *names: str) -> str | None:
    """Return why the first of *names* that has a reason is not known."""
    return next((item.unknown[n] for n in names if item.unknown.get(n)), None)


def moment(item: Item, name: str) -> float | None:
    """Return a time in Unix seconds; what is not after 1970 is none."""
    found = number(item, name)
    return found if found is not None and found > 0 else None


def is_never(item: Item, name: str) -> bool:
    """Return whether the time is known not to have been: 0, or a reason ``never …``."""
    found = number(item, name)
    if found is not None:
        return found <= 0
    return item.unknown.get(name, "").lower().startswith("never")


def why_unread(facts: Facts, kind: str) -> str | None:
    """Return why nothing of *kind* is known; None if it was read, even as empty.

    A part that a source could not read is one item, key "", without attributes.
    """
    if kind not in facts:
        return NOT_REPORTED
    found = facts[kind]
    if len(found) == 1 and "" in found:
        item = found[""]
        if item.unknown and not any(v is not None for v in item.attributes.values()):
            return next((why for why in item.unknown.values() if why), NOT_REPORTED)
    return None


def listed(names: Iterable[str]) -> str:
    """Return *names* as one text, at most ten of them."""
    found = [name for name in names if name]
    return ", ".join(found[:10]) + (" …" if len(found) > 10 else "")

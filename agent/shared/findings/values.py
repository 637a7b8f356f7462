"""How rules look at facts: typed, and None where the machine does not say."""

import math
from collections.abc import Iterator

from agent.shared.wire import Facts, Item

DAY_S = 86400.0
NOTHING = Item()


def items(facts: Facts, kind: str) -> dict[str, Item]:
    """Return the things of *kind*, by key, in order of the key."""
    return {key: item for key, item in sorted(facts.get(kind, {}).items())}


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
    """Return a time in Unix seconds; zero and less mean that it never was."""
    found = number(item, name)
    return found if found is not None and found > 0 else None


def texts(*found: str | None) -> Iterator[str]:
    """Yield those of *found* that say something."""
    return (one for one in found if one)

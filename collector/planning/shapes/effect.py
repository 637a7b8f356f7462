"""What a purchase brought, as values."""

from typing import Literal

import msgspec

from collector.planning.shapes.need import Dimension

Verdict = Literal[
    "kept",  # what was promised came, or nearly
    "partly",  # less came, but surely something
    "not_kept",  # nothing that can be told from chance, or surely little
    "unclear",  # too wide an interval to tell
    "too_early",  # too few days since
    "no_before",  # too few days before
    "no_controls",  # nobody to compare with
]


class Effect(msgspec.Struct, frozen=True):
    """The relief in one dimension, in severity (0 to 1) that went away.

    ``promised`` None: no plan promised anything. ``low`` and ``high`` are the ends of
    the 90 % interval. Days are active ones with values; ``controls`` says with how many
    machines it was compared. ``ready`` is the day (ISO) by which there may be enough.
    """

    dimension: Dimension
    verdict: Verdict
    promised: float | None = None
    measured: float | None = None
    low: float | None = None
    high: float | None = None
    before_days: int = 0
    after_days: int = 0
    controls: int = 0
    ready: str = ""


class PurchaseEffect(msgspec.Struct, frozen=True):
    """One purchase with what it brought, by dimension."""

    purchase: str
    target: str
    target_name: str
    option: str
    done: str
    price_vnd: int
    effects: tuple[Effect, ...]

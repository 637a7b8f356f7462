"""How sure a conclusion of the topology is, in three steps. Pure."""

from typing import Literal, get_args

Sureness = Literal["sure", "likely", "guess"]
SURENESSES: tuple[Sureness, ...] = get_args(Sureness)
SURE, LIKELY = 0.9, 0.6


def sureness(confidence: float) -> Sureness:
    """Return how sure a *confidence* of 0 to 1 is."""
    if confidence >= SURE:
        return "sure"
    return "likely" if confidence >= LIKELY else "guess"

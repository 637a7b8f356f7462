"""Money rows as a solver bears them: whole units, scaled, with exact limits."""

from collections.abc import Iterable
from math import gcd
from typing import NamedTuple

LARGEST = 1000.0  # of a scaled coefficient, as far as SMALLEST allows
SMALLEST = 1e-5  # a unit scaled: above what the solver calls zero (1e-6)


class Unit(NamedTuple):
    """What all amounts of a row are multiples of, and what one of it is in the row."""

    vnd: int
    scale: float

    def scaled(self, vnd: int) -> float:
        """Return an amount of the row as a coefficient."""
        return vnd // self.vnd * self.scale

    def limit(self, vnd: int) -> float:
        """Return a limit as the row's bound: what is below a unit buys nothing."""
        return max(vnd, 0) // self.vnd * self.scale

    @property
    def per_million(self) -> float:
        """How much a million VND is in the row."""
        return 1e6 / self.vnd * self.scale


def unit_of(amounts: Iterable[int]) -> Unit:
    """Return the unit of a row with these *amounts*."""
    vnd, largest = 0, 0
    for amount in amounts:
        vnd = gcd(vnd, amount)
        largest = max(largest, abs(amount))
    if not vnd:
        return Unit(1, 1.0)
    return Unit(vnd, max(min(1.0, LARGEST / (largest // vnd)), SMALLEST))

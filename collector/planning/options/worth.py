"""What an option is worth: weight, severity, relief and confidence, year by year."""

from collections.abc import Mapping

from collector.planning.shapes.facts import Policy
from collector.planning.shapes.need import Need


def relieved(need: Need, shares: Mapping[str, float]) -> dict[str, float]:
    """Return by dimension the severity of *need* that goes by *shares* of it."""
    return {
        dimension: severity * shares[dimension]
        for dimension, severity in sorted(need.remaining.items())
        if severity > 0 and shares.get(dimension, 0) > 0
    }


def worth_parts(
    need: Need, relief: Mapping[str, float], policy: Policy
) -> dict[str, float]:
    """Return by dimension what *relief* is worth in one year of use."""
    return {
        dimension: need.weight
        * policy.weights.get(dimension, 1.0)
        * need.pressures[dimension].confidence
        * gone
        for dimension, gone in relief.items()
        if dimension in need.pressures
    }


def confidence(need: Need, relief: Mapping[str, float]) -> float:
    """Return how far the measurements behind *relief* are to be believed."""
    known = [need.pressures[d].confidence for d in relief if d in need.pressures]
    return min(known, default=1.0)


def by_year(worth_a_year: float, years: int) -> tuple[float, ...]:
    """Return the worth over the horizon if done in each year."""
    return tuple(round(worth_a_year * (years - year), 9) for year in range(years))

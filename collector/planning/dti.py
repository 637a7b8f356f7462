"""Indicators of digital transformation: formulas over our figures, targets, points. Pure."""

from collections.abc import Iterator, Mapping

from collector.planning.formula import Formula, FormulaError
from collector.planning.shapes.facts import Dti, Indicator
from collector.planning.shapes.plan import Text
from collector.planning.shapes.quarter import Score


def scores(dti: Dti, figures: Mapping[str, float | None]) -> tuple[Score, ...]:
    """Return each indicator with its value and the points that it reaches.

    Points grow with the value up to the target, and not beyond.
    """
    return tuple(_score(one, figures) for one in dti.indicator)


def _score(one: Indicator, figures: Mapping[str, float | None]) -> Score:
    value = Formula(one.formula).value(figures)
    reached = None
    if value is not None:
        share = value / one.target if one.target > 0 else float(value >= one.target)
        reached = round(one.points * min(max(share, 0.0), 1.0), 2)
    return Score(
        id=one.id,
        name=Text(one.name.vi, one.name.en),
        formula=one.formula,
        value=None if value is None else round(value, 6),
        target=one.target,
        points=one.points,
        reached=reached,
        document=one.document,
        example=one.example,
    )


def faults(dti: Dti, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each indicator whose formula cannot be used, and why."""
    for one in dti.indicator:
        try:
            strange = sorted(Formula(one.formula).names - known)
        except FormulaError as err:
            yield one.id, str(err)
            continue
        if strange:
            yield one.id, f"there is no figure {strange[0]}"

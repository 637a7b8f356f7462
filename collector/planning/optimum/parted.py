"""Parts a problem by how many musts stay open: a whole number, whatever the money.

The relaxation leaves half a must open where money ends, and with it half a penalty that
no plan can have. Every plan is in one of two parts, with fewer open than that or with
more; what neither of them can reach, no plan can.
"""

import math
from typing import NamedTuple

from collector.planning.optimum.highs import Highs, Outcome
from collector.planning.optimum.matrix import INFINITY
from collector.planning.optimum.model import Model

WHOLE = 1e-6


class Part(NamedTuple):
    """The relaxation where ``least`` to ``most`` musts stay open."""

    relaxed: Outcome
    least: float
    most: float


def parts(solver: Highs, model: Model, relaxed: Outcome) -> list[Part]:
    """Return the parts that hold plans, the more promising first; one if none is cut.

    *relaxed* is what *solver* said of the whole; the solver is as it was afterwards.
    """
    row = model.open_row
    if row is None:
        return [Part(relaxed, 0.0, INFINITY)]
    left = sum(relaxed.values[column] for column in model.open_columns)
    if abs(left - round(left)) <= WHOLE:
        return [Part(relaxed, 0.0, INFINITY)]
    found = []
    for least, most in ((0.0, math.floor(left)), (math.ceil(left), INFINITY)):
        solver.row_between(row, least, most)
        outcome = solver.run()
        if outcome.status == "optimal":
            found.append(Part(outcome, least, most))
    solver.row_between(row, 0.0, INFINITY)
    return sorted(found, key=lambda part: part.relaxed.bound)

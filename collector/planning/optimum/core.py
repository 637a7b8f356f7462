"""Which columns stay open after the relaxation: those whose place is not clear."""

from collector.planning.optimum.highs import Outcome
from collector.planning.optimum.model import Model

WHOLE = 1e-6


def core_columns(model: Model, relaxed: Outcome, size: int) -> list[int]:
    """Return the columns to decide in whole numbers, ascending.

    These are the *size* of the smallest reduced cost, all that are fractional, all
    choices that others need, and all that are no choices. Every other column would
    lose at least its reduced cost if it were turned round.
    """
    binaries = model.matrix.binaries
    keep = {
        column
        for column, value in enumerate(relaxed.values)
        if column >= binaries or abs(value - round(value)) > WHOLE
    }
    for name in model.partners:
        keep.update(model.columns.get(name, {}).values())
    near = sorted(
        range(binaries), key=lambda column: (abs(relaxed.reduced[column]), column)
    )
    keep.update(near[:size])
    return sorted(keep)

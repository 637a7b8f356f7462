"""Searches for the best plan in whole numbers near a relaxation."""

from collections.abc import Iterator

from collector.planning.optimum.core import core_columns
from collector.planning.optimum.highs import Highs, Outcome, Status
from collector.planning.optimum.limits import Limits
from collector.planning.optimum.matrix import INFINITY
from collector.planning.optimum.model import Model
from collector.planning.optimum.parted import Part, parts


class Search:
    """The searches over one model; *relaxation* is the solver of its relaxation."""

    def __init__(self, model: Model, relaxation: Highs, groups: int) -> None:
        self._model = model
        self._matrix = model.matrix
        self._relaxation = relaxation
        self._groups = groups

    def whole(self, relaxed: Outcome, gap: float, limits: Limits) -> Outcome:
        """Return the best plan over all columns; its bound is what none can be below."""
        best, bounds = relaxed._replace(values=[]), []
        ends: list[Status] = []
        for part in parts(self._relaxation, self._model, relaxed):
            if part.relaxed.bound >= self._cost(best):
                bounds.append(part.relaxed.bound)
                continue
            found = self._within(part, self._matrix.columns, gap, limits)
            known = found.bound if found.values else relaxed.bound
            bounds.append(max(known, part.relaxed.bound))
            ends.append(found.status)
            if not best.values or self._cost(found) < self._cost(best):
                best = found
        ended = next((end for end in ends if end in {"nodes", "time"}), best.status)
        return best._replace(bound=min(bounds), status=ended)

    def core(self, relaxed: Outcome, gap: float, limits: Limits) -> Outcome:
        """Return the best plan of the cores; its bound is what no plan can be below.

        First what is near the relaxation; where that leaves too wide a gap, what is near
        it with a whole number of open musts; and at last more columns.
        """
        bound, size = relaxed.bound, limits.core_columns
        best = self._of(core_columns(self._model, relaxed, size), relaxed, gap, limits)
        for bound, around, size in self._further(relaxed, best, gap, limits):
            for part in around:
                if part.relaxed.bound < self._cost(best):
                    found = self._within(part, size, gap, limits)
                    best = min(best, found, key=self._cost)
            if self._cost(best) <= bound + 2 * gap:
                break
        if not best.values:
            return self.whole(relaxed, gap, limits)
        return best._replace(bound=bound)

    def _further(
        self, relaxed: Outcome, best: Outcome, gap: float, limits: Limits
    ) -> Iterator[tuple[float, list[Part], int]]:
        """Yield a bound, parts and the size of their cores, for as long as it is asked."""
        if limits.core_rounds < 2 or self._cost(best) <= relaxed.bound + 2 * gap:
            return
        around = parts(self._relaxation, self._model, relaxed)
        bound = max(relaxed.bound, around[0].relaxed.bound)
        first = 1 if around[0].relaxed is relaxed else 0  # not the same again
        for number in range(first, limits.core_rounds):
            yield bound, around, limits.core_columns * 4**number

    def _within(self, part: Part, size: int, gap: float, limits: Limits) -> Outcome:
        """Return the best plan of the core of *part*."""
        matrix, row = self._matrix, self._model.open_row
        keep = (
            list(range(matrix.columns))
            if size >= matrix.columns
            else core_columns(self._model, part.relaxed, size)
        )
        if row is None:
            return self._of(keep, part.relaxed, gap, limits)
        matrix.row_lower[row], matrix.row_upper[row] = part.least, part.most
        try:
            return self._of(keep, part.relaxed, gap, limits)
        finally:
            matrix.row_lower[row], matrix.row_upper[row] = 0.0, INFINITY

    def _of(
        self, keep: list[int], relaxed: Outcome, gap: float, limits: Limits
    ) -> Outcome:
        """Return the best plan in whole numbers that differs in *keep* only."""
        matrix = self._matrix
        standing = [float(round(value)) for value in relaxed.values]
        part = matrix if len(keep) == matrix.columns else matrix.core(keep, standing)
        solver = Highs(part, whole=True, seed=limits.seed)
        nodes = limits.nodes_of(self._groups)
        found = solver.run(gap=gap, nodes=nodes, time_s=limits.time_s)
        if found.values:
            for column, value in zip(keep, found.values, strict=True):
                standing[column] = value
            found = found._replace(values=standing)
        return found

    def _cost(self, found: Outcome) -> float:
        if not found.values:
            return INFINITY
        pairs = zip(self._matrix.cost, found.values, strict=True)
        return float(sum(cost * value for cost, value in pairs))

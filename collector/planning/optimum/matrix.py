"""Sparse rows and bounded columns, as a solver takes them: to be minimised."""

from array import array
from collections.abc import Iterable, Mapping, Sequence

INFINITY = float("inf")


class Matrix:
    """Columns with cost and bounds, and rows of coefficients with bounds.

    The first ``binaries`` columns are 0 or 1; those after them are real.
    """

    def __init__(self) -> None:
        self.binaries = 0
        self.cost = array("d")
        self.lower = array("d")
        self.upper = array("d")
        self.starts = array("i", [0])
        self.index = array("i")
        self.value = array("d")
        self.row_lower = array("d")
        self.row_upper = array("d")

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.cost)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.row_lower)

    def add_column(self, cost: float, *, upper: float = 1.0) -> int:
        """Add a column from 0 to *upper* and return its number."""
        self.cost.append(cost)
        self.lower.append(0.0)
        self.upper.append(upper)
        return len(self.cost) - 1

    def add_row(
        self, entries: Mapping[int, float], *, lower: float, upper: float
    ) -> int:
        """Add the row that holds *entries* between both bounds; return its number."""
        self.index.extend(entries)
        self.value.extend(entries.values())
        self.starts.append(len(self.index))
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        return len(self.row_lower) - 1

    def core(self, keep: Sequence[int], values: Sequence[float]) -> "Matrix":
        """Return what is left if all but the columns *keep* stand at *values*.

        Column k of the core is ``keep[k]`` of this matrix; *keep* is ascending. The cost
        of the columns that stand is not in the core.
        """
        core = Matrix()
        place = {column: number for number, column in enumerate(keep)}
        for column in keep:
            core.cost.append(self.cost[column])
            core.lower.append(self.lower[column])
            core.upper.append(self.upper[column])
            core.binaries += column < self.binaries
        for row in range(self.rows):
            here = range(self.starts[row], self.starts[row + 1])
            entries: dict[int, float] = {}
            fixed = 0.0
            for at in here:
                column = self.index[at]
                if column in place:
                    entries[place[column]] = self.value[at]
                elif values[column]:
                    fixed += self.value[at] * values[column]
            if entries:
                core.add_row(
                    entries,
                    lower=self.row_lower[row] - fixed,
                    upper=self.row_upper[row] - fixed,
                )
        return core

    def rows_with(self, columns: Iterable[int]) -> set[int]:
        """Return the numbers of the rows in which one of *columns* stands."""
        wanted = set(columns)
        return {
            row
            for row in range(self.rows)
            if any(
                self.index[at] in wanted
                for at in range(self.starts[row], self.starts[row + 1])
            )
        }

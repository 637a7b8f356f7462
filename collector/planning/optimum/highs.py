"""The one door to HiGHS: one thread, a fixed seed, the same answer to the same question."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from collector.planning.optimum.matrix import Matrix

Status = Literal["optimal", "nodes", "time", "infeasible"]


class NoSolverError(RuntimeError):
    """HiGHS is not installed, or does not load on this machine."""


class Outcome(NamedTuple):
    """What the solver said. ``reduced`` and ``duals`` are of a relaxation only.

    ``bound`` is what no solution can be below; ``values`` is empty if none was found.
    """

    status: Status
    values: list[float]
    reduced: list[float]
    duals: list[float]
    bound: float


def _library() -> Any:
    try:
        import highspy
    except ImportError as err:
        raise NoSolverError(
            "no solver: install the package highspy (it is part of hatang[collector])"
        ) from err
    return highspy


def _quiet(library: Any) -> Any:
    """Return a solver that prints nothing: callbacks, once on, print a banner."""

    class Quiet(library.Highs):  # type: ignore[misc]
        def enableCallbacks(self) -> None:  # noqa: N802 - the library's name
            """Leave them off."""

    return Quiet()


class Highs:
    """A matrix in the hands of HiGHS; what it found last is where it goes on."""

    def __init__(self, matrix: Matrix, *, whole: bool, seed: int) -> None:
        """Take *matrix*; with *whole* its binaries may only be 0 or 1, else between.

        Raises:
            NoSolverError: HiGHS cannot be loaded.

        """
        self._library = library = _library()
        import numpy as np

        self._solver = solver = _quiet(library)
        self._whole = whole = whole and matrix.binaries > 0
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", seed),
            ("mip_allow_restart", False),
        ):
            solver.setOptionValue(name, value)
        lp = library.HighsLp()
        lp.num_col_, lp.num_row_ = matrix.columns, matrix.rows
        lp.col_cost_ = np.array(matrix.cost)
        lp.col_lower_ = np.array(matrix.lower)
        lp.col_upper_ = np.array(matrix.upper)
        lp.row_lower_ = np.array(matrix.row_lower)
        lp.row_upper_ = np.array(matrix.row_upper)
        lp.a_matrix_.format_ = library.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(matrix.starts)
        lp.a_matrix_.index_ = np.array(matrix.index)
        lp.a_matrix_.value_ = np.array(matrix.value)
        if whole:
            kinds = library.HighsVarType
            lp.integrality_ = [kinds.kInteger] * matrix.binaries + [
                kinds.kContinuous
            ] * (matrix.columns - matrix.binaries)
        if solver.passModel(lp) == library.HighsStatus.kError:
            raise ValueError("the solver refuses the problem: a number is out of range")

    def columns_between(
        self, columns: Sequence[int], lower: Sequence[float], upper: Sequence[float]
    ) -> None:
        """Change the bounds of *columns* (ascending, each once)."""
        import numpy as np

        if columns:
            self._solver.changeColsBounds(
                len(columns),
                np.array(columns, dtype=np.int32),
                np.array(lower, dtype=float),
                np.array(upper, dtype=float),
            )

    def row_between(self, row: int, lower: float, upper: float) -> None:
        """Change the bounds of one row."""
        self._solver.changeRowBounds(row, lower, upper)

    def basis(self) -> Any:
        """Return where the relaxation ended, for ``start_from`` of a like matrix."""
        return self._solver.getBasis()

    def start_from(self, basis: Any) -> None:
        """Begin the next relaxation at *basis*."""
        self._solver.setBasis(basis)

    def offer(self, values: Sequence[float]) -> None:
        """Begin the next search with a known solution."""
        solution = self._library.HighsSolution()
        solution.col_value = list(values)
        solution.value_valid = True
        self._solver.setSolution(solution)

    def run(
        self, *, gap: float = 0.0, nodes: int | None = None, time_s: float | None = None
    ) -> Outcome:
        """Solve; *gap* is absolute, in the unit of the costs.

        *nodes* and *time_s* end a search over whole numbers, never a relaxation.
        """
        solver = self._solver
        if self._whole:
            solver.setOptionValue("mip_rel_gap", 0.0)
            solver.setOptionValue("mip_abs_gap", max(gap, 1e-7))
            if nodes is not None:
                solver.setOptionValue("mip_max_nodes", nodes)
            if time_s is not None:
                solver.setOptionValue("time_limit", solver.getRunTime() + time_s)
        solver.run()
        return self._outcome()

    def _outcome(self) -> Outcome:
        solver, states = self._solver, self._library.HighsModelStatus
        state, info = solver.getModelStatus(), solver.getInfo()
        known: dict[Any, Status] = {
            states.kOptimal: "optimal",
            states.kModelEmpty: "optimal",
            states.kSolutionLimit: "nodes",
            states.kTimeLimit: "time",
        }
        status: Status = known.get(state, "infeasible")
        found = solver.getSolution()
        values = list(found.col_value) if found.value_valid else []
        if status == "infeasible":
            values = []
        if self._whole:
            return Outcome(status, values, [], [], info.mip_dual_bound)
        return Outcome(
            status,
            values,
            list(found.col_dual),
            list(found.row_dual),
            info.objective_function_value,
        )

"""The optimum: what to do when, for given money, and the proof of how good that is."""

from collector.planning.optimum.check import violations
from collector.planning.optimum.highs import NoSolverError
from collector.planning.optimum.limits import Limits
from collector.planning.optimum.quarters import quarters
from collector.planning.optimum.solver import Solver, solve

__all__ = ["Limits", "NoSolverError", "Solver", "quarters", "solve", "violations"]

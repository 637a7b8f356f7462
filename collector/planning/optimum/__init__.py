"""The optimum: what to do when, for given money, and the proof of how good that is."""

from collector.planning.optimum.check import violations
from collector.planning.optimum.highs import NoSolverError
from collector.planning.optimum.limits import QUICK, WHAT_IF, Limits
from collector.planning.optimum.quarters import quarters
from collector.planning.optimum.robust import grade, robustness
from collector.planning.optimum.scenarios import same_share, scenarios, what_ifs
from collector.planning.optimum.solver import Solver, solve

__all__ = [
    "QUICK",
    "WHAT_IF",
    "Limits",
    "NoSolverError",
    "Solver",
    "grade",
    "quarters",
    "robustness",
    "same_share",
    "scenarios",
    "solve",
    "violations",
    "what_ifs",
]

"""Musts stay open in whole numbers: what the relaxation promises beyond that is no bound."""

from collector.planning.optimum.highs import Highs
from collector.planning.optimum.model import Model
from collector.planning.optimum.parted import parts
from tests.support.small_problems import LAPTOP, PC, office_of_musts


def relaxation(problem):
    """Return the model, the solver of its relaxation, and what that said."""
    model = Model(problem)
    solver = Highs(model.matrix, whole=False, seed=1)
    return model, solver, solver.run()


def test_half_a_must_is_left_open_by_the_relaxation_only():
    """Money for ten and a half of twenty: no plan leaves fewer than ten open."""
    model, solver, relaxed = relaxation(office_of_musts(20, 10 * PC + LAPTOP // 2))
    (only,) = parts(solver, model, relaxed)
    assert (only.least, only.relaxed.status) == (10, "optimal")
    assert only.relaxed.bound > relaxed.bound
    assert abs(solver.run().bound - relaxed.bound) < 1e-6


def test_nothing_is_parted_where_nothing_is_cut():
    """Money for ten: the relaxation is a plan."""
    model, solver, relaxed = relaxation(office_of_musts(20, 10 * PC))
    assert [part.relaxed is relaxed for part in parts(solver, model, relaxed)] == [True]

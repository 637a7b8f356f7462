"""Tests of sparse rows, and of the part of them that stays open."""

from array import array

from collector.planning.optimum.matrix import Matrix


def test_a_core_holds_what_the_standing_columns_leave():
    """Bounds of rows lose what stands; rows of nothing but standing columns go."""
    matrix = Matrix()
    for cost in (1.0, 2.0, 3.0):
        matrix.add_column(cost)
    matrix.binaries = 2
    matrix.add_row({0: 5.0, 1: 7.0, 2: 1.0}, lower=0.0, upper=9.0)
    matrix.add_row({0: 1.0}, lower=1.0, upper=1.0)
    core = matrix.core([1, 2], [1.0, 0.0, 0.0])
    assert (core.columns, core.rows, core.binaries) == (2, 1, 1)
    assert core.cost == array("d", [2.0, 3.0])
    assert core.value == array("d", [7.0, 1.0])
    assert core.index == array("i", [0, 1])
    assert (core.row_lower[0], core.row_upper[0]) == (-5.0, 4.0)

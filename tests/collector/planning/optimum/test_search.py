"""The search near a relaxation: what is left open in whole numbers is proved."""

import pytest

from collector.planning.optimum import Limits, Solver, violations
from tests.support.small_problems import LAPTOP, PC, office_of_musts


@pytest.mark.parametrize(("whole_groups", "method"), [(0, "core"), (1000, "mip")])
def test_a_search_proves_what_the_relaxation_cannot(whole_groups, method):
    """Of six hundred machines alike half a penalty would stay unproved for ever."""
    problem = office_of_musts(600, 300 * PC + LAPTOP // 2)
    solution = Solver(problem, Limits(prices=False, whole_groups=whole_groups)).solve()
    assert violations(problem, solution) == ()
    assert (len(solution.chosen), len(solution.unmet)) == (300, 300)
    assert solution.bound - solution.value < 1  # half a penalty is 25
    assert solution.method == method

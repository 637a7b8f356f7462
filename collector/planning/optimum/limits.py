"""How much effort a solution may cost, and how near to the optimum it has to be."""

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Sizes and tolerances of the solver.

    Problems of at most ``exact_groups`` groups are solved to the optimum, of at most
    ``whole_groups`` as a whole to ``gap``; larger ones by the relaxation and a core of
    ``core_columns`` undecided columns, four times as many in each further one of
    ``core_rounds`` while the gap is too wide. After so many ``nodes`` (branches of the
    search; more of them the fewer groups there are) the search gives its best and the
    gap that it proved: always the same. ``time_s`` is a net below that, for then the
    plan depends on how fast the machine is. With ``prices`` the worth of the next million
    of each year is solved for, else taken from the duals.
    """

    gap: float = 5e-4
    exact_groups: int = 25
    whole_groups: int = 500
    core_columns: int = 2000
    core_rounds: int = 2
    nodes: int = 50
    time_s: float = 60.0
    seed: int = 1
    prices: bool = True

    def nodes_of(self, groups: int) -> int:
        """Return how many branches a search over so many groups may take."""
        if groups <= self.exact_groups:
            return 1000 * self.nodes
        return max(self.nodes, 160 * self.nodes // groups)


# For the budgets beside the plan's own: what is shown of them is round.
WHAT_IF = Limits(gap=2e-3, nodes=8)
# For what is asked many times: a slider, twenty disturbed worlds. A percent is enough.
QUICK = Limits(
    gap=1e-2,
    exact_groups=0,
    whole_groups=0,
    core_columns=60,
    core_rounds=1,
    nodes=20,
    prices=False,
)

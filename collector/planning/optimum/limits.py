"""How much effort a solution may cost, and how near to the optimum it has to be."""

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """Sizes and tolerances of the solver.

    Problems of at most ``exact_groups`` groups are solved to the optimum, of at most
    ``whole_groups`` as a whole to ``gap``; larger ones by the relaxation and a core of
    ``core_columns`` undecided columns. After ``nodes`` branches the search gives its
    best and the gap that it proved: always the same. ``time_s`` is a net below that, for
    then the plan depends on how fast the machine is.
    """

    gap: float = 5e-4
    exact_groups: int = 25
    exact_nodes: int = 20_000
    whole_groups: int = 500
    core_columns: int = 2000
    nodes: int = 200
    time_s: float = 60.0
    seed: int = 1

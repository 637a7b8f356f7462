"""The problem that the optimiser solves, and its solution: integers and ids only.

Years are counted from 0. "By year t" means in t or earlier.
"""

from typing import Literal, get_args

import msgspec

Pot = Literal["assets", "parts", "fees"]
POTS: tuple[Pot, ...] = get_args(Pot)


class Choice(msgspec.Struct, frozen=True):
    """One thing that may be done, at most once. At most one of a ``group`` is.

    It costs ``price_vnd`` of its ``pot`` in the year when it is done, and ``yearly_vnd``
    of the fees in that and each later year (may be below zero). ``benefit[t]`` is
    what it is worth over the whole horizon if done in year t. ``years`` are those in
    which it may be done.
    """

    id: str
    group: str
    pot: Pot
    price_vnd: int
    benefit: tuple[float, ...]
    years: tuple[int, ...]
    yearly_vnd: int = 0
    owner: str = ""  # the department, for fairness


class Requirement(msgspec.Struct, frozen=True):
    """If ``choice`` is done by year t, one of ``any_of`` is done by t. None: never."""

    choice: str
    any_of: tuple[str, ...]


class Capacity(msgspec.Struct, frozen=True):
    """Of a resource (free ports of a switch) no more is used by year t than is there.

    ``uses`` and ``adds`` say how much each choice takes and brings, from the year it
    is done on.
    """

    id: str
    available: int
    uses: dict[str, int]
    adds: dict[str, int] = {}


class Must(msgspec.Struct, frozen=True):
    """One of ``any_of`` has to be done by ``year``; else ``penalty`` is paid."""

    id: str
    any_of: tuple[str, ...]
    penalty: float
    year: int = 0


class Share(msgspec.Struct, frozen=True):
    """A department's choices get ``least_vnd`` over the horizon.

    What is missing of that is paid for by ``penalty_per_million``.
    """

    owner: str
    least_vnd: int
    penalty_per_million: float


class Budget(msgspec.Struct, frozen=True):
    """Money by year: of everything, and of each pot where that has an end of its own.

    With ``carry_over`` what a year leaves may be spent later.
    """

    total_vnd: tuple[int, ...]
    pots_vnd: dict[Pot, tuple[int, ...]] = {}
    carry_over: bool = True


class Problem(msgspec.Struct, frozen=True):
    """Everything, sorted by id. ``pinned``: choice and year, None: any year.

    ``approved`` are choices (and years) of the last approved plan: to leave one out, or
    to do it in another year, costs ``churn_penalty`` of its benefit.
    """

    years: int
    choices: tuple[Choice, ...]
    budget: Budget
    requirements: tuple[Requirement, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    musts: tuple[Must, ...] = ()
    shares: tuple[Share, ...] = ()
    pinned: dict[str, int | None] = {}
    forbidden: tuple[str, ...] = ()
    approved: dict[str, int] = {}
    churn_penalty: float = 0.0


class Solution(msgspec.Struct, frozen=True):
    """What is done when. ``gap`` is proved: (bound - value) / bound, 0 at the optimum.

    ``shadow_per_million`` is, by year, what one more million of the budget would be
    worth. ``unmet`` are ids of musts that money or rules left out. ``refused`` are
    pinned choices that no plan can have.
    """

    chosen: dict[str, int]
    value: float
    bound: float
    gap: float
    shadow_per_million: tuple[float, ...]
    pot_shadow_per_million: dict[Pot, tuple[float, ...]] = {}
    unmet: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    method: str = ""  # "mip", "core" (LP and a MIP of the columns that matter)
    status: str = "optimal"  # or "time_limit"

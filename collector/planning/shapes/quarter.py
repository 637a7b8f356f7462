"""The quarter's report as values: state, what was done, risks, plan, money, indicators."""

from typing import Literal

import msgspec

from collector.planning.shapes.effect import Effect
from collector.planning.shapes.need import Coverage
from collector.planning.shapes.plan import FactUsed, Outlook, Text

VERSION = 1
Group = Literal["machines", "lan", "broadband", "data", "money"]
Unit = Literal["count", "ratio", "years", "vnd", "mbps"]


class Figure(msgspec.Struct, frozen=True):
    """One figure. ``value`` None: not known. ``of`` is what it is a part of.

    ``source`` says from what it was counted or measured.
    """

    id: str
    group: Group
    title: Text
    value: float | None
    unit: Unit
    source: Text
    of: float | None = None


class LineState(msgspec.Struct, frozen=True):
    """One broadband line: what is contracted, and what was measured; None: not known.

    ``busy_ratio`` is the 95th percentile of its use, ``throughput_ratio`` the measured
    speed as a share of what is contracted.
    """

    id: str
    operator: str
    down_mbps: float
    price_vnd_month: int
    busy_ratio: float | None
    throughput_ratio: float | None
    up_ratio: float | None
    loss_ratio: float | None
    coverage: Coverage = Coverage()


class Done(msgspec.Struct, frozen=True):
    """One thing that was bought and put in, and what it brought so far."""

    day: str
    target: str
    target_name: str
    title: Text
    price_vnd: int
    planned: bool
    effects: tuple[Effect, ...] = ()


class Due(msgspec.Struct, frozen=True):
    """One line of the plan that comes next."""

    quarter: str
    target_name: str
    department: str
    title: Text
    price_vnd: int
    must: bool


class PlanState(msgspec.Struct, frozen=True):
    """The plan that the report tells of; ``approved`` is empty of a mere proposal."""

    id: str
    approved: str
    years: tuple[int, ...]
    budget_vnd: int
    spent_vnd: int
    lines: int
    met_ratio: float
    unmet: int
    this_quarter_vnd: int
    next_quarter: str
    next_quarter_vnd: int
    next: tuple[Due, ...] = ()


class Score(msgspec.Struct, frozen=True):
    """One indicator: its value, target, and points; None: a figure is not known."""

    id: str
    name: Text
    formula: str
    value: float | None
    target: float
    points: float
    reached: float | None
    document: str = ""
    example: bool = False


class QuarterReport(msgspec.Struct, frozen=True):
    """The whole report. Days are ISO; ``complete``: the quarter is over."""

    quarter: str
    first_day: str
    last_day: str
    as_of: str
    complete: bool
    organisation: str
    coverage: Coverage
    figures: tuple[Figure, ...]
    lines: tuple[LineState, ...] = ()
    done: tuple[Done, ...] = ()
    risks: tuple[Outlook, ...] = ()
    plan: PlanState | None = None
    indicators: tuple[Score, ...] = ()
    facts_used: tuple[FactUsed, ...] = ()
    warnings: tuple[Text, ...] = ()
    version: int = VERSION

    def figure(self, name: str) -> float | None:
        """Return the value of the figure *name*; None if it is not known."""
        return next((one.value for one in self.figures if one.id == name), None)

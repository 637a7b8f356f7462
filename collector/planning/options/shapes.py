"""One option, and everything that is proposed."""

import datetime as dt

import msgspec

from collector.planning.shapes.estate import Estate
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.need import Need
from collector.planning.shapes.plan import LineKind, RejectCode, Text
from collector.planning.shapes.problem import Pot, Problem
from collector.planning.shapes.wish import Wish

NO_TEXT = Text("", "")


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may be done for ``target``; infeasible ones say ``why_not``.

    ``relief`` is by dimension the severity that goes; ``worth_a_year`` what that is worth
    in one year of use. ``market`` names whose prices move it (``robustness``). ``code``
    is the rejection that an infeasible one means. ``item``: its id in the catalogue.
    """

    choice: str
    target: str
    option: str
    kind: LineKind
    title: Text
    pot: Pot = "parts"
    price_vnd: int = 0
    yearly_vnd: int = 0
    relief: dict[str, float] = {}
    worth_a_year: float = 0.0
    parts: dict[str, float] = {}  # of the worth, by dimension
    also: tuple[str, ...] = ()  # other targets whose needs go with it, the worst first
    cause: str = ""
    item: str = ""
    market: str = ""
    group: str = ""
    rules: tuple[str, ...] = ()
    confidence: float = 1.0
    feasible: bool = True
    code: RejectCode = "no_option"
    why_not: Text = NO_TEXT


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Needs, what may be done for them, and the problem that is made of it.

    ``fixes`` cost nothing and are done anyway. ``day`` is the estate's. ``notes`` tell
    of prices that were refused or are old.
    """

    estate: Estate
    facts: PlanningFacts
    wish: Wish
    day: dt.date
    needs: tuple[Need, ...]
    fixes: tuple[Option, ...]
    options: tuple[Option, ...]
    problem: Problem
    notes: tuple[Text, ...] = ()

    def by_target(self) -> dict[str, list[Option]]:
        """Return the options of each target."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.target, []).append(option)
        return found

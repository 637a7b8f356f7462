"""Plans of the running collector: the estate is read seldom, plans are kept by wish."""

import threading
from collections import OrderedDict

import msgspec

from agent.shared.clock import Clock
from collector import office
from collector.estate import read_estate
from collector.knowledge import KnowledgeFolder
from collector.planning.optimum import NoSolverError
from collector.planning.planner import PlanError, Planner
from collector.planning.shapes.plan import Plan
from collector.planning.shapes.quarter import QuarterReport
from collector.planning.shapes.wish import Wish
from collector.planning_facts import PlanningFolder
from collector.quarter_reader import read_quarter
from collector.settings import CollectorSettings
from collector.store.interface import Store

FRESH_S = 1800.0  # so long an estate is good enough
MOST_PLANS = 12


class NoPlanError(Exception):
    """There is no plan to show; the text says why."""


class PlanKeeper:
    """Answers wishes, one at a time; blocks, so it is asked from threads."""

    def __init__(self, store: Store, clock: Clock, settings: CollectorSettings) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._facts = PlanningFolder(settings.knowledge_directory)
        self._knowledge = KnowledgeFolder(settings.knowledge_directory)
        self._lock = threading.Lock()
        self._planner: Planner | None = None
        self._read = 0.0
        self._plans: OrderedDict[bytes, Plan] = OrderedDict()
        self.newest: Plan | None = None
        """The plan that was asked for last."""

    def plan(self, wish: Wish) -> Plan:
        """Return the plan for *wish*, with what people have decided by now.

        Raises:
            NoPlanError: nothing is known yet, or no plan can be made.
            StoreError: the store does not answer.
        """
        with self._lock:
            try:
                planner = self._current()
                wish = self._decided(wish)
                name = msgspec.json.encode(
                    msgspec.structs.replace(wish, approved=None)
                ) + (wish.approved.plan.id.encode() if wish.approved else b"")
                if name not in self._plans:
                    self._plans[name] = planner.plan(wish)
                    while len(self._plans) > MOST_PLANS:
                        self._plans.popitem(last=False)
                self._plans.move_to_end(name)
                self.newest = plan = self._plans[name]
            except (PlanError, NoSolverError, ValueError) as err:
                raise NoPlanError(str(err)) from err
        return plan

    def quarter(self, quarter: str, budget_vnd: int) -> QuarterReport:
        """Return the report of *quarter*; the budget is for a plan that is proposed.

        Raises:
            NoPlanError: it cannot be told of; the text says why.
            StoreError: the store does not answer.
        """
        knowledge = self._facts.current(), self._knowledge.current().support
        asked = quarter, budget_vnd
        with self._lock:
            try:
                return read_quarter(
                    self._store, self._settings, knowledge, asked, self._clock.now()
                )
            except (PlanError, NoSolverError, ValueError) as err:
                raise NoPlanError(str(err)) from err

    def promised(self, line: str) -> dict[str, float]:
        """Return the relief that the newest plan with *line* promises; of none nothing."""
        with self._lock:
            for plan in reversed(self._plans.values()):
                for one in plan.lines:
                    if one.id == line:
                        return dict(one.relief)
        return {}

    def forget(self) -> None:
        """Read everything anew with the next wish: something was bought."""
        with self._lock:
            self._planner = None

    def _current(self) -> Planner:
        now, facts = self._clock.now(), self._facts.current()
        planner = self._planner
        fresh = 0 <= now - self._read < FRESH_S
        if planner is not None and planner.facts is facts and fresh:
            return planner
        estate = read_estate(
            self._store,
            hours=self._settings.office_hours,
            policy=facts.policy,
            now=now,
            organisation=self._settings.organisation,
        )
        if not estate.machines and not estate.devices:
            raise NoPlanError("")
        support = self._knowledge.current().support
        self._planner = Planner(estate, facts, support)
        self._read = now
        self._plans.clear()
        return self._planner

    def _decided(self, wish: Wish) -> Wish:
        approved = office.approved_plans(self._store)
        return msgspec.structs.replace(
            wish,
            decisions=office.decisions(self._store),
            approved=approved[-1] if approved else None,
        )

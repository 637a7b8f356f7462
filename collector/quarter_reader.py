"""Reads what a quarter's report is made from out of the store."""

import msgspec

from agent.shared.knowledge.support import Support
from collector import office
from collector.effect_reader import read_effects
from collector.estate import read_estate
from collector.planning.planner import Planner
from collector.planning.quarter import Told, purchases_of, quarter_report
from collector.planning.quarters import bounds, following
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.quarter import QuarterReport
from collector.planning.shapes.wish import Wish
from collector.settings import CollectorSettings
from collector.store.interface import Store

YEARS = 3


class NoQuarterError(ValueError):
    """The quarter cannot be told of; the text says why."""


def read_quarter(
    store: Store,
    settings: CollectorSettings,
    knowledge: tuple[PlanningFacts, Support],
    asked: tuple[str, int],
    now: float,
) -> QuarterReport:
    """Return the report of the quarter and budget that were *asked* for.

    The budget counts only while no plan has been approved: then it is for the plan of
    three years that is proposed.

    Raises:
        NoQuarterError: the quarter has not begun, or nothing is known of any machine.
        PlanError, NoSolverError: no plan can be made.
        StoreError: the store does not answer.
        ValueError: the quarter or the budget cannot be.
    """
    (quarter, budget), (facts, support) = asked, knowledge
    first, last = (day.toordinal() for day in bounds(quarter))
    hours = settings.office_hours
    if hours.midnight(first) > now:
        raise NoQuarterError(f"{quarter} has not begun yet")
    estate = read_estate(
        store,
        hours=hours,
        policy=facts.policy,
        now=min(now, hours.midnight(last + 1) - 1),
        organisation=settings.organisation,
        first_day=first,
    )
    if not estate.machines and not estate.devices:
        raise NoQuarterError("nothing is known yet: let agents report for some days")
    planner = Planner(estate, facts, support)
    bought = purchases_of(estate, quarter)
    effects = {
        one.purchase: one.effects
        for one in read_effects(store, settings, facts.policy, bought)
    }
    approved = office.approved_plans(store)
    if approved:
        told = Told(approved[-1].plan, approved[-1], planner.outlook, effects)
    else:
        wish = Wish(
            budget_vnd=budget,
            years=YEARS,
            from_quarter=f"{following(quarter)[:4]}Q1",
            decisions=office.decisions(store),
            scenarios=False,
            disturbed=0,
        )
        if wish.from_quarter <= quarter:
            wish = msgspec.structs.replace(wish, from_quarter=following(quarter))
        told = Told(planner.plan(wish), None, planner.outlook, effects)
    return quarter_report(quarter, estate, planner.needs, facts, told)

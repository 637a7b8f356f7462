"""How old a price may be."""

import datetime as dt

import pytest

from collector.planning.freshness import plan_freshness, price_freshness
from collector.planning_facts import load_planning

FACTS = load_planning()
RAM = next(one for one in FACTS.prices.item if one.kind == "ram")
CABLE = next(one for one in FACTS.prices.item if one.kind == "cable")


@pytest.mark.parametrize(
    ("price", "days", "told"),
    [
        (RAM, -5, "fresh"),
        (RAM, 90, "fresh"),
        (RAM, 91, "refused"),
        (CABLE, 91, "fresh"),
        (CABLE, 366, "flagged"),
    ],
)
def test_prices_that_move_fast_get_old_fast(price, days, told):
    """Memory is refused where a cable is only flagged."""
    day = price.dated + dt.timedelta(days=days)
    assert price_freshness(price, FACTS.prices, day) == told


def test_an_operators_plan_is_flagged_after_a_year():
    """It is used, and said."""
    plan = FACTS.isp_plans.plan[0]
    later = plan.dated + dt.timedelta(days=366)
    assert plan_freshness(plan, FACTS.isp_plans, plan.dated) == "fresh"
    assert plan_freshness(plan, FACTS.isp_plans, later) == "flagged"

"""How old a price may be; no I/O."""

import datetime as dt
from typing import Literal

from collector.planning.shapes.facts import SOON_STALE, IspPlan, IspPlans, Price, Prices

Freshness = Literal["fresh", "flagged", "refused"]


def price_freshness(price: Price, prices: Prices, day: dt.date) -> Freshness:
    """Return whether *price* may be planned with on *day*.

    Memory, drives and machines are refused after ``refuse_after_days``; everything is
    flagged after ``flag_after_days``. A date in the future counts as today.
    """
    age = (day - price.dated).days
    if price.kind in SOON_STALE and age > prices.refuse_after_days:
        return "refused"
    return "flagged" if age > prices.flag_after_days else "fresh"


def plan_freshness(plan: IspPlan, plans: IspPlans, day: dt.date) -> Freshness:
    """Return whether an operator's *plan* may be planned with on *day*."""
    return "flagged" if (day - plan.dated).days > plans.flag_after_days else "fresh"

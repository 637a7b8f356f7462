"""The catalogue and the rules as they stand on the estate's day."""

import datetime as dt
from collections import defaultdict

from collector.planning.freshness import plan_freshness, price_freshness
from collector.planning.shapes.facts import IspPlan, ItemKind, PlanningFacts, Price
from collector.planning.shapes.plan import Text
from collector.planning.shapes.problem import Pot


class Market:
    """What can be bought on *day*, cheapest first, and by which rules."""

    def __init__(self, facts: PlanningFacts, day: dt.date) -> None:
        self.facts = facts
        self.policy = facts.policy
        self.day = day
        self._items: dict[ItemKind, list[Price]] = defaultdict(list)
        self._refused: list[Price] = []
        self._flagged: list[str] = []
        for price in sorted(facts.prices.item, key=lambda one: (one.price_vnd, one.id)):
            fresh = price_freshness(price, facts.prices, day)
            if fresh == "refused":
                self._refused.append(price)
                continue
            if fresh == "flagged":
                self._flagged.append(price.id)
            self._items[price.kind].append(price)
        self.plans: list[IspPlan] = sorted(
            facts.isp_plans.plan, key=lambda one: (one.price_vnd_month, one.id)
        )
        self._flagged += [
            plan.id
            for plan in self.plans
            if plan_freshness(plan, facts.isp_plans, day) == "flagged"
        ]

    def items(self, *kinds: ItemKind) -> list[Price]:
        """Return what is sold of *kinds*, cheapest first."""
        return [price for kind in kinds for price in self._items[kind]]

    def rule(self, name: str) -> float | None:
        """Return the number of the fact *name* that holds on the day, None of none."""
        fact = self.facts.norms.of(name, self.day)
        if fact is None or isinstance(fact.value, str | bool):
            return None
        return fact.value

    def pot(self, price_vnd: int) -> Pot:
        """Return which money pays for it: from the threshold on it is an asset."""
        threshold = self.rule("asset_threshold_vnd")
        return "assets" if threshold is not None and price_vnd >= threshold else "parts"

    def notes(self) -> tuple[Text, ...]:
        """Return what is to be said of old prices."""
        found = []
        if self._refused:
            names = ", ".join(price.id for price in self._refused)
            days = self.facts.prices.refuse_after_days
            found.append(
                Text(
                    f"Không dùng các giá cũ hơn {days:.0f} ngày, cần báo giá mới: {names}.",
                    f"Prices older than {days:.0f} days are not used, ask for new "
                    f"quotes: {names}.",
                )
            )
        if self._flagged:
            names = ", ".join(sorted(self._flagged))
            found.append(
                Text(
                    f"Giá đã lâu chưa cập nhật: {names}.",
                    f"Prices that were not looked up for long: {names}.",
                )
            )
        return tuple(found)

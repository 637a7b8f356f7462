"""Which dated facts a plan rests on, and what is to be said of them; no I/O."""

import datetime as dt
from collections.abc import Iterable, Iterator

from collector.planning.freshness import plan_freshness, price_freshness
from collector.planning.shapes.facts import PlanningFacts
from collector.planning.shapes.plan import FactUsed, Text


def facts_used(
    facts: PlanningFacts, rules: Iterable[str], items: Iterable[str], day: dt.date
) -> tuple[FactUsed, ...]:
    """Return the norms *rules*, and prices and operators' plans *items*, as on *day*."""
    found = [*_norms(facts, set(rules), day), *_prices(facts, set(items), day)]
    return tuple(sorted(found, key=lambda one: one.id))


def _norms(facts: PlanningFacts, rules: set[str], day: dt.date) -> Iterator[FactUsed]:
    for name in sorted(rules):
        fact = facts.norms.of(name, day)
        if fact is not None:
            yield FactUsed(
                id=name,
                text=Text(fact.name.vi, fact.name.en),
                value=fact.value,
                unit=fact.unit,
                document=fact.document,
                article=fact.article,
                source=fact.source,
                effective_from=fact.effective_from.isoformat(),
                effective_to=fact.effective_to.isoformat() if fact.effective_to else "",
                verified=fact.verified_on is not None,
                example=fact.example,
            )


def _prices(facts: PlanningFacts, items: set[str], day: dt.date) -> Iterator[FactUsed]:
    for price in facts.prices.item:
        if price.id in items:
            fresh = price_freshness(price, facts.prices, day)
            yield FactUsed(
                id=f"price:{price.id}",
                text=Text(price.name.vi, price.name.en),
                value=price.price_vnd,
                unit="VND",
                document="",
                article="",
                source=price.source,
                effective_from=price.dated.isoformat(),
                effective_to="",
                verified=not price.example,
                stale=fresh != "fresh",
                example=price.example,
            )
    for plan in facts.isp_plans.plan:
        if plan.id in items:
            fresh = plan_freshness(plan, facts.isp_plans, day)
            yield FactUsed(
                id=f"isp_plan:{plan.id}",
                text=Text(plan.name.vi, plan.name.en),
                value=plan.price_vnd_month,
                unit="vnd_month",
                document="",
                article="",
                source=plan.source,
                effective_from=plan.dated.isoformat(),
                effective_to="",
                verified=not plan.example,
                stale=fresh != "fresh",
                example=plan.example,
            )


def warnings(used: Iterable[FactUsed], facts: PlanningFacts) -> tuple[Text, ...]:
    """Return what the reader has to be told of the facts: examples, and changes of law."""
    everything = list(used)
    found = []
    examples = sum(1 for one in everything if one.example)
    if examples:
        found.append(
            Text(
                f"{examples} số liệu về giá và quy định là ví dụ kèm theo phần mềm: phải thay "
                "bằng báo giá và văn bản của đơn vị trước khi trình.",
                f"{examples} prices and rules are shipped examples: replace them by quotes "
                "and documents of your own before the plan is handed in.",
            )
        )
    unverified = [one.id for one in everything if not one.verified and not one.example]
    if unverified:
        names = ", ".join(unverified)
        found.append(
            Text(f"Chưa đối chiếu văn bản: {names}.", f"Not verified: {names}.")
        )
    return (*found, *(Text(note.vi, note.en) for note in facts.norms.note))

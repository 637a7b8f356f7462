"""What stays of facts when one leaves out what changes by mere use."""

from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.wire import Facts, Item


def lasting(facts: Facts) -> Facts:
    """Return *facts* without what changes by mere use: what history is made of."""
    return {
        kind: {
            key: _lasting_item(item, FACT_KINDS[kind].volatile)
            for key, item in items.items()
        }
        if kind in FACT_KINDS and FACT_KINDS[kind].volatile
        else items
        for kind, items in facts.items()
    }


def _lasting_item(item: Item, volatile: frozenset[str]) -> Item:
    known = {n: v for n, v in item.attributes.items() if n not in volatile}
    unknown = {n: v for n, v in item.unknown.items() if n not in volatile}
    return Item(known, unknown)

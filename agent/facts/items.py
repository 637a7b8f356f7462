"""From rows of a reading to the items of the wire."""

from collections.abc import Mapping

from agent.shared.wire import Item, Scalar
from agent.sources.inventory import Row

MOST_TEXT = 500


def item(
    values: Mapping[str, Scalar], reasons: Mapping[str, str], *, otherwise: str
) -> Item:
    """Return the known *values*, and for each None its reason, else *otherwise*."""
    known: dict[str, Scalar] = {}
    unknown: dict[str, str] = {}
    for name, value in values.items():
        if value is None:
            unknown[name] = reasons.get(name, otherwise)
        else:
            known[name] = value[:MOST_TEXT] if isinstance(value, str) else value
    return Item(known, unknown)


def row_item(row: Row, *, otherwise: str = "the system does not say") -> Item:
    """Return the item of *row*, every field of it known or with a reason."""
    names = [name for name in row.__struct_fields__ if name != "reasons"]
    values = {name: getattr(row, name) for name in names}
    return item(values, row.reasons, otherwise=otherwise)

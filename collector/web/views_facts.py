"""The facts of a machine, grouped and named so that a person can read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.shared.fact_kinds import FACT_KINDS
from agent.shared.wire import Facts, Item
from collector.web.fact_names import (
    KINDS,
    attribute_name,
    attribute_value,
    kind_name,
    reason_text,
)
from collector.web.i18n import Tongue
from collector.web.views_fleet import fold

_MANY = frozenset(kind for kind, declared in FACT_KINDS.items() if declared.many)


@dataclass(frozen=True)
class Fact:
    """One attribute; ``reason`` says why its value is not known."""

    name: str
    value: str
    reason: str = ""


@dataclass(frozen=True)
class FactCard:
    """The facts of a kind of which a machine has one."""

    kind: str
    title: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class FactRow:
    """One of several things of a kind; ``empty`` for a slot with nothing in it."""

    key: str
    cells: Sequence[Fact]
    empty: bool = False


@dataclass(frozen=True)
class FactTable:
    """Several things of one kind, a column for each attribute that one of them has."""

    kind: str
    title: str
    head: Sequence[str]
    rows: Sequence[FactRow]
    note: str = ""


@dataclass(frozen=True)
class FactGroups:
    """All facts of a machine as its page shows them."""

    cards: Sequence[FactCard]
    tables: Sequence[FactTable]

    def __bool__(self) -> bool:
        return bool(self.cards or self.tables)


def fact_groups(facts: Facts, tongue: Tongue) -> FactGroups:
    """Return *facts* in the order of the page; kinds we do not know come last."""
    order = list(KINDS)
    kinds = sorted(
        facts,
        key=lambda kind: (order.index(kind) if kind in order else len(order), kind),
    )
    cards, tables = [], []
    for kind in kinds:
        items = facts[kind]
        if not items:  # looked for, and nothing found: that is known
            none = Fact(tongue.text("Found"), tongue.text("none"))
            cards.append(FactCard(kind, kind_name(tongue, kind), [none]))
        elif list(items) != [""] and (kind in _MANY or len(items) > 1):
            tables.append(_table(kind, items, tongue))
        else:
            (item,) = items.values()
            cards.append(
                FactCard(kind, kind_name(tongue, kind), _facts(kind, item, tongue))
            )
    return FactGroups(cards, tables)


def is_empty_slot(item: Item) -> bool:
    """Return whether *item* is a memory slot with no module in it."""
    attributes = item.attributes
    if attributes.get("empty") is True or attributes.get("populated") is False:
        return True
    size = attributes.get("size_bytes", -1)
    return size in {0, None} and "size_bytes" not in item.unknown


def _facts(kind: str, item: Item, tongue: Tongue) -> list[Fact]:
    """Return the known attributes, then those that share a reason in one line."""
    known = [
        Fact(attribute_name(tongue, name), attribute_value(tongue, kind, name, value))
        for name, value in item.attributes.items()
        if value not in {None, ""} or name not in item.unknown
    ]
    by_reason: dict[str, list[str]] = {}
    for name, reason in item.unknown.items():
        title = attribute_name(tongue, name)
        by_reason.setdefault(reason, []).append(title)
    unknown = [
        Fact(", ".join(names), "", reason_text(tongue, reason))
        for reason, names in by_reason.items()
    ]
    return known + unknown


def _table(kind: str, items: dict[str, Item], tongue: Tongue) -> FactTable:
    names = _columns(items)
    rows = []
    for key in sorted(items, key=fold):
        item = items[key]
        empty = kind == "memory_module" and is_empty_slot(item)
        cells = [] if empty else [_cell(kind, item, name, tongue) for name in names]
        rows.append(FactRow(key, cells, empty))
    return FactTable(
        kind=kind,
        title=kind_name(tongue, kind),
        head=[attribute_name(tongue, name) for name in names],
        rows=rows,
        note=_note(kind, rows, tongue),
    )


def _columns(items: dict[str, Item]) -> list[str]:
    """Return the attributes that some item has, those that most have first kept."""
    counts: dict[str, int] = {}
    for item in items.values():
        for name in (*item.attributes, *item.unknown):
            if name not in {"empty", "populated"}:
                counts[name] = counts.get(name, 0) + 1
    return list(counts)


def _cell(kind: str, item: Item, name: str, tongue: Tongue) -> Fact:
    title = attribute_name(tongue, name)
    if item.attributes.get(name) in {None, ""} and name in item.unknown:
        return Fact(title, "", reason_text(tongue, item.unknown[name]))
    value = item.attributes.get(name)
    return Fact(title, attribute_value(tongue, kind, name, value))


def _note(kind: str, rows: Sequence[FactRow], tongue: Tongue) -> str:
    if kind != "memory_module":
        return ""
    empty = sum(1 for row in rows if row.empty)
    return tongue.text("{used} of {slots} slots in use").format(
        used=len(rows) - empty, slots=len(rows)
    )

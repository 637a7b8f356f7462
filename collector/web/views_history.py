"""The hardware history of a machine as its page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from agent.shared.wire import Scalar
from collector.history import Change
from collector.web.fact_names import attribute_name, attribute_value, thing_name
from collector.web.i18n import N_, Tongue

_MOST = 200
_TOLD_OF_ONE = 5
_NAMES = {
    "appeared": N_("appeared"),
    "changed": N_("changed"),
    "disappeared": N_("disappeared"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    time: float
    change: str
    name: str  # of the change, in the language of the page
    title: str  # what: the kind and its key
    detail: str  # what it was and is


def history(changes: Iterable[Change], tongue: Tongue) -> list[Entry]:
    """Return *changes* (newest first) in words."""
    return [_entry(change, tongue) for change in islice(changes, _MOST)]


def _entry(change: Change, tongue: Tongue) -> Entry:
    what = _slot_change(change)
    attributes = change.new if what == "appeared" else change.old
    detail = (
        _difference(change, tongue)
        if what == "changed"
        else _told(change.kind, attributes, tongue)
    )
    return Entry(
        time=change.time,
        change=what,
        name=tongue.text(_NAMES[what]),
        title=f"{thing_name(tongue, change.kind)} {change.key}".strip(),
        detail=detail,
    )


def _slot_change(change: Change) -> str:
    """Return what happened; a slot that empties is a module that disappeared."""
    if change.kind == "memory_module" and change.change == "changed":
        old, new = (side.get("size_bytes") for side in (change.old, change.new))
        if old and new == 0:
            return "disappeared"
        if new and old == 0:
            return "appeared"
    return change.change


def _told(kind: str, attributes: dict[str, Scalar], tongue: Tongue) -> str:
    """Return an item in one line: its values, the most telling first."""
    values = [
        attribute_value(tongue, kind, name, value)
        for name, value in attributes.items()
        if value not in {None, ""} and not isinstance(value, bool)
    ]
    return ", ".join(values[:_TOLD_OF_ONE])


def _difference(change: Change, tongue: Tongue) -> str:
    names = dict.fromkeys([*change.old, *change.new])
    return "; ".join(
        f"{attribute_name(tongue, name)}: "
        f"{attribute_value(tongue, change.kind, name, change.old.get(name))} → "
        f"{attribute_value(tongue, change.kind, name, change.new.get(name))}"
        for name in names
    )

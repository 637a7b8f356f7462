"""Applies the rules of ``levels.toml`` to a walk."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY
from agent.readers.snmp.level_rules import ALTERNATIVES, LevelRules, Measure, Rule
from agent.readers.snmp.rows import Oid, Value, Walk, below, oid
from agent.readers.snmp.values import number, said

MOST_ROWS = 512
"""No rule reads more rows than this."""

_SYS_OBJECT_ID = oid("1.3.6.1.2.1.1.2.0")
_DESCR, _NAME = 2, 7
_NUMBER = re.compile(r"\s*(-?\d{1,12}(?:\.\d{1,6})?)")
_LONGEST = 200
_WRAP, _NEGATIVE = 1 << 32, (1 << 32) - (1 << 16)
_SHARE = 1.01  # some round up
_RANGES: dict[str, tuple[float, float]] = {
    "cpu": (0, _SHARE),
    "memory": (0, _SHARE),
    "temperature": (-60, 250),
    "fan": (0, 100_000),
    "power": (0, 10_000_000),
    "voltage": (-100_000, 100_000),
    "current": (-100_000, 100_000),
    "ups_charge": (0, _SHARE),
    "ups_load": (0, 10),
    "ups_input": (0, 100_000),
    "ups_runtime": (0, 10**8),
    "poe_budget": (0, 1_000_000),
    "poe_used": (0, 1_000_000),
    "port_watts": (0, 1_000),
    "bridge_port_watts": (0, 1_000),
}
"""What can be: a device that says more says nonsense, and is not believed."""


class Level(NamedTuple):
    """One measured thing.

    ``value`` is in the unit of its measure; of memory it is the bytes in use if
    ``size`` is there, else the share. ``row`` is the index of the row it comes from.
    """

    measure: Measure
    name: str
    value: float
    part: str
    row: Oid
    size: float | None = None


def read_levels(walk: Walk, rules: LevelRules) -> tuple[Level, ...]:
    """Return what *walk* tells by *rules*, in their order."""
    found: list[Level] = []
    done: set[str] = set()
    for rule in rules.of(walk.get(_SYS_OBJECT_ID)):
        if rule.measure in done:
            continue
        levels = list(_read(walk, rule))
        if levels and rule.measure in ALTERNATIVES:
            done.add(rule.measure)
        found += levels
    return tuple(found)


def _read(walk: Walk, rule: Rule) -> Iterator[Level]:
    place = 0
    rows = list(below(walk, rule.rows))
    for index, value in rows:
        if place >= MOST_ROWS:
            return
        if not index or not _counts(walk, rule, index):
            continue
        measured = _measured(walk, rule, index, value)
        if measured is not None:
            place += 1
            alone = len(rows) == 1 and index == (0,)
            name = _name(
                walk, rule, index, "" if alone else _number_of(index, place, rule)
            )
            yield Level(rule.measure, name, measured[0], rule.part, index, measured[1])


def _counts(walk: Walk, rule: Rule, index: Oid) -> bool:
    where = rule.where
    if where is None:
        return True
    told = number(walk.get((*oid(where.column), *index)))
    if where.values:
        return told in where.values
    return told is not None and told not in where.never


def _measured(
    walk: Walk, rule: Rule, index: Oid, value: Value
) -> tuple[float, float | None] | None:
    """Return the value of a row, and the size of memory; None if there is none."""
    if rule.is_state:
        state = _state(rule, value)
        return None if state is None else (state, None)
    if rule.value is None:
        return _amounts(walk, rule, index)
    raw = _number(value, rule.pattern)
    if raw is None or raw in rule.ignore:
        return None
    if rule.measure == "temperature" and _NEGATIVE < raw < _WRAP:
        raw -= _WRAP
    scaled = raw * rule.scale
    least, most = _RANGES[rule.measure]
    if not least <= scaled <= most:
        return None
    if rule.measure == "memory" and rule.size is not None:
        size = _number(walk.get((*oid(rule.size), *index)), None)
        return None if not size or size < 0 else (min(scaled, 1.0) * size, size)
    return round(min(scaled, 1.0) if most == _SHARE else scaled, 6), None


def _amounts(walk: Walk, rule: Rule, index: Oid) -> tuple[float, float] | None:
    """Return the bytes in use, and of all, from two of size, used and free."""

    def told(column: str | None) -> float | None:
        found = _number(walk.get((*oid(column), *index)), None) if column else None
        return None if found is None or found < 0 else found * rule.scale

    size, used, free = told(rule.size), told(rule.used), told(rule.free)
    if used is None and size is not None and free is not None:
        used = size - free
    if size is None and used is not None and free is not None:
        size = used + free
    if not size or used is None or not 0 <= used <= size:
        return None
    return used, size


def _state(rule: Rule, value: Value) -> float | None:
    told = _number(value, rule.pattern)
    if told is None or told in rule.absent:
        return None
    return float(told in rule.well if rule.well else told not in rule.ill)


def _number(value: Value | None, pattern: str | None) -> float | None:
    if isinstance(value, bytes):
        text = (said(value) or "")[:_LONGEST]
        match = re.search(pattern, text) if pattern else _NUMBER.match(text)
        plain = _NUMBER.fullmatch(match[1]) if match and match[1] else None
        return float(plain[1]) if plain else None
    found = number(value)
    return None if found is None else float(found)


def _name(walk: Walk, rule: Rule, index: Oid, number_: str) -> str:
    """Return what a row is called; the caller makes names unique."""
    told: str | None = None
    if rule.names is not None:
        told = said(walk.get((*oid(rule.names), *index)))
    if rule.via is not None:
        told = _entity(walk, number(walk.get((*oid(rule.via), *index))))
    if rule.entity:
        told = _entity(walk, index[0]) or told
    name = "" if rule.name == "-" else rule.name
    return (told or f"{name} {number_}".strip() or "1")[:_LONGEST]


def _number_of(index: Oid, place: int, rule: Rule) -> str:
    return str(place) if rule.numbered else ".".join(map(str, index))


def _entity(walk: Walk, part: int | None) -> str | None:
    if not part:
        return None
    name = said(walk.get((*ENT_PHYSICAL_ENTRY, _NAME, part)))
    return name or said(walk.get((*ENT_PHYSICAL_ENTRY, _DESCR, part)))

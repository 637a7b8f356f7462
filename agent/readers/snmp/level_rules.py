"""The shape of ``levels.toml``: where devices keep loads, memory, sensors, batteries.

Rules are data: columns, factors, and which of a device's words mean well.
"""

import functools
import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from agent.readers.snmp.rows import Oid, oid
from agent.shared.toml import read_settings

SHIPPED = Path(__file__).with_name("levels.toml")

Dotted = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)+$", max_length=200)]
Label = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Pattern = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]

Measure = Literal[
    "cpu",
    "memory",
    "temperature",
    "fan",
    "power",
    "voltage",
    "current",
    "ok",
    "poe_budget",
    "poe_used",
    "port_watts",
    "bridge_port_watts",
    "ups_charge",
    "ups_runtime",
    "ups_on_battery",
    "ups_battery_ok",
    "ups_load",
    "ups_input",
]
Part = Literal["fan", "power_supply", "temperature", "voltage", "disk", "other"]

ALTERNATIVES: frozenset[Measure] = frozenset(
    {
        "cpu",
        "memory",
        "ups_charge",
        "ups_runtime",
        "ups_on_battery",
        "ups_battery_ok",
        "ups_load",
        "ups_input",
    }
)
"""Of these the first rule that finds anything counts: others say the same again."""


class Where(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Only rows count where *column* says one of ``values``, or none of ``never``."""

    column: Dotted
    values: tuple[int, ...] = ()
    never: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.values) == bool(self.never):
            raise ValueError("where has either values or never")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is measured, of all rows of a column, or of one object.

    ``value`` is a column or an object without its index; what follows it is the index.
    A text is read as the number that it begins with, or that ``pattern`` finds. The
    number is multiplied by ``scale``: to shares (0 to 1), °C, rpm, W, V, A, seconds.
    ``ignore``: numbers that mean there is nothing. ``name`` is what it is called, with
    the index behind it; ``names`` is a column with the name of each row, ``entity``
    says that the index is an entPhysicalIndex, ``via`` is a column that holds one;
    ``numbered`` counts the rows instead. Memory has ``size`` with ``used`` or ``free``
    (in units of ``scale`` bytes), or a share of use (``value``). What is a state is
    true (1) for ``well``, or for all but ``ill``; ``absent`` is no state at all. The
    rows of port_watts are ifIndexes, or groups and ports as in pethPsePortTable; those
    of bridge_port_watts are ports as the bridge counts them.
    """

    measure: Measure
    value: Dotted | None = None
    scale: float = 1.0
    pattern: Pattern | None = None
    ignore: tuple[int, ...] = ()
    name: Label = "-"
    names: Dotted | None = None
    entity: bool = False
    via: Dotted | None = None
    numbered: bool = False
    where: Where | None = None
    size: Dotted | None = None
    used: Dotted | None = None
    free: Dotted | None = None
    part: Part = "other"
    well: tuple[int, ...] = ()
    ill: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.pattern is not None:
            _check(self.pattern)
        if self.value is None and (self.measure != "memory" or not self.amounts):
            raise ValueError("a rule has a value; memory has one, or used or free")
        if self.is_state and not (self.well or self.ill):
            raise ValueError("a state says which values are well, or which are ill")

    @property
    def is_state(self) -> bool:
        """Whether it is 1 or 0 for what a device says."""
        return self.measure in {"ok", "ups_on_battery", "ups_battery_ok"}

    @property
    def amounts(self) -> bool:
        """Whether memory is told in amounts, not as a share."""
        told = (self.size, self.used, self.free)
        return sum(column is not None for column in told) >= 2

    @property
    def rows(self) -> Oid:
        """The column whose rows there are: the one that changes."""
        return oid(self.value or self.used or self.free or "")

    @property
    def columns(self) -> tuple[Oid, ...]:
        """All that must be read."""
        where = self.where.column if self.where else None
        values = (self.value, self.used, self.free, self.size)
        told = (*values, self.names, self.via, where)
        return tuple(oid(column) for column in told if column is not None)


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of one MIB, for devices with a sysObjectID below one of ``objects``.

    Without ``objects`` they are for all devices.
    """

    mib: Label
    rules: tuple[Rule, ...]
    objects: tuple[Dotted, ...] = ()

    def fits(self, object_id: object) -> bool:
        """Return whether a device with this sysObjectID may have the MIB."""
        if not self.objects:
            return True
        return isinstance(object_id, tuple) and any(
            object_id[: len(prefix)] == prefix for prefix in map(oid, self.objects)
        )


class LevelRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All groups in the order in which they count."""

    group: tuple[Group, ...]

    def of(self, object_id: object) -> tuple[Rule, ...]:
        """Return the rules for a device with this sysObjectID, in their order."""
        return tuple(r for g in self.group if g.fits(object_id) for r in g.rules)


@functools.cache
def shipped() -> LevelRules:
    """Return the rules that come with the agent.

    Raises:
        SettingsError: the file is not what it should be.
    """
    return read_settings(SHIPPED, LevelRules)


def _check(pattern: str) -> None:
    try:
        groups = re.compile(pattern).groups
    except re.error as err:
        raise ValueError(f"{pattern}: no pattern: {err}") from err
    if groups != 1:
        raise ValueError("a pattern has one group, for the number")

"""ENTITY-MIB entPhysicalTable: what a device is made of."""

import msgspec

from agent.readers.snmp.rows import Oid, Value, Walk, oid, table
from agent.readers.snmp.values import number, said

ENT_PHYSICAL_ENTRY = oid("1.3.6.1.2.1.47.1.1.1.1")
CLASS = 5
CHASSIS = 3


class Part(msgspec.Struct, frozen=True, rename="camel"):
    """One physical part; None is what the device does not say, or leaves empty."""

    index: int
    descr: str | None
    hardware_rev: str | None
    firmware_rev: str | None
    software_rev: str | None
    serial: str | None
    model: str | None


class Entity(msgspec.Struct, frozen=True):
    """How many parts have a class, and those that are a chassis, by index."""

    rows: int
    chassis: tuple[Part, ...]


def read_entity(walk: Walk) -> Entity | None:
    """Return the parts in *walk*; None where no part has a class."""
    rows = table(walk, ENT_PHYSICAL_ENTRY)
    classes = [index for index, row in rows.items() if CLASS in row]
    if not classes:
        return None
    chassis = sorted(index for index in classes if _is_chassis(index, rows[index]))
    return Entity(
        rows=len(classes),
        chassis=tuple(part(index[0], rows[index]) for index in chassis),
    )


def part(index: int, row: dict[int, Value]) -> Part:
    """Return the part that the columns in *row* describe."""
    return Part(
        index=index,
        descr=said(row.get(2)),
        hardware_rev=said(row.get(8)),
        firmware_rev=said(row.get(9)),
        software_rev=said(row.get(10)),
        serial=said(row.get(11)),
        model=said(row.get(13)),
    )


def _is_chassis(index: Oid, row: dict[int, Value]) -> bool:
    return len(index) == 1 and number(row[CLASS]) == CHASSIS

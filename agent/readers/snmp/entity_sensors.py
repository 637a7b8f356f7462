"""Sensors of ENTITY-SENSOR-MIB, and of Cisco's older MIB of the same shape."""

from collections.abc import Iterator
from typing import NamedTuple

from agent.readers.snmp.entity import ENT_PHYSICAL_ENTRY
from agent.readers.snmp.rows import Cells, Oid, Walk, entries, oid
from agent.readers.snmp.values import number, said

SENSOR_ENTRY = oid("1.3.6.1.2.1.99.1.1.1")
CISCO_SENSOR_ENTRY = oid("1.3.6.1.4.1.9.9.91.1.1.1.1")
_TYPE, _SCALE, _PRECISION, _VALUE, _STATUS = 1, 2, 3, 4, 5
TYPES = {
    3: "volts_ac",
    4: "volts",
    5: "amperes",
    6: "watts",
    7: "hertz",
    8: "celsius",
    9: "percent_humidity",
    10: "rpm",
    11: "cubic_metres_per_minute",
    12: "truth",
    14: "dbm",
}
_UNITS = 9  # the scale of 10^0; each step is three powers of ten
_OK, _UNAVAILABLE, _FAILED = 1, 2, 3
_DESCR, _CONTAINED, _CLASS, _NAME = 2, 4, 5, 7
_PORT = 10
_MOST = 1_000_000_000  # what a sensor says when it has nothing to say
_DEEPEST = 8


class Sensor(NamedTuple):
    """One sensor: ``kind`` is one of ``TYPES``, ``value`` in its plain unit.

    ``part`` is its entPhysicalIndex. ``ok``: None where the device cannot read it now; ``of_port``: it sits in a port,
    as those of transceivers do.
    """

    part: int
    name: str
    kind: str
    value: float | None
    ok: bool | None
    of_port: bool


def read_sensors(walk: Walk) -> tuple[Sensor, ...]:
    """Return the sensors of *walk*; those of other kinds than ``TYPES`` are left out."""
    found = {s.part: s for s in _table(walk, CISCO_SENSOR_ENTRY)}
    found |= {s.part: s for s in _table(walk, SENSOR_ENTRY)}
    return tuple(found[part] for part in sorted(found))


def _table(walk: Walk, entry: Oid) -> Iterator[Sensor]:
    for (index,), cells in entries(walk, entry, 1).items():
        kind = TYPES.get(number(cells.get(_TYPE)) or 0)
        if kind is None:
            continue
        status = number(cells.get(_STATUS))
        works = status in {None, _OK}
        yield Sensor(
            part=index,
            name=_name(walk, index),
            kind=kind,
            value=_value(cells) if works else None,
            ok={_OK: True, _FAILED: False}.get(status or 0),
            of_port=_of_port(walk, index),
        )


def _value(cells: Cells) -> float | None:
    raw = number(cells.get(_VALUE))
    if raw is None or abs(raw) >= _MOST:
        return None
    scale, precision = number(cells.get(_SCALE)), number(cells.get(_PRECISION)) or 0
    if scale is None or not 1 <= scale <= 17 or not -8 <= precision <= 9:
        scale, precision = _UNITS, 0
    # int powers, so that 346 tenths are 34.6 and not 34.60000000000001
    power = 3 * (scale - _UNITS) - precision
    return raw * 10.0**power if power >= 0 else raw / 10.0**-power


def _name(walk: Walk, index: int) -> str:
    told = (walk.get((*ENT_PHYSICAL_ENTRY, c, index)) for c in (_NAME, _DESCR))
    return next(filter(None, map(said, told)), None) or f"sensor {index}"


def _of_port(walk: Walk, index: int) -> bool:
    part = index
    for _ in range(_DEEPEST):
        if number(walk.get((*ENT_PHYSICAL_ENTRY, _CLASS, part))) == _PORT:
            return True
        above = number(walk.get((*ENT_PHYSICAL_ENTRY, _CONTAINED, part)))
        if not above or above == part:
            return False
        part = above
    return False


def sensor_columns() -> tuple[Oid, ...]:
    """Return the columns of sensors that are read, without their names."""
    return tuple(
        (*entry, column)
        for entry in (SENSOR_ENTRY, CISCO_SENSOR_ENTRY)
        for column in range(_TYPE, _STATUS + 1)
    )


def columns() -> tuple[Oid, ...]:
    """Return all columns that are read."""
    names = (_DESCR, _CONTAINED, _CLASS, _NAME)
    return (*sensor_columns(), *((*ENT_PHYSICAL_ENTRY, c) for c in names))

"""Reading the values that signals need out of a report's body, and nothing else."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from agent.shared.wire import Table
from collector.device_signals import DeviceValues, Plan
from collector.signals import METRICS, Values


class _Reading(msgspec.Struct, array_like=True):
    table: str
    offset_s: float
    values: msgspec.Raw


class _Body(msgspec.Struct):
    """The part of a report that is read; the rest is passed over undecoded."""

    boot: str
    uptime_s: float
    readings: tuple[_Reading, ...] = ()


_BODY = msgspec.json.Decoder(_Body)
_VALUES = msgspec.json.Decoder(list[float | None])


def table_ids(body: bytes) -> set[str]:
    """Return the tables that the readings of *body* name; none if it is no report."""
    return {reading.table for reading in _decode(body).readings}


def readings_of(
    body: bytes, tables: Mapping[str, Table]
) -> Iterator[tuple[str, Values]]:
    """Yield probe and values of each reading of the machine that signals need.

    Readings whose table is not known or does not fit are passed over.
    """
    report = _decode(body)
    for reading in report.readings:
        table = tables.get(reading.table)
        if (
            table is None
            or table.device
            or METRICS.isdisjoint(m.name for m in table.metrics)
        ):
            continue
        try:
            values = _VALUES.decode(reading.values)
        except msgspec.DecodeError:
            continue
        if len(values) == len(table.series):
            moment = report.uptime_s + reading.offset_s
            series = _series(table, values)
            yield table.probe, Values(report.boot, moment, table.interval_s, series)


class DeviceReading(NamedTuple):
    """A reading of a device, its values not yet decoded."""

    table: str
    boot: str
    uptime_s: float
    values: msgspec.Raw


def readings_by_device(
    body: bytes, tables: Mapping[str, Table]
) -> Iterator[tuple[str, DeviceReading]]:
    """Yield the key of the device and each reading of *body* that is one of a device."""
    report = _decode(body)
    for reading in report.readings:
        table = tables.get(reading.table)
        if table is not None and table.device:
            moment = report.uptime_s + reading.offset_s
            found = DeviceReading(reading.table, report.boot, moment, reading.values)
            yield table.device, found


class PlainReading(NamedTuple):
    """A reading of the machine with all its values; ``offset_s`` to its report."""

    table: str
    boot: str
    uptime_s: float
    offset_s: float
    values: list[float | None]


def readings_in(
    body: bytes, tables: Mapping[str, Table], wanted: Container[str]
) -> Iterator[PlainReading]:
    """Yield each reading of *body* whose table is one of *wanted* and fits."""
    report = _decode(body)
    for reading in report.readings:
        table = tables.get(reading.table)
        if table is None or reading.table not in wanted:
            continue
        try:
            values = _VALUES.decode(reading.values)
        except msgspec.DecodeError:
            continue
        if len(values) == len(table.series):
            moment = report.uptime_s + reading.offset_s
            yield PlainReading(
                *(reading.table, report.boot, moment, reading.offset_s, values)
            )


def device_values(
    reading: DeviceReading, tables: Mapping[str, Table], plans: dict[str, Plan]
) -> DeviceValues | None:
    """Return the values of *reading*, or None if signals need none of them.

    *plans* keeps what is known of tables from one reading to the next.
    """
    table = tables[reading.table]
    plan = plans.get(reading.table)
    if plan is None:
        plan = plans[reading.table] = Plan(table)
    if not plan.ports and not any(plan.levels.values()):
        return None
    try:
        values = _VALUES.decode(reading.values)
    except msgspec.DecodeError:
        return None
    if len(values) != len(table.series):
        return None
    return DeviceValues(plan, reading.boot, reading.uptime_s, values)


def _series(table: Table, values: list[float | None]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (index, labels), value in zip(table.series, values, strict=True):
        name = table.metrics[index].name
        if value is not None and name in METRICS:
            found.setdefault(name, {})[labels[0] if labels else ""] = value
    return found


def _decode(body: bytes) -> Any:
    try:
        return _BODY.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return _Body("", 0.0)

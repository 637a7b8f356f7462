"""Puts a report together from what probes yielded; functions of values only."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from agent.shared import wire
from agent.shared.metric import Metric, Sample
from agent.shared.wire import Declaration, Reading, Table

Series = tuple[Metric, tuple[str, ...]]

MAX_SERIES = 5000
MAX_LABEL = 2000


class RepeatedSeriesError(ValueError):
    """A probe yielded one series twice in one run."""


class Run(NamedTuple):
    """The samples of one probe run, and the uptime at which they were read.

    *device* is the key of the device that was read, empty for the machine itself.
    """

    probe: str
    interval_s: float
    uptime_s: float
    samples: Sequence[Sample]
    device: str = ""


class Measured(NamedTuple):
    """One run as the wire carries it."""

    table_id: str
    table: Table
    uptime_s: float
    values: tuple[float | None, ...]


class Moment(NamedTuple):
    """When a report is made, by all clocks."""

    time: float
    boot: str
    uptime_s: float


def measure(run: Run, previous: tuple[str, Table] | None, *, fresh: bool) -> Measured:
    """Return *run* in terms of the *previous* table where that still fits.

    Within a process the declarations of a probe are taken to stay the same. A series
    that gave nothing is null; a new one goes to the end of a new table. A
    table of which more than a quarter is null, or any at the first run after a start
    (*fresh*), is made anew without those.

    Raises:
        RepeatedSeriesError: one series came twice, or there are too many.
    """
    values: dict[tuple[str, tuple[str, ...]], float | None] = {}
    metrics: dict[str, Metric] = {}
    for metric, raw_labels, value in run.samples:
        labels = tuple([label[:MAX_LABEL] for label in raw_labels])
        key = (metric.name, labels)
        if key in values:
            raise RepeatedSeriesError(f"{metric.name}{list(labels)} came twice")
        values[key] = compact(value)
        metrics[metric.name] = metric
    if len(values) > MAX_SERIES:
        raise RepeatedSeriesError(f"{len(values)} series are more than {MAX_SERIES}")
    if previous is not None:
        name, table = previous
        order = [(table.metrics[i].name, labels) for i, labels in table.series]
        missing = sum(key not in values for key in order)
        if (
            len(order) - missing == len(values)
            and missing <= (0 if fresh else len(order) // 4)
            and table.interval_s == run.interval_s
            and (not fresh or _same_declarations(table, metrics))
        ):
            return Measured(name, table, run.uptime_s, _pick(values, order))
        order = [key for key in order if key in values]
        kept = set(order)
        order += [key for key in values if key not in kept]
    else:
        order = list(values)
    table = _table(run, order, metrics)
    return Measured(wire.table_id(table), table, run.uptime_s, _pick(values, order))


def _pick(
    values: Mapping[tuple[str, tuple[str, ...]], float | None],
    order: Iterable[tuple[str, tuple[str, ...]]],
) -> tuple[float | None, ...]:
    return tuple([values.get(key) for key in order])


def _same_declarations(table: Table, metrics: Mapping[str, Metric]) -> bool:
    return all(
        _declaration(metrics[declared.name]) == declared
        for declared in table.metrics
        if declared.name in metrics
    )


def _table(
    run: Run, order: Sequence[tuple[str, tuple[str, ...]]], metrics: dict[str, Metric]
) -> Table:
    names = list(dict.fromkeys(name for name, _ in order))
    index = {name: position for position, name in enumerate(names)}
    return Table(
        probe=run.probe,
        interval_s=float(run.interval_s),
        metrics=tuple([_declaration(metrics[name]) for name in names]),
        series=tuple([(index[name], labels) for name, labels in order]),
        device=run.device,
    )


def _declaration(metric: Metric) -> Declaration:
    return Declaration(metric.name, metric.kind, metric.help, metric.labels)


def compact(value: float) -> float | None:
    """Return *value* as it travels: whole numbers without a point, null for no number.

    Nine significant digits are kept of what is not whole: a microsecond in a day.
    """
    if isinstance(value, int):
        return value if abs(value) < 2**63 else float(value)
    if not math.isfinite(value):
        return None
    if value.is_integer() and abs(value) < 2**53:
        return int(value)
    return float(f"{value:.9g}")


def readings(moment: Moment, measured: Iterable[Measured]) -> tuple[Reading, ...]:
    """Return *measured* as readings of a report made at *moment*."""
    return tuple(
        [
            Reading(
                one.table_id,
                min(0.0, round(one.uptime_s - moment.uptime_s, 2)),
                one.values,
            )
            for one in measured
            if one.values
        ]
    )


def samples(measured: Iterable[Measured]) -> list[Sample]:
    """Return the samples that *measured* carries, for people and text formats."""
    found = []
    for one in measured:
        metrics = [Metric(d.name, d.kind, d.help, d.labels) for d in one.table.metrics]
        for (index, labels), value in zip(one.table.series, one.values, strict=True):
            if value is not None:
                found.append(Sample(metrics[index], labels, value))
    return found


def document(
    moment: Moment,
    measured: Iterable[Measured],
    facts: wire.Facts,
    events: Iterable[wire.Event],
) -> dict[str, object]:
    """Return a report in the self-described form that ``once --json`` prints."""
    return {
        "time": moment.time,
        "boot": moment.boot,
        "uptime_s": moment.uptime_s,
        "metrics": plain(samples(measured)),
        "facts": facts,
        "events": list(events),
    }


def plain(found: Iterable[Sample]) -> list[dict[str, object]]:
    """Return the samples *found* in words: what ``once --json`` prints of metrics."""
    return [
        {
            "name": metric.name,
            "kind": metric.kind,
            "labels": dict(zip(metric.labels, labels, strict=True)),
            "value": value,
        }
        for metric, labels, value in found
    ]

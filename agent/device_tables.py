"""Readings of devices as the wire carries them: a table for each device and probe.

As ``report.measure`` does for the machine itself, but light: for hundreds of devices with
a thousand series each nothing is kept as objects.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from agent import report
from agent.packed_tables import pack, unpack
from agent.report import MAX_LABEL, MAX_SERIES, Run, compact
from agent.shared import wire
from agent.shared.metric import Metric
from agent.shared.wire import Declaration, Table


class Block(NamedTuple):
    """Values of all *ports* for all *metrics*, metric by metric; None: not known.

    It is as wide for each port, so that its table changes only when ports do. Each
    metric has one label, the port.
    """

    metrics: Sequence[Metric]
    ports: Sequence[str]
    values: Sequence[float | None]


class DeviceReading(NamedTuple):
    """One reading of a device, its values already as JSON."""

    table_id: str
    uptime_s: float
    values: bytes


class _Kept(NamedTuple):
    table_id: str
    packed: bytes
    order: int | None  # hash of what its series were made of; None: of another process


class DeviceTables:
    """The tables of all devices, used by several threads; each device by one at a time.

    *earlier* are those of an earlier process: where they still fit they are used again.
    """

    def __init__(self, earlier: Iterable[tuple[str, Table]] = ()) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], _Kept] = {}
        # What readings that still wait for their report may need, in two generations.
        self._replaced: dict[str, bytes] = {}
        self._older: dict[str, bytes] = {}
        for name, table in earlier:
            packed = pack(wire.encode(table))
            self._kept[table.device, table.probe] = _Kept(name, packed, None)

    def packed(self) -> Mapping[str, bytes]:
        """Return the tables in use, by id, packed: also those just replaced.

        To be called once for each report, after its readings were taken.
        """
        with self._lock:
            current = {kept.table_id: kept.packed for kept in self._kept.values()}
            found = {**self._older, **self._replaced, **current}
            self._older, self._replaced = self._replaced, {}
            return found

    def forget(self, device: str) -> None:
        """Use the tables of *device* no more."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == device]:
                del self._kept[key]

    def block(self, run: Run, block: Block) -> list[DeviceReading]:
        """Return *block* as readings of as many tables as it needs; *run* has no samples."""
        step = max(1, MAX_SERIES // max(1, len(block.metrics)))
        count = len(block.ports)
        found = []
        for number, start in enumerate(range(0, count, step)):
            ports = block.ports[start : start + step]
            rows = range(len(block.metrics))
            values: list[float | None] = []
            for row in rows:
                begin = row * count + start
                values += block.values[begin : begin + len(ports)]
            part = Block(block.metrics, ports, values)
            found.append(self._part(run._replace(probe=_name(run, number)), part))
        self._end(run, len(found))
        return found

    def _part(self, run: Run, part: Block) -> DeviceReading:
        order = hash(
            (run.interval_s, tuple(m.name for m in part.metrics), tuple(part.ports))
        )
        kept = self._kept.get((run.device, run.probe))
        if kept is None or kept.order != order:
            kept = self._keep(run, _table(run, part), order)
        values = [None if v is None else compact(v) for v in part.values]
        return DeviceReading(kept.table_id, run.uptime_s, wire.encode(values))

    def samples(self, run: Run) -> list[DeviceReading]:
        """Return the samples of *run* as readings of as many tables as they need.

        Raises:
            RepeatedSeriesError: one series came twice.
        """
        found = []
        for number, start in enumerate(range(0, len(run.samples), MAX_SERIES)):
            part = run.samples[start : start + MAX_SERIES]
            piece = run._replace(probe=_name(run, number), samples=part)
            found.append(self._piece(piece))
        self._end(run, len(found))
        return found

    def _piece(self, run: Run) -> DeviceReading:
        kept = self._kept.get((run.device, run.probe))
        order = hash((run.interval_s, tuple((m.name, ls) for m, ls, _ in run.samples)))
        if kept is not None and kept.order == order:
            values = [compact(value) for _, _, value in run.samples]
            return DeviceReading(kept.table_id, run.uptime_s, wire.encode(values))
        previous = kept and (kept.table_id, unpack(kept.packed))
        fresh = kept is None or kept.order is None
        measured = report.measure(run, previous or None, fresh=fresh)
        same = [(m.name, ls) for m, ls, _ in run.samples] == [
            (measured.table.metrics[i].name, ls) for i, ls in measured.table.series
        ]
        if kept is None or kept.table_id != measured.table_id or fresh:
            self._keep(run, measured.table, order if same else 0)
        encoded = wire.encode(measured.values)
        return DeviceReading(measured.table_id, run.uptime_s, encoded)

    def _keep(self, run: Run, table: Table, order: int) -> _Kept:
        kept = _Kept(wire.table_id(table), pack(wire.encode(table)), order)
        with self._lock:
            before = self._kept.get((run.device, run.probe))
            if before is not None and before.order is not None:
                self._replaced[before.table_id] = before.packed
            self._kept[run.device, run.probe] = kept
        return kept

    def _end(self, run: Run, count: int) -> None:
        """Forget further tables of a reading that needs only *count* of them."""
        number = max(count, 1)
        with self._lock:
            while gone := self._kept.pop((run.device, _name(run, number)), None):
                self._replaced[gone.table_id] = gone.packed
                number += 1


def reading(one: DeviceReading, now_s: float) -> wire.Reading:
    """Return *one* as the wire carries it in a report made at the uptime *now_s*.

    Its values are JSON already; the encoder passes that through, whatever the type says.
    """
    offset_s = min(0.0, round(one.uptime_s - now_s, 2))
    return wire.Reading(one.table_id, offset_s, msgspec.Raw(one.values))  # type: ignore[arg-type]


def _name(run: Run, number: int) -> str:
    return run.probe if number == 0 else f"{run.probe}_{number + 1}"


def _table(run: Run, part: Block) -> Table:
    return Table(
        probe=run.probe,
        interval_s=float(run.interval_s),
        metrics=tuple(
            Declaration(m.name, m.kind, m.help, m.labels) for m in part.metrics
        ),
        series=tuple(
            (index, (port[:MAX_LABEL],))
            for index in range(len(part.metrics))
            for port in part.ports
        ),
        device=run.device,
    )

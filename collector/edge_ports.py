"""How full broadband lines were in the last hours, by the counters of their edge ports.

A line of the register names the device and the port that it comes in at; what the port
receives is what comes from the operator. It is told each report that was committed.
"""

import threading
from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from agent.shared.wire import Report, Table
from collector.devices import device_id
from collector.planning.shapes.records import Line
from collector.way_track import KEPT_S

MOST_SPANS = 400
LONGEST_S = 600.0
_RECEIVED = "hatang_switch_port_receive_bytes_total"
_SENT = "hatang_switch_port_transmit_bytes_total"

Use = tuple[float, float, float]
"""From, to, and the share of the contract that was used."""


class _Counters(NamedTuple):
    time: float
    boot: str
    received: float
    sent: float


class EdgePorts:
    """Takes reports in one thread and is read in another."""

    def __init__(self) -> None:
        self._lines: dict[str, list[Line]] = {}  # by device id
        self._last: dict[str, _Counters] = {}  # by line
        self._spans: dict[str, deque[Use]] = {}
        self._lock = threading.Lock()

    def watch(self, lines: Iterable[Line]) -> None:
        """Follow the edge ports of *lines*, and no others any more."""
        found: dict[str, list[Line]] = {}
        for line in lines:
            if line.device and line.port:
                found.setdefault(line.device, []).append(line)
        with self._lock:
            self._lines = found

    def apply(
        self, agent_id: str, report: Report, tables: Mapping[str, Table], time: float
    ) -> None:
        """Take a report that was dated *time* by our clock."""
        if not self._lines:
            return
        for reading in report.readings:
            table = tables.get(reading.table)
            if table is None or not table.device:
                continue
            lines = self._lines.get(device_id(agent_id, table.device))
            if not lines or len(table.series) != len(reading.values):
                continue
            at_s = time + reading.offset_s
            with self._lock:
                for line in lines:
                    found = _counted(table, reading.values, line.port)
                    if found is not None:
                        self._take(line, _Counters(at_s, report.boot, *found))

    def _take(self, line: Line, now: _Counters) -> None:
        before = self._last.get(line.id)
        self._last[line.id] = now
        if before is None or before.boot != now.boot:
            return
        elapsed = now.time - before.time
        received, sent = now.received - before.received, now.sent - before.sent
        if not 0 < elapsed <= LONGEST_S or received < 0 or sent < 0:
            return
        down = received * 8 / elapsed / (line.down_mbps * 1e6)
        up = sent * 8 / elapsed / (line.up_mbps * 1e6)
        spans = self._spans.setdefault(line.id, deque(maxlen=MOST_SPANS))
        spans.append((before.time, now.time, max(down, up)))
        while spans and spans[0][1] < now.time - KEPT_S:
            spans.popleft()

    def of(self, line: str) -> tuple[Use, ...]:
        """Return how full *line* was, in order; empty where nobody counts."""
        with self._lock:
            return tuple(self._spans.get(line, ()))


def _counted(
    table: Table, values: tuple[float | None, ...], port: str
) -> tuple[float, float] | None:
    """Return the octets that *port* has received and sent, where both are told."""
    found: dict[str, float] = {}
    for (index, labels), value in zip(table.series, values, strict=True):
        name = table.metrics[index].name
        if name in {_RECEIVED, _SENT} and value is not None and labels[:1] == (port,):
            found[name] = value
    if len(found) < 2:
        return None
    return found[_RECEIVED], found[_SENT]

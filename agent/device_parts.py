"""What was read of devices between two reports, in parts that fit into reports."""

import threading
from collections.abc import Iterable
from typing import NamedTuple

from agent.device_tables import Block, DeviceReading, DeviceTables
from agent.report import Run
from agent.shared.wire import MAX_SURVEYS, Table

FIRST_BYTES = 100_000
"""What may go along with the machine's own readings and facts."""
PART_BYTES = 300_000
MOST_BYTES = 24_000_000
"""What waits at most between two reports: beyond it the oldest is dropped."""
MOST_READINGS = 900
_OVERHEAD_BYTES = 60


class Part(NamedTuple):
    """What one report carries of devices: readings, and surveys as JSON."""

    readings: tuple[DeviceReading, ...] = ()
    surveys: tuple[bytes, ...] = ()


class DeviceParts:
    """Holds readings and surveys of devices until reports take them."""

    def __init__(self, earlier: Iterable[tuple[str, Table]] = ()) -> None:
        self.tables = DeviceTables(earlier)
        self.dropped = 0
        self._lock = threading.Lock()
        self._waiting: list[DeviceReading | bytes] = []
        self._bytes = 0

    def block(self, run: Run, block: Block) -> None:
        """Take a reading of ports; *run* says of which device, and when."""
        for one in self.tables.block(run, block):
            self._put(one)

    def samples(self, run: Run) -> None:
        """Take the samples of *run*."""
        for one in self.tables.samples(run):
            self._put(one)

    def survey(self, encoded: bytes) -> None:
        """Take a survey as JSON."""
        self._put(encoded)

    def _put(self, one: DeviceReading | bytes) -> None:
        with self._lock:
            self._waiting.append(one)
            self._bytes += _size(one)
            while self._bytes > MOST_BYTES and len(self._waiting) > 1:
                self._bytes -= _size(self._waiting.pop(0))
                self.dropped += 1

    def take(self) -> list[Part]:
        """Return all that waits, at least one part; the first is a small one."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
            self._bytes = 0
        parts: list[Part] = []
        readings: list[DeviceReading] = []
        surveys: list[bytes] = []
        room = FIRST_BYTES
        for one in waiting:
            size = _size(one)
            full = len(readings) >= MOST_READINGS or len(surveys) >= MAX_SURVEYS
            if size > room or full:
                if parts or readings or surveys or size > FIRST_BYTES:
                    parts.append(Part(tuple(readings), tuple(surveys)))
                    readings, surveys = [], []
                room = PART_BYTES
            room -= size
            if isinstance(one, bytes):
                surveys.append(one)
            else:
                readings.append(one)
        if readings or surveys or not parts:
            parts.append(Part(tuple(readings), tuple(surveys)))
        return parts


def _size(one: DeviceReading | bytes) -> int:
    body = one if isinstance(one, bytes) else one.values
    return len(body) + _OVERHEAD_BYTES

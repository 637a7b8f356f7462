"""Days of devices, made from the store's hourly roll-ups once and kept in few bytes."""

from collections.abc import Container, Mapping

import msgspec

from agent.shared.knowledge.ports import Ports
from collector.fleet import OfficeHours
from collector.ports.days import add_hour, new_day
from collector.ports.shapes import DeviceDay
from collector.rollup import unpack
from collector.sketch import SketchError
from collector.store.interface import Store

HOUR_S = 3600
ROLLED_UP_S = 600.0  # so long after its end an hour's roll-up is there
LATE_DAYS = 3  # what a spool held back so long is still looked for

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(DeviceDay)


class PortDays:
    """What was watched of each device in office hours, by local day.

    Each hour is read once; a whole window of 30 days of one switch of 28 ports takes
    some 70 kB. For one thread at a time; ``load`` reaches the store and blocks.
    """

    def __init__(self, store: Store, hours: OfficeHours) -> None:
        self._store = store
        self._hours = hours
        self._days: dict[str, dict[int, bytes]] = {}
        self._calendar: tuple[int, dict[int, list[int]]] = (-1, {})

    def load(self, device: str, now: float, thresholds: Ports, rows: int) -> int:
        """Read what is missing of *device*, newest first, at most *rows* hours.

        Returns how many were read; as many as *rows*: there may be more.

        Raises:
            StoreError: the store cannot be read; what was read before stays.
        """
        days = self._days.setdefault(device, {})
        calendar = self._office_hours(now, thresholds.watch.window_days)
        late = self._hours.day(now) - LATE_DAYS
        read = 0
        for day, hours in sorted(calendar.items(), reverse=True):
            if read >= rows:
                break
            if day in days and day < late:
                continue
            kept = _DECODER.decode(days[day]) if day in days else new_day()
            missing = set(hours).difference(kept.hours)
            if missing:
                read += self._add(device, kept, missing, thresholds)
                days[day] = _ENCODER.encode(kept)
        for day in days.keys() - calendar.keys():
            del days[day]
        return read

    def _add(
        self, device: str, day: DeviceDay, missing: set[int], thresholds: Ports
    ) -> int:
        count = 0
        first, last = min(missing), max(missing)
        for row in self._store.rollups(device, start=first, end=last + 1):
            if row.hour in missing:
                count += 1
                try:
                    add_hour(day, row.hour, unpack(row.packed), thresholds)
                except SketchError:  # of a newer release, or damaged: as not watched
                    continue
        return count

    def _office_hours(self, now: float, days: int) -> Mapping[int, list[int]]:
        """Return the office hours that are rolled up, by local day."""
        end = int((now - ROLLED_UP_S) // HOUR_S)
        if self._calendar[0] != end:
            found: dict[int, list[int]] = {}
            for hour in range(end - days * 24, end):
                middle = (hour + 0.5) * HOUR_S
                if self._hours.covers(middle):
                    found.setdefault(self._hours.day(middle), []).append(hour)
            self._calendar = (end, found)
        return self._calendar[1]

    def days(self, device: str) -> dict[int, DeviceDay]:
        """Return what was read of *device*."""
        kept = self._days.get(device, {})
        return {day: _DECODER.decode(packed) for day, packed in kept.items()}

    def forget_all_but(self, known: Container[str]) -> None:
        """Drop devices that are not *known*."""
        for device in [one for one in self._days if one not in known]:
            del self._days[device]

"""The devices of the store in memory: surveys, sightings, rules for links."""

import threading
from collections.abc import Sequence

from collector.devices import device_id, kept
from collector.store.device import DeviceRecord, LinkRule, Sighting, SurveyRecord
from collector.store.interface import StoreError


class MemoryDevices:
    """The part of a MemoryStore that keeps devices, and the lock of the whole."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._open = True
        self._devices: dict[str, DeviceRecord] = {}
        self._sightings: dict[tuple[str, str, str, float], Sighting] = {}
        self._rules: dict[tuple[str, str, str, str], LinkRule] = {}

    def close(self) -> None:
        """Refuse everything from now on."""
        self._open = False

    def _locked(self) -> threading.RLock:
        if not self._open:
            raise StoreError("the store is closed")
        return self._lock

    def _add_survey(self, record: SurveyRecord) -> None:
        """Keep *record* unless a newer survey of its device is there."""
        id_ = device_id(record.agent, record.survey.device)
        self._devices[id_] = kept(self._devices.get(id_), record)

    def _prune_sightings(self, before: float) -> int:
        old = [name for name, seen in self._sightings.items() if seen.last < before]
        for name in old:
            del self._sightings[name]
        return len(old)

    def _forget_findings(self, device: str) -> None:
        """Delete what stands of a device."""

    def devices(self) -> list[DeviceRecord]:
        """Return the newest survey of every device, by first_seen and id."""
        with self._locked():
            return sorted(self._devices.values(), key=lambda d: (d.first_seen, d.id))

    def device(self, device: str) -> DeviceRecord | None:
        """Return one device, or None."""
        with self._locked():
            return self._devices.get(device)

    def survey_times(self) -> dict[str, float]:
        """Return the time of the newest survey of every device, by id."""
        with self._locked():
            return {id_: record.time for id_, record in self._devices.items()}

    def forget_device(self, device: str) -> bool:
        """Delete what is kept of a device itself; False if it is not there."""
        with self._locked():
            for name in [n for n in self._sightings if n[1] == device]:
                del self._sightings[name]
            self._forget_findings(device)
            return self._devices.pop(device, None) is not None

    def sightings(
        self,
        *,
        mac: str | None = None,
        device: str | None = None,
        start: float = 0.0,
        limit: int = 1000,
    ) -> list[Sighting]:
        """Return where machines hung with last >= *start*, the latest first."""
        with self._locked():
            found = [
                seen
                for seen in self._sightings.values()
                if mac in (None, seen.mac)
                and device in (None, seen.device)
                and seen.last >= start
            ]
        found.sort(key=lambda s: (-s.last, s.mac, s.device, s.port, s.first))
        return found[:limit]

    def put_sightings(self, sightings: Sequence[Sighting]) -> None:
        """Insert or replace *sightings* by mac, device, port and first."""
        with self._locked():
            for seen in sightings:
                self._sightings[seen.mac, seen.device, seen.port, seen.first] = seen

    def link_rules(self) -> list[LinkRule]:
        """Return all rules, oldest first."""
        with self._locked():
            return sorted(self._rules.values(), key=lambda r: (r.time, r.name))

    def put_link_rule(self, rule: LinkRule) -> None:
        """Insert or replace *rule* by its name."""
        with self._locked():
            self._rules[rule.name] = rule

    def remove_link_rule(self, name: tuple[str, str, str, str]) -> bool:
        """Delete one rule; False if it is not there."""
        with self._locked():
            return self._rules.pop(name, None) is not None

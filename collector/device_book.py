"""What is known of the devices that agents read, in memory over the store."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, get_args

from collector.devices import device_id, instance_names, kept
from collector.store.device import DeviceRecord, SurveyRecord
from collector.store.interface import Store
from collector.surveys import size_of

DeviceState = Literal["up", "down", "unknown"]
DEVICE_STATES: tuple[DeviceState, ...] = get_args(DeviceState)


class DeviceBook:
    """The newest survey of every device.

    *is_up* says from the latest values whether a device answered at its last poll, at
    a time; None where that is not known. Readers may be of any thread and never wait
    for the store; ``load`` and ``refresh`` reach it and block.
    """

    def __init__(
        self,
        store: Store,
        is_up: Callable[[str, float], bool | None] = lambda _device, _now: None,
    ) -> None:
        self._store = store
        self._is_up = is_up
        self._lock = threading.Lock()
        self._devices: dict[str, DeviceRecord] = {}
        self._all: tuple[DeviceRecord, ...] = ()
        self._names: dict[str, str] = {}
        self._sizes: dict[str, dict[str, int]] = {}
        self.version = 0
        """Grows with every change."""

    def load(self) -> None:
        """Read what the store holds.

        Raises:
            StoreError: it cannot be read; nothing has changed.
        """
        found = {device.id: device for device in self._store.devices()}
        with self._lock:
            self._replace(found)

    def refresh(self) -> None:
        """Forget what somebody else has deleted from the store.

        Raises:
            StoreError: it cannot be read; nothing has changed.
        """
        before = self._devices.keys()  # each of them was durable before it came here
        stored = self._store.survey_times()
        if gone := before - stored.keys():
            self.forget(gone)

    def keep(self, surveys: Iterable[SurveyRecord]) -> None:
        """Note *surveys*, which are stored."""
        with self._lock:
            devices = dict(self._devices)
            for survey in surveys:
                id_ = device_id(survey.agent, survey.survey.device)
                devices[id_] = kept(devices.get(id_), survey)
            if devices != self._devices:
                self._replace(devices)

    def forget(self, gone: Iterable[str]) -> None:
        """Drop devices by their ids."""
        ids = set(gone)
        with self._lock:
            left = {k: v for k, v in self._devices.items() if k not in ids}
            self._replace(left)

    def _replace(self, devices: dict[str, DeviceRecord]) -> None:
        ordered = sorted(devices.values(), key=lambda d: (d.first_seen, d.id))
        sizes: dict[str, dict[str, int]] = {}
        for device in ordered:
            known = self._devices.get(device.id)
            if known is not None and known.survey is device.survey:
                size = self._sizes[device.agent][device.key]
            else:
                size = size_of(device.survey)
            sizes.setdefault(device.agent, {})[device.key] = size
        self._names = instance_names(ordered)
        self._sizes = sizes
        self._all = tuple(ordered)
        self._devices = devices
        self.version += 1

    def all(self) -> Sequence[DeviceRecord]:
        """Return every device, in the order they came."""
        return self._all

    def get(self, device: str) -> DeviceRecord | None:
        """Return one device, or None."""
        return self._devices.get(device)

    def sizes_of(self, agent: str) -> Mapping[str, int]:
        """Return the octets of the survey of each device of *agent*, by its key."""
        return self._sizes.get(agent, {})

    def instance(self, device: str) -> str:
        """Return the device's name in Prometheus and on pages; its id if unknown."""
        return self._names.get(device, device)

    def state(self, device: str, now: float) -> DeviceState:
        """Return whether the device answers.

        ``unknown``: its agent does not report, or has not polled it lately.
        """
        answers = self._is_up(device, now)
        if answers is None:
            return "unknown"
        return "up" if answers else "down"

"""What the agent remembers of each device over a restart: never a secret."""

import logging
import threading
from collections.abc import Collection
from pathlib import Path

import msgspec

from agent.sources.kept import Kept

log = logging.getLogger(__name__)

FILE = "devices.json"


class Remembered(msgspec.Struct, frozen=True, omit_defaults=True):
    """One device: the name of the credential that it takes, its serial number.

    *silent*: it was told that it does not answer.
    """

    credential: str = ""
    serial: str = ""
    silent: bool = False


class _Devices(msgspec.Struct):
    devices: dict[str, Remembered] = {}


class DeviceMemory:
    """The devices in the data directory *folder*; None remembers nothing.

    What is remembered of others than *known* is forgotten; None: nothing is.
    """

    def __init__(self, folder: Path | None, known: Collection[str] | None) -> None:
        path = None if folder is None else folder / FILE
        self._file = Kept(path, _Devices, resident=folder is not None)
        loaded = self._file.load().devices
        kept = loaded if known is None else known
        self._devices = {name: loaded[name] for name in kept if name in loaded}
        self._lock = threading.Lock()
        self._changed = False
        self._worked = True

    def of(self, device: str) -> Remembered:
        """Return what is remembered of *device*."""
        return self._devices.get(device, Remembered())

    def note(
        self,
        device: str,
        *,
        credential: str | None = None,
        serial: str | None = None,
        silent: bool | None = None,
    ) -> None:
        """Remember what is given of *device*; ``save`` keeps it."""
        changes = {"credential": credential, "serial": serial, "silent": silent}
        given = {name: value for name, value in changes.items() if value is not None}
        with self._lock:
            before = self.of(device)
            after = msgspec.structs.replace(before, **given)
            if after != before:
                self._devices[device] = after
                self._changed = True

    def save(self) -> None:
        """Keep what has changed; where that cannot be, say so once and go on."""
        with self._lock:
            if not self._changed:
                return
            self._changed = False
            value = _Devices(dict(self._devices))
        try:
            self._file.save(value)
        except OSError as err:
            if self._worked:
                log.warning("devices cannot be remembered: %s", err.strerror)
            self._worked = False
            self._changed = True
        else:
            self._worked = True

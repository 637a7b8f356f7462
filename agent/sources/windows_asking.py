"""Questions to Windows whose failure costs their own part alone."""

from collections.abc import Sequence

from agent.sources.doors import Doors
from agent.sources.windows_doors import CIMV2, Rows, attempt


class Asking:
    """Asks through *doors*; every answer comes with the reason why it is none."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    def rows(
        self, class_name: str, properties: Sequence[str], namespace: str = CIMV2
    ) -> tuple[Rows, str]:
        """Return the rows of a WMI class and "", or none and why."""
        empty: Rows = []
        return attempt(
            lambda: self._doors.wmi.query(namespace, class_name, properties), empty
        )

    def value(self, path: str, name: str) -> tuple[object, str]:
        """Return a value of the registry (None: not there) and "", or None and why."""
        return attempt(lambda: self._doors.registry.value(path, name), None)

    def number(self, path: str, name: str) -> tuple[int | None, str]:
        """Return a number of the registry (None: not there) and "", or None and why."""
        found, reason = self.value(path, name)
        return found if type(found) is int else None, reason

    def keys(self, path: str) -> tuple[list[str] | None, str]:
        """Return the names of keys (None: not there) and "", or None and why."""
        return attempt(lambda: self._doors.registry.keys(path), None)

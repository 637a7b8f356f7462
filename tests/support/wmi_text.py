"""Recorded WMI: the rows of a recording, and doors onto made-up ones."""

from pathlib import Path
from typing import Any

from agent.readers.windows.rows import read_rows
from agent.readers.windows.values import Row


def read_wmi(path: Path) -> list[Row]:
    """Return the rows of a recording, as the agent's reader reads them."""
    return read_rows(path.read_bytes())


class RecordedWmi:
    """A Wmi door onto rows by class; a class that is not there is refused."""

    def __init__(self, **classes: list[dict[str, Any]]) -> None:
        self._classes = classes

    def query(self, namespace, class_name, properties):
        """Return the asked properties of the rows of *class_name*."""
        if class_name not in self._classes:
            raise OSError(f"0x80041010 {namespace} has no {class_name}")
        rows = self._classes[class_name]
        return [{name: row.get(name) for name in properties} for row in rows]


class RecordedRegistry:
    """A Registry door onto values by name."""

    def __init__(self, **values: object) -> None:
        self._values = values

    def value(self, path, name):
        """Return the value *name*, whatever the path."""
        return self._values.get(name)

    def values(self, path):
        """Return nothing: the key is not there."""
        return


class Refusing:
    """Every door of a machine that answers nothing."""

    def query(self, namespace, class_name, properties):
        """Refuse."""
        raise PermissionError("access is denied")

    def value(self, path, name):
        """Refuse."""
        raise OSError("no registry")

    def values(self, path):
        """Refuse."""
        raise OSError("no registry")

    def firmware_table(self):
        """Refuse."""
        raise RuntimeError("no table")

    def firmware_mode(self):
        """Refuse."""
        raise OSError("no mode")

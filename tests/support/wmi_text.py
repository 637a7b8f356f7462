"""Recorded WMI: the text of ``wmic … get /format:list``, and a door onto rows."""

from pathlib import Path
from typing import Any


def read_wmi(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a recording; empty values are None, arrays stay text."""
    content = path.read_bytes().decode("utf-16").replace("&amp;", "&")
    rows: list[dict[str, Any]] = []
    for line in content.replace("\r", "").split("\n"):
        name, equals, value = line.partition("=")
        if not equals:
            continue
        if not rows or name in rows[-1]:  # the first name again: the next instance
            rows.append({})
        rows[-1][name] = value or None
    return rows


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


class Refusing:
    """Every door of a machine that answers nothing."""

    def query(self, namespace, class_name, properties):
        """Refuse."""
        raise PermissionError("access is denied")

    def value(self, path, name):
        """Refuse."""
        raise OSError("no registry")

    def firmware_table(self):
        """Refuse."""
        raise RuntimeError("no table")

    def firmware_mode(self):
        """Refuse."""
        raise OSError("no mode")

"""Objects that PowerShell printed as a list or as JSON."""

from typing import Any

from agent.readers.windows.ps_objects import hotfix, is_hotfix, is_physical_disk
from agent.readers.windows.rows import read_rows
from agent.readers.windows.values import Rows
from agent.readers.windows.wmi_classes import class_of, plain
from agent.readers.windows.wmi_disks import PhysicalDisk, physical_disk
from agent.replay.kinds.windows_wmi import shape


def read(content: bytes, name: str) -> dict[str, Any]:
    """Return the object itself where there is one, and all of them in a list."""
    rows = read_rows(content)
    key, objects = _objects(rows)
    found: dict[str, Any] = {"count": len(rows), key: objects}
    if key == "objects":
        found |= shape(class_of(rows, name), rows)
    return found | (objects[0] if len(objects) == 1 else {})


def _objects(rows: Rows) -> tuple[str, list[dict[str, Any]]]:
    if all(is_hotfix(row) for row in rows):
        return "updates", [hotfix(row) for row in rows]
    if all(is_physical_disk(row) for row in rows):
        return "disks", [_disk(physical_disk(row)) for row in rows]
    return "objects", [plain(row) for row in rows]


def _disk(found: PhysicalDisk) -> dict[str, Any]:
    """Return a drive with the serial number of its label, for which a person looks."""
    members = {name: getattr(found, name) for name in found.__struct_fields__}
    return members | {"serial": found.label_serial, "device_serial": found.serial}

"""What objects of common cmdlets say: Get-HotFix, Get-PhysicalDisk."""

from typing import Any

from agent.readers.windows.times import iso_utc, local_date, moment, printed_day
from agent.readers.windows.values import Row, text, word

_DISK = frozenset(
    {"BusType", "MediaType", "HealthStatus", "SerialNumber", "SpindleSpeed"}
)


def is_hotfix(row: Row) -> bool:
    """Return whether *row* is an installed update."""
    return "HotFixID" in row


def is_physical_disk(row: Row) -> bool:
    """Return whether *row* is a drive of Get-PhysicalDisk, whatever was selected."""
    return len(_DISK & set(row)) >= 2 and "PartitionStyle" not in row


def hotfix(row: Row) -> dict[str, Any]:
    """Return an installed update; its day is the machine's, its moment is exact."""
    installed = row.get("InstalledOn")
    return {
        "id": word(row.get("HotFixID")),
        "description": text(row.get("Description")),
        "installed_utc": iso_utc(moment(installed)),
        "installed_local_date": local_date(installed) or printed_day(installed),
    }

"""Doors of a machine whose drives are made by hand."""

import sys
from pathlib import Path

import pytest

from agent.sources.doors import Doors
from agent.sources.windows_doors import NotWindows
from tests.support.wmi_text import RecordedWmi

NOWHERE = Path("/nonexistent-root")


def doors_with(programs, *, platform="linux", root=NOWHERE, wmi=None) -> Doors:
    """Return doors to *programs*, and to nothing else that answers."""
    closed = NotWindows()
    return Doors(platform, "x86_64", root, programs, wmi or closed, closed, closed)


def linux_disks(folder: Path, **buses: str) -> Path:
    """Return a root below *folder* whose /sys/block has the disks named."""
    for name, bus in buses.items():
        place = folder / "sys/devices/pci" / bus / name
        place.mkdir(parents=True)
        (place / "size").write_text("2048\n")
        block = folder / "sys/block"
        block.mkdir(exist_ok=True)
        if sys.platform == "win32":
            pytest.skip("needs links, pipes or modes, as Linux has them")
        (block / name).symlink_to(place)
    return folder


def windows_rows(**classes) -> RecordedWmi:
    """Return the WMI of a PC with one SATA disk; *classes* add to or replace rows."""
    rows = {
        "MSFT_PhysicalDisk": [
            {
                "DeviceId": "0",
                "Model": "WDC WD10EZEX",
                "SerialNumber": "WD-TEST1",
                "Size": "1000204886016",
                "BusType": 11,
                "MediaType": 3,
                "HealthStatus": 0,
                "OperationalStatus": (2,),
            }
        ],
        "Win32_DiskDrive": [
            {
                "Index": 0,
                "Size": "1000202273280",
                "MediaType": "Fixed hard disk media",
                "PNPDeviceID": r"SCSI\DISK&VEN_WDC&PROD_WD10EZEX\4&1A2B&0&000000",
            }
        ],
    }
    return RecordedWmi(**(rows | classes))

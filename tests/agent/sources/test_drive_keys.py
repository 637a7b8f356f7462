"""Which drive smartctl's name means."""

import pytest

from agent.readers.smartctl.scan import Device
from agent.sources.drive_keys import behind_raid, keys_of
from agent.sources.inventory import Disk

LINUX = {"sda": Disk(serial="A1"), "nvme0n1": Disk(), "nvme0n2": Disk()}
WINDOWS = {"PhysicalDrive0": Disk(serial="WD-A 1"), "PhysicalDrive27": Disk()}


@pytest.mark.parametrize(
    ("name", "kind", "serial", "keys"),
    [
        ("/dev/sda", "sat", None, ["sda"]),
        ("/dev/nvme0", "nvme", None, ["nvme0n1", "nvme0n2"]),
        ("/dev/nvme1", "nvme", None, ["nvme1n1"]),
        ("/dev/sdc", "scsi", None, ["sdc"]),
        ("/dev/bus/6", "megaraid,8", None, ["bus/6 megaraid,8"]),
        ("/dev/sda", "sat+megaraid,1", "X", ["sda megaraid,1"]),
        ("/dev/sdq", "cciss,0", "A1", ["sda"]),
    ],
)
def test_names_of_linux(name, kind, serial, keys):
    """A controller is its namespaces; behind RAID a drive has no name of its own."""
    assert keys_of(Device(name, kind), serial, LINUX, windows=False) == keys


@pytest.mark.parametrize(
    ("name", "serial", "keys"),
    [
        ("/dev/sda", None, ["PhysicalDrive0"]),
        ("/dev/sdab", None, ["PhysicalDrive27"]),
        ("/dev/pd0", None, ["PhysicalDrive0"]),
        ("/dev/csmi0,1", "wda1", ["PhysicalDrive0"]),
        ("/dev/csmi0,1", None, ["csmi0,1"]),
        ("/dev/sdz", None, ["PhysicalDrive25"]),
    ],
)
def test_names_of_windows(name, serial, keys):
    """Smartctl counts drives by letters; behind Intel's RAID the serial tells."""
    assert keys_of(Device(name, "ata"), serial, WINDOWS, windows=True) == keys


def test_an_unknown_serial_is_nobodys():
    """Two drives that say nothing are not the same."""
    disks = {"sda": Disk(serial=None)}
    assert keys_of(Device("/dev/x"), None, disks, windows=False) == ["x"]


def test_drives_behind_raid_are_known_by_their_type():
    """Types of bridges with a number are none."""
    assert behind_raid(Device("/dev/sda", "sat+megaraid,1"))
    assert not behind_raid(Device("/dev/sda", "usbjmicron,0"))
    assert not behind_raid(Device("/dev/sda"))

"""Drives of Windows, from recordings."""

import json

from agent.sources.windows_disks import disk_drive, disks, physical_disk
from tests.support.wmi_text import read_wmi


def recorded(shared, class_name):
    """Yield (rows, expected rows) of the recordings of a class."""
    for path in sorted((shared / "host-fixtures/windows-wmi").glob("*.wmi")):
        if path.stem.endswith(class_name):
            text = path.with_name(path.name + ".expected.json").read_text()
            yield read_wmi(path), json.loads(text)["expected"]["disks"]


def test_recorded_drives_of_the_old_class_are_read(shared):
    """Model, serial number and size are as recorded; NVMe is not called SCSI."""
    for rows, expected in recorded(shared, "Win32_DiskDrive"):
        for row, drive in zip(rows, expected, strict=True):
            disk = disk_drive(row)
            assert (disk.model, disk.serial, disk.size_bytes) == (
                drive["model"],
                drive["serial"],
                drive["size_bytes"],
            )
            assert ("NVMe" in drive["model"]) == (disk.bus == "nvme")


def test_recorded_drives_of_the_new_class_are_read(shared):
    """Bus and medium are known, and the serial number is the label's."""
    for rows, expected in recorded(shared, "MSFT_PhysicalDisk"):
        for row, drive in zip(rows, expected, strict=True):
            disk = physical_disk(row)
            found = disk.model, disk.size_bytes, disk.bus.upper(), disk.media
            names = "model", "size_bytes", "bus", "media"
            wanted = [drive[name] for name in names]
            assert found == (wanted[0], wanted[1], wanted[2].upper(), wanted[3])
            assert disk.serial == drive["adapter_serial"].split()[0]


def test_the_new_class_counts_and_removable_media_do_not():
    """One drive of two classes is one; a memory stick is none."""
    old = [
        {"Index": 0, "Size": "511", "Model": "A", "MediaType": "Fixed hard disk media"},
        {"Index": 1, "Size": "99", "Model": "B", "MediaType": "Removable Media"},
    ]
    new = [
        {"DeviceId": "0", "Size": "512", "Model": "A", "BusType": 11},
        {"DeviceId": "1", "Size": "99", "Model": "B", "BusType": 7},
    ]
    found = disks(new, old)
    assert list(found) == ["PhysicalDrive0"]
    assert found["PhysicalDrive0"].size_bytes == 512

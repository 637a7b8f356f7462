"""Which drives smartctl found."""

from agent.readers.smartctl.scan import Device, is_scan, read_scan, read_scan_text


def test_a_scan_in_json_is_read():
    """A drive that did not open says why; one without a name is none."""
    rows = [
        {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
        {"name": "/dev/sdb", "type": "scsi", "open_error": "Permission denied"},
        {"type": "nvme"},
        7,
    ]
    assert read_scan({"devices": rows}) == [
        Device("/dev/sda", "sat", "ATA"),
        Device("/dev/sdb", "scsi", None, "Permission denied"),
    ]


def test_a_scan_that_found_nothing_is_a_scan():
    """Smartctl prints no list then; its arguments tell."""
    asked = {"smartctl": {"argv": ["smartctl", "--json", "--scan-open"]}}
    assert is_scan(asked)
    assert read_scan(asked) == []
    assert not is_scan({"smartctl": {"argv": ["smartctl", "--all", 3]}})


def test_a_scan_in_text_is_read():
    """As versions before 7.0 print it."""
    text = (
        "/dev/sda -d sat # /dev/sda [SAT], ATA device\n"
        "/dev/nvme0 -d nvme # /dev/nvme0, NVMe device\n"
        "# /dev/sdb -d scsi # /dev/sdb, SCSI device open failed: Permission denied\n"
        "/dev/bus/0 -d megaraid,8 # /dev/bus/0 [megaraid_disk_08], SCSI device\n"
        "no drive at all\n"
    )
    assert read_scan_text(text) == [
        Device("/dev/sda", "sat", "ATA"),
        Device("/dev/nvme0", "nvme", "NVMe"),
        Device("/dev/sdb", "scsi", "SCSI", "Permission denied"),
        Device("/dev/bus/0", "megaraid,8", "SCSI"),
    ]

"""zpool status; texts made by hand in its forms."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.zpool import read_zpool_status

TEXT = """  pool: tank
 state: DEGRADED
status: One or more devices could not be used.
  scan: scrub repaired 0B in 00:05:12 with 3 errors on Sun Mar 12 00:29:13 2023
config:

    NAME        STATE     READ WRITE CKSUM
    tank        DEGRADED     0     0     0
      mirror-0  DEGRADED     0     0     0
        sda     ONLINE       0     0     0
        sdb     UNAVAIL      0     0     0
    logs
      nvme0n1   ONLINE       0     0     0

errors: No known data errors

  pool: scratch
 state: ONLINE
  scan: none requested
config:

    NAME        STATE     READ WRITE CKSUM
    scratch     ONLINE       0     0     0
      sdc       ONLINE       0     0     0

errors: No known data errors
"""


def test_pools_devices_and_scrubs_are_read():
    """Logs and caches are no devices that hold data."""
    tank, scratch = read_zpool_status(TEXT)
    assert (tank.state, tank.level) == ("DEGRADED", "mirror")
    assert (tank.devices, tank.active_devices, tank.failed_devices) == (2, 1, 1)
    assert (tank.scrubbed_local, tank.scrub_errors) == ("Sun Mar 12 00:29:13 2023", 3)
    assert (scratch.level, scratch.devices, scratch.scrubbed_local) == (None, 1, None)


def test_a_resilver_has_a_percentage():
    """It is the rebuild of ZFS."""
    text = TEXT.replace(
        "scrub repaired 0B in 00:05:12 with 3 errors on Sun Mar 12 00:29:13 2023",
        "resilver in progress since Sun Mar 12\n\t12.5% done, 1 days to go",
    )
    assert read_zpool_status(text)[0].resilver_percent == 12.5


def test_json_says_the_same():
    """With times as numbers or as text."""
    disks = {
        "sda": {"vdev_type": "disk", "state": "ONLINE"},
        "sdb": {"vdev_type": "disk", "state": "FAULTED"},
    }
    mirror = {"mirror-0": {"vdev_type": "mirror", "state": "DEGRADED", "vdevs": disks}}
    root = {"tank": {"vdev_type": "root", "state": "DEGRADED", "vdevs": mirror}}
    scan = {
        "function": "SCRUB",
        "state": "FINISHED",
        "end_time": 1700000000,
        "errors": "0",
    }
    pool = {"state": "DEGRADED", "scan_stats": scan, "vdevs": root}
    (found,) = read_zpool_status(json.dumps({"pools": {"tank": pool}}))
    assert (found.level, found.devices, found.failed_devices) == ("mirror", 2, 1)
    assert (found.scrubbed_seconds, found.scrub_errors) == (1700000000, 0)


def test_no_pools_are_an_answer():
    """ZFS is there, and unused."""
    assert read_zpool_status("no pools available\n") == ()


def test_other_texts_are_refused():
    """Errors are no pools."""
    for text in ("The ZFS modules cannot be auto-loaded.\n", "{}"):
        with pytest.raises(ReadError):
            read_zpool_status(text)

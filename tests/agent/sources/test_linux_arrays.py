"""Arrays and pools of made-up machines."""

import pytest

from agent.sources.linux_arrays import read_arrays
from agent.sources.programs import Output
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors
from tests.support.trees import NEEDS_LINKS

MDSTAT = "Personalities : [raid1]\nmd0 : active raid1 sdb1[1](F) sda1[0]\n      101 blocks [2/1] [U_]\n"
DETAIL = """/dev/md0:
     Raid Level : raid1
   Raid Devices : 2
          State : clean, degraded
 Active Devices : 1
 Failed Devices : 1
"""
POOL = """  pool: tank
 state: ONLINE
  scan: scrub repaired 0B in 00:05:12 with 0 errors on Sun Mar 12 00:29:13 2023
config:

    NAME        STATE     READ WRITE CKSUM
    tank        ONLINE       0     0     0
      sda       ONLINE       0     0     0

errors: No known data errors
"""
UUID = "76fac721-2294-4f89-a1af-620cde7a1980"
BTRFS = {
    f"sys/fs/btrfs/{UUID}/devices/dm-0/x": "",
    f"sys/fs/btrfs/{UUID}/devices/sdb/x": "",
    f"sys/fs/btrfs/{UUID}/devinfo/1/missing": "0",
    f"sys/fs/btrfs/{UUID}/devinfo/2/missing": "1",
    f"sys/fs/btrfs/{UUID}/allocation/data/raid1/x": "",
    "sys/fs/btrfs/features/x": "",
    "sys/block/dm-0/dm/name": "luks-1",
    "proc/self/mounts": "/dev/mapper/luks-1 /srv btrfs rw 0 0\n",
    f"var/lib/btrfs/scrub.status.{UUID}": (
        f"scrub status:1\n{UUID}:1|csum_errors:2|t_start:1700000000|duration:60|finished:1\n"
    ),
}


@pytest.mark.parametrize("programs", [{}, {"mdadm --detail /dev/md0": DETAIL}])
def test_a_software_array_is_seen_with_and_without_mdadm(tmp_path, programs):
    """Its own words on the state where it may be asked."""
    found = read_arrays(linux_doors(tmp_path, {"proc/mdstat": MDSTAT}, programs))
    raid = found.raids["md0"]
    assert (raid.level, raid.degraded, raid.devices) == ("raid1", True, 2)
    assert (raid.active_devices, raid.failed_devices) == (1, 1)
    assert raid.state == ("clean, degraded" if programs else "active, degraded")
    assert found.scrubs == {}


@NEEDS_LINKS
def test_a_pool_is_an_array_with_a_scrub(tmp_path):
    """Its time is the machine's own."""
    doors = linux_doors(tmp_path, {"etc/timezone": "Asia/Ho_Chi_Minh"}, {"zpool": POOL})
    found = read_arrays(doors)
    assert found.raids["tank"].degraded is False
    assert found.scrubs["tank"].last_timestamp_seconds == 1678555740
    assert found.scrubs["tank"].errors == 0


def test_without_a_zone_the_time_is_unknown(tmp_path):
    """It could be half a day off."""
    scrub = read_arrays(linux_doors(tmp_path, programs={"zpool": POOL})).scrubs["tank"]
    assert scrub.last_timestamp_seconds is None
    assert "zone" in scrub.reasons["last_timestamp_seconds"]


def test_btrfs_is_named_by_where_it_is_mounted(tmp_path):
    """One of its drives is missing."""
    found = read_arrays(linux_doors(tmp_path, BTRFS))
    assert (found.raids["/srv"].level, found.raids["/srv"].degraded) == (
        "btrfs raid1",
        True,
    )
    scrub = found.scrubs["/srv"]
    assert (scrub.last_timestamp_seconds, scrub.errors) == (1700000040, 2)


def test_btrfs_on_one_drive_is_no_array(tmp_path):
    """Its scrub counts all the same, and a mount in a home names nobody."""
    files = {
        f"sys/fs/btrfs/{UUID}/devices/sdb/x": "",
        "proc/self/mounts": "/dev/sdb /home/lan btrfs rw 0 0\n",
    }
    found = read_arrays(linux_doors(tmp_path, files))
    assert found.raids == {}
    assert list(found.scrubs) == ["btrfs 76fac721"]
    assert found.scrubs["btrfs 76fac721"].last_timestamp_seconds is None


def test_a_machine_without_arrays_has_none(tmp_path):
    """That is no failure."""
    found = read_arrays(linux_doors(tmp_path))
    assert (found.raids, found.scrubs) == ({}, {})


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_costs_its_part_only(tmp_path, failure):
    """The kernel's own table is read all the same."""
    doors = linux_doors(tmp_path, {"proc/mdstat": MDSTAT})
    found = read_arrays(doors._replace(programs=FailingPrograms(failure)))
    assert found.raids["md0"].degraded is True


def test_a_pool_that_may_not_be_seen_is_unknown(tmp_path):
    """With the reason."""
    said = Output(b"", b"Permission denied the ZFS utilities must be run as root", 1)
    found = read_arrays(linux_doors(tmp_path, programs={"zpool": said}))
    assert "root" in found.raids[""].reasons["degraded"]
    assert "root" in found.scrubs[""].reasons["errors"]

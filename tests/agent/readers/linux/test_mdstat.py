"""/proc/mdstat; texts made by hand in its forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.mdstat import read_mdstat

TABLE = """Personalities : [raid1] [raid6] [raid5] [raid4] [raid0]
md0 : active raid1 sdb1[1] sda1[0]
      101376 blocks super 1.2 [2/2] [UU]
      bitmap: 0/1 pages [0KB], 65536KB chunk

md1 : active raid5 sde1[3](S) sdd1[4] sdc1[1](F) sdb2[0]
      976512 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [U_U]
      [==>..................]  recovery = 12.6% (61000/488256) finish=1.0min speed=6100K/sec

md2 : active raid0 sdb3[1] sda3[0]
      1953260544 blocks super 1.2 512k chunks

md3 : inactive sdf1[0](S)
      976762584 blocks super 1.2

md127 : inactive sda[0](S)
      2257 blocks super external:imsm

md4 : active (auto-read-only) raid1 sda5[0] sdb5[1]
      999 blocks [2/2] [UU]
      [=>...]  check =  7.5% (75/999) finish=1.0min speed=1K/sec

unused devices: <none>
"""


def test_each_array_has_its_state():
    """Whole, rebuilding, striped, not started, and a check that is no rebuild."""
    found = {array.name: array for array in read_mdstat(TABLE)}
    assert list(found) == ["md0", "md1", "md2", "md3", "md4"]
    assert not found["md0"].degraded
    rebuilding = found["md1"]
    assert (rebuilding.raid_devices, rebuilding.active_devices) == (3, 2)
    assert (rebuilding.failed_devices, rebuilding.spare_devices) == (1, 1)
    assert rebuilding.rebuild_percent == 12.6
    assert rebuilding.state == "active, degraded, recovering"
    assert (found["md2"].raid_devices, found["md2"].degraded) == (2, False)
    assert (found["md3"].state, found["md3"].degraded) == ("inactive", True)
    assert (found["md4"].level, found["md4"].rebuild_percent) == ("raid1", None)


def test_a_container_of_firmware_raid_is_no_array():
    """It is inactive by nature."""
    assert "md127" not in {array.name for array in read_mdstat(TABLE)}


def test_a_machine_without_arrays_has_none():
    """The kernel's table is there, and empty."""
    assert read_mdstat("Personalities : \nunused devices: <none>\n") == ()


def test_other_texts_are_refused():
    """No table is not an empty one."""
    with pytest.raises(ReadError):
        read_mdstat("hello\n")

"""mdadm; texts made by hand in its forms (the agreement test has real ones)."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.mdadm import read_mdadm

DETAIL = """/dev/md0:
        Raid Level : raid5
      Raid Devices : 3
             State : {state}
    Active Devices : {active}
    Failed Devices : 0
     Spare Devices : 1
{more}
"""
EXAMINE = """/dev/sdb1:
          Magic : a92b4efc
        Version : 1.2
     Raid Level : raid1
   Raid Devices : 2
          State : clean
   Device Role : Active device 1
   Array State : {letters} ('A' == active, '.' == missing, 'R' == replacing)
"""


def test_a_rebuild_has_a_percentage():
    """Rebuild, resync and reshape are all progress of the array."""
    for what in ("Rebuild", "Resync", "Reshape"):
        more = f"    {what} Status : 48% complete"
        text = DETAIL.format(state="clean, degraded, recovering", active=2, more=more)
        found = read_mdadm(text)
        assert (found.rebuild_percent, found.degraded) == (48, True)
        assert (found.name, found.level, found.spare_devices) == ("md0", "raid5", 1)


def test_a_check_is_no_rebuild():
    """It reads through what is whole."""
    more = "      Check Status : 7% complete"
    found = read_mdadm(DETAIL.format(state="active, checking", active=3, more=more))
    assert (found.rebuild_percent, found.degraded) == (None, False)


@pytest.mark.parametrize("state", ["active, FAILED", "broken", "clean, degraded"])
def test_bad_states_are_degraded(state):
    """Whatever the counts say."""
    assert read_mdadm(DETAIL.format(state=state, active=3, more="")).degraded


def test_missing_drives_are_degraded():
    """Whatever the words say."""
    assert read_mdadm(DETAIL.format(state="clean", active=2, more="")).degraded


@pytest.mark.parametrize(
    ("letters", "active", "degraded"),
    [("AA", 2, False), ("A.", 1, True), ("AR", 2, False)],
)
def test_a_member_tells_of_its_array(letters, active, degraded):
    """``mdadm --examine`` has a letter for each drive."""
    found = read_mdadm(EXAMINE.format(letters=letters))
    assert (found.active_devices, found.degraded) == (active, degraded)
    assert found.failed_devices is None


def test_the_first_of_several_arrays_is_read():
    """They do not mix."""
    first = DETAIL.format(state="clean", active=3, more="")
    second = DETAIL.format(state="clean, degraded", active=2, more="").replace(
        "md0", "md1"
    )
    assert read_mdadm(first + second) == read_mdadm(first)


def test_a_brief_answer_has_counts_only():
    """``mdadm --query`` says no state."""
    found = read_mdadm(
        "/dev/md0: 1.00GiB raid1 2 devices, 0 spares. Use mdadm --detail for more detail.\n"
    )
    assert (found.level, found.raid_devices, found.state) == ("raid1", 2, None)


@pytest.mark.parametrize("text", ["", "mdadm: cannot open /dev/md0: No such file\n"])
def test_errors_are_no_arrays(text):
    """An array that cannot be opened has no state."""
    with pytest.raises(ReadError):
        read_mdadm(text)

"""Whole disks of Linux."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.disks import disks, is_whole_disk, parse_diskstats
from tests.support.trees import LINUX_PC


def test_a_recorded_pc_has_two_disks():
    """Partitions, loop devices and compressed memory are no disks."""
    found = {disk.name: disk for disk in disks(root=LINUX_PC)}
    assert set(found) == {"nvme0n1", "sda"}
    disk = found["nvme0n1"]
    assert disk.read_bytes == 4919962 * 512
    assert (disk.reads, disk.read_s, disk.busy_s) == (91609, 20.446, 6.712)


def test_a_disk_is_known_without_sys():
    """A container without /sys/block still tells disks from partitions."""
    none = frozenset()
    names = ["sda", "sda1", "nvme0n1", "nvme0n1p2", "dm-0", "vda", "mmcblk0", "sr0"]
    kept = [name for name in names if is_whole_disk(name, none)]
    assert kept == ["sda", "nvme0n1", "vda", "mmcblk0"]
    assert not is_whole_disk("nvme0c0n1", frozenset({"nvme0c0n1"}))


def test_a_machine_without_the_file_has_no_disk(tmp_path):
    """Nothing to read is no failure."""
    assert disks(root=tmp_path) == []


@given(st.one_of(st.text(), st.text("0123456789 sda\n-")))
def test_no_text_makes_the_parser_fail(junk):
    """Only natural counters come out."""
    assert all(row.reads >= 0 for row in parse_diskstats(junk))

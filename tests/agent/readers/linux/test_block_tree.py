"""Block devices of made-up trees."""

from agent.readers.linux.archive import ArchivedTree
from agent.readers.linux.block_tree import block_rows
from agent.readers.linux.lsblk import block_of

FILES = {
    "sys/block/sda/size": "8",
    "sys/block/sda/dev": "8:0",
    "sys/block/sda/removable": "1",
    "sys/block/sda/sda1/size": "2",
    "sys/block/sda/sda1/dev": "8:1",
    "sys/block/sda/sda1/partition": "1",
    "sys/block/sda/sda2/size": "6",
    "sys/block/sda/sda2/dev": "8:2",
    "sys/block/sda/sda2/partition": "2",
    "sys/block/sda/sda2/holders/dm-0/x": "",
    "sys/block/dm-0/size": "6",
    "sys/block/dm-0/dev": "253:0",
    "sys/block/dm-0/dm/name": "luks-1",
    "sys/block/dm-0/dm/uuid": "CRYPT-LUKS2-1234-luks-1",
    "sys/block/dm-0/slaves/sda2/x": "",
    "sys/block/md0/size": "2",
    "sys/block/md0/dev": "9:0",
    "sys/block/md0/md/level": "raid1",
    "sys/block/sr0/size": "2",
    "sys/block/sr0/dev": "11:0",
    "sys/block/sr0/device/type": "5",
    "sys/block/loop0/size": "0",
    "sys/block/loop0/dev": "7:0",
    "sys/block/ram0/size": "8",
    "sys/block/ram0/dev": "1:0",
    "proc/self/mountinfo": (
        "1 0 8:1 / /boot rw - ext4 /dev/sda1 rw\n"
        "2 0 0:30 /sub /my\\040home rw shared:1 - btrfs /dev/mapper/luks-1 rw\n"
        "broken\n"
    ),
    "proc/swaps": "Filename Type Size\n/dev/md0 partition 1\n",
}


def rows(**more):
    """Return the rows of the tree."""
    files = {n: t.encode() for n, t in {**FILES, **more}.items()}
    return block_rows(ArchivedTree(files, {}, set()))


def test_devices_stand_on_each_other():
    """Empty ones and memory are left out; the order is that of their numbers."""
    found = rows()
    assert [row["name"] for row in found] == ["sda", "md0", "sr0"]
    assert [row["type"] for row in found] == ["disk", "raid1", "rom"]
    parts = found[0]["children"]
    assert [row["name"] for row in parts] == ["sda1", "sda2"]
    assert all(row["rm"] for row in parts)
    (crypt,) = parts[1]["children"]
    assert (crypt["name"], crypt["type"], crypt["kname"]) == ("luks-1", "crypt", "dm-0")
    assert found[1]["mountpoints"] == ["[SWAP]"]


def test_mounts_of_btrfs_go_by_their_device():
    """Their numbers are of no device."""
    assert block_of(rows()).mounts() == {"/boot": False, "/my home": True}


def test_holders_in_a_ring_end():
    """A broken tree does not hang."""
    found = rows(**{"sys/block/dm-0/holders/dm-0/x": ""})
    assert found[0]["name"] == "sda"

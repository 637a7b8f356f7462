"""Volumes of made-up machines."""

import json

import pytest

from agent.sources.linux_volumes import read_volumes
from agent.sources.programs import Output
from tests.support.linux_doors import FAILURES, FailingPrograms, linux_doors

MOUNTS = """/dev/mapper/luks-1 / btrfs rw 0 0
/dev/mapper/luks-1 /home btrfs rw 0 0
/dev/sda1 /boot ext4 rw 0 0
/dev/sda2 /boot/efi vfat rw 0 0
/dev/sdb1 /home/lan/data ext4 rw 0 0
/dev/sdc1 /media/lan/USB vfat rw 0 0
tmpfs /tmp tmpfs rw 0 0
"""
LSBLK = json.dumps(
    {
        "blockdevices": [
            {
                "name": "sda",
                "type": "disk",
                "children": [
                    {"name": "sda1", "type": "part", "mountpoints": ["/boot"]},
                    {
                        "name": "sda3",
                        "type": "part",
                        "fstype": "crypto_LUKS",
                        "fsver": "2",
                        "children": [
                            {
                                "name": "luks-1",
                                "type": "crypt",
                                "mountpoints": ["/home"],
                            }
                        ],
                    },
                ],
            },
            {
                "name": "sdb",
                "type": "disk",
                "children": [{"name": "sdb1", "type": "part"}],
            },
            {
                "name": "sdc",
                "rm": True,
                "type": "disk",
                "children": [{"name": "sdc1", "rm": True, "type": "part"}],
            },
        ]
    }
)


def test_volumes_are_encrypted_or_not(tmp_path):
    """By their device, whichever mount point lsblk names; boot and sticks left out."""
    doors = linux_doors(tmp_path, {"proc/self/mounts": MOUNTS}, {"lsblk": LSBLK})
    found = read_volumes(doors)
    assert list(found) == ["/", "sdb1"]
    root = found["/"]
    assert (root.encrypted, root.protection, root.method) == (True, "on", "LUKS2")
    assert (root.system, root.filesystem) == (True, "btrfs")
    assert (found["sdb1"].encrypted, found["sdb1"].protection) == (False, "off")
    assert found["sdb1"].system is False


def test_no_person_is_named(tmp_path):
    """A mount point below a home is called by its device."""
    doors = linux_doors(tmp_path, {"proc/self/mounts": MOUNTS}, {"lsblk": LSBLK})
    assert "lan" not in repr(read_volumes(doors))


def test_an_older_lsblk_is_asked_again(tmp_path):
    """It does not know the newer columns."""
    new = "lsblk --json --bytes --output NAME,PKNAME,TYPE,FSTYPE,FSVER,SIZE,RM,MOUNTPOINTS"
    programs = {new: Output(b"", b"unknown column: FSVER", 1), "lsblk": LSBLK}
    doors = linux_doors(tmp_path, {"proc/self/mounts": MOUNTS}, programs)
    assert read_volumes(doors)["/"].encrypted is True


def test_without_lsblk_the_kernel_is_asked(tmp_path):
    """The mapping's UUID says crypt."""
    files = {
        "proc/self/mounts": "/dev/mapper/r / ext4 rw 0 0\n",
        "sys/block/sda/size": "9",
        "sys/block/sda/dev": "8:0",
        "sys/block/sda/holders/dm-0/x": "",
        "sys/block/dm-0/size": "9",
        "sys/block/dm-0/dev": "253:0",
        "sys/block/dm-0/slaves/sda/x": "",
        "sys/block/dm-0/dm/name": "r",
        "sys/block/dm-0/dm/uuid": "CRYPT-LUKS1-ab-r",
    }
    found = read_volumes(linux_doors(tmp_path, files))
    assert found["/"].encrypted is True


@pytest.mark.parametrize("failure", FAILURES)
def test_a_device_that_is_not_seen_is_unknown(tmp_path, failure):
    """As in a container: not encrypted would be a guess."""
    doors = linux_doors(tmp_path, {"proc/self/mounts": "/dev/x / ext4 rw 0 0\n"})
    found = read_volumes(doors._replace(programs=FailingPrograms(failure)))
    assert found["/"].encrypted is None
    assert found["/"].reasons["encrypted"]


@pytest.mark.parametrize(
    ("word", "encrypted"), [("aes-256-gcm", True), ("off", False), ("junk !", None)]
)
def test_a_dataset_of_zfs_says_it_itself(tmp_path, word, encrypted):
    """No block device lies below it."""
    doors = linux_doors(
        tmp_path,
        {"proc/self/mounts": "rpool/home/lan /home/lan zfs rw 0 0\n"},
        {"zfs get": word + "\n"},
    )
    (found,) = read_volumes(doors).items()
    assert (found[0], found[1].encrypted) == ("rpool", encrypted)


def test_a_machine_without_mounts_is_unreadable(tmp_path):
    """It says so."""
    assert read_volumes(linux_doors(tmp_path))[""].reasons["encrypted"]

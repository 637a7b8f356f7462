"""lsblk in its forms; the values are made by hand."""

import json

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.lsblk import block_of, read_lsblk


def tree(*rows):
    """Return the document that lsblk prints for *rows*."""
    return json.dumps({"blockdevices": rows})


def row(name, kind="disk", *children, **more):
    """Return one device."""
    return {"name": name, "type": kind, "children": list(children), **more}


def test_a_mount_on_two_drives_is_encrypted_only_if_both_are():
    """A logical volume may reach over a drive in the clear."""
    volume = row("vg-home", "lvm", mountpoint="/home")
    found = read_lsblk(
        tree(row("sda", "disk", row("c", "crypt", volume)), row("sdb", "disk", volume))
    )
    assert found.mounts() == {"/home": False}


def test_without_types_the_file_system_tells():
    """``lsblk --fs`` prints no types; LUKS is below whatever stands on it."""
    inner = {"name": "x", "fstype": "ext4", "mountpoints": ["/", None]}
    outer = {"name": "sda2", "fstype": "crypto_LUKS", "fsver": "2", "children": [inner]}
    found = read_lsblk(tree({"name": "sda", "children": [outer]}))
    assert found.mounts() == {"/": True}
    assert [d.method for d in found.devices if d.mounts] == ["LUKS2"]


def test_veracrypt_is_seen_by_its_mapping():
    """Its mappings have no type of their own."""
    found = read_lsblk(
        tree(row("sdb1", "part", row("veracrypt1", "dm", mountpoint="/srv")))
    )
    assert found.mounts() == {"/srv": True}
    assert found.devices[1].method == "VeraCrypt"


def test_bitlocker_is_encryption_too():
    """A drive of Windows may be open in Linux."""
    inner = row("bitlk-1", "crypt", mountpoint="/data")
    found = read_lsblk(tree(row("sdb1", "part", inner, fstype="BitLocker")))
    assert [d.method for d in found.devices if d.mounts] == ["BitLocker"]


def test_a_flat_list_is_walked_by_parents():
    """``lsblk --list`` names the parent only."""
    found = read_lsblk(
        tree(
            {"name": "sda", "type": "disk", "pkname": None},
            {"name": "luks", "type": "crypt", "pkname": "sda"},
            {"name": "root", "type": "lvm", "pkname": "luks", "mountpoint": "/"},
        )
    )
    assert found.mounts() == {"/": True}
    assert [d.name for d in found.devices if d.disk] == ["sda"]


def test_parents_in_a_ring_end():
    """Broken lists do not hang."""
    rows = [{"name": "a", "pkname": "b"}, {"name": "b", "pkname": "a"}]
    assert len(block_of(rows).devices) == 2


def test_pairs_are_read():
    """``lsblk --pairs``, with several mount points in one."""
    text = (
        'NAME="sda" TYPE="disk" SIZE="512" RM="1" MOUNTPOINTS=""\n'
        'NAME="sda1" TYPE="part" PKNAME="sda" MOUNTPOINTS="/a\\x0a/b c"\n'
    )
    found = read_lsblk(text)
    assert found.devices[0].size_bytes == 512
    assert found.devices[0].removable
    assert found.mounts() == {"/a": False, "/b c": False}


def test_rounded_sizes_are_no_bytes():
    """20G may be anything between 19.95 and 20.05."""
    found = read_lsblk(tree(row("sda", size="20G"), row("sdb", size="1024")))
    assert [d.size_bytes for d in found.devices] == [None, 1024]
    assert found.devices[0].size_text == "20G"


@pytest.mark.parametrize("name", ["zram0", "loop3", "sr0", "ram1", "mmcblk0boot0"])
def test_what_is_no_drive_is_told_apart(name):
    """Memory, files and media in readers."""
    assert not read_lsblk(tree(row(name))).devices[0].disk


def test_swap_is_no_mount_point():
    """It has no documents."""
    assert read_lsblk(tree(row("sda", mountpoint="[SWAP]"))).mounts() == {}


@pytest.mark.parametrize("text", ["{}", "[1]", '{"blockdevices": [{}]}', "NAME", 'A="'])
def test_other_texts_are_refused(text):
    """Not a list of devices with names."""
    with pytest.raises(ReadError):
        read_lsblk(text)


def test_an_empty_machine_has_no_devices():
    """As in a container."""
    assert read_lsblk('{"blockdevices": []}').devices == ()

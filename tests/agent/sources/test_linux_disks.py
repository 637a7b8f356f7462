"""Drives of Linux, from recorded and made-up trees of /sys."""

import tarfile

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_disks import read_disks, udev_notes
from tests.support.trees import NEEDS_LINKS


def make(root, name, place, **files):
    """Make the drive *name*, whose device stands at *place*."""
    target = root / "sys/devices" / place / "block" / name
    target.mkdir(parents=True)
    for path, text in files.items():
        file = target / path.replace("__", "/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (root / "sys/block").mkdir(exist_ok=True)
    (root / "sys/block" / name).symlink_to(target)


@NEEDS_LINKS
def test_a_recorded_machine_has_the_drives_that_lsblk_lists(shared, tmp_path):
    """Names and sizes are lsblk's; the bus is where the drive hangs."""
    path = shared / "host-fixtures/linux-sysroot/lsblk-simple-nvme.tar.xz"
    with tarfile.open(path) as tar:
        tar.extractall(tmp_path, filter="tar")
    disks = read_disks(tmp_path / "simple-nvme")
    sizes = {n: f"{d.size_bytes / 2**30:.1f}G" for n, d in disks.items()}
    assert sizes == {"sda": "223.6G", "sdb": "74.5G", "nvme0n1": "223.6G"}
    assert {n: d.bus for n, d in disks.items()} == {
        "sda": "sata",
        "sdb": "sata",
        "nvme0n1": "nvme",
    }
    assert disks["nvme0n1"].media == "SSD"


@NEEDS_LINKS
def test_what_sysfs_lacks_comes_from_udev(tmp_path):
    """Model and serial number of a SATA drive stand in udev's notes."""
    make(
        tmp_path,
        "sda",
        "pci0/ata1/host0/target0",
        size="1000\n",
        dev="8:0\n",
        queue__rotational="1\n",
    )
    (tmp_path / "run/udev/data").mkdir(parents=True)
    notes = "E:ID_MODEL=ST1000DM010-2EP102\nE:ID_SERIAL_SHORT=Z9A1\nnoise\n"
    (tmp_path / "run/udev/data/b8:0").write_text(notes)
    disk = read_disks(tmp_path)["sda"]
    assert (disk.model, disk.serial) == ("ST1000DM010-2EP102", "Z9A1")
    assert (disk.media, disk.bus, disk.size_bytes) == ("HDD", "sata", 512000)


@NEEDS_LINKS
def test_only_fixed_drives_count(tmp_path):
    """Loops, empty readers and removable media are no drives of the machine."""
    make(tmp_path, "loop0", "virtual", size="8")
    make(tmp_path, "sdb", "pci0/usb1/target1", size="0")
    make(tmp_path, "sdc", "pci0/usb2/target2", size="8", removable="1")
    make(tmp_path, "vda", "pci0/virtio1", size="8", queue__rotational="1")
    disks = read_disks(tmp_path)
    assert list(disks) == ["vda"]
    assert disks["vda"].media is None
    assert "virtual" in disks["vda"].reasons["media"]


def test_a_machine_without_sys_has_no_known_drives(tmp_path):
    """Nothing is raised where nothing can be read."""
    assert read_disks(tmp_path) == {}
    assert udev_notes(tmp_path, "../../etc/passwd") == {}


@given(st.binary(max_size=200))
def test_any_notes_of_udev_are_read(tmp_path_factory, content):
    """Notes that are not udev's give no values and no error."""
    root = tmp_path_factory.mktemp("root")
    (root / "run/udev/data").mkdir(parents=True)
    (root / "run/udev/data/b8:0").write_bytes(content)
    udev_notes(root, "8:0")

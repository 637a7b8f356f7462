"""psutil in our shapes: disks, file systems, interfaces, sensors."""

from agent.sources import host_devices as host
from agent.sources.windows_counters import DiskTimes
from tests.support.psutils import BrokenPsutil, WindowsPsutil


def test_empty_locked_and_optical_drives_are_left_out():
    """What remains is what can fill up."""
    (drive,) = host.filesystems(psutil=WindowsPsutil())
    assert (drive.mountpoint, drive.fstype, drive.free) == ("C:", "NTFS", 600)
    assert not drive.read_only


def test_interfaces_that_software_makes_are_left_out():
    """The radio has no counters and no known speed, but it is there."""
    wired, radio = host.interfaces(psutil=WindowsPsutil())
    assert (wired.name, wired.speed_bytes) == ("Ethernet", 125_000_000)
    assert wired.full_duplex is True
    assert wired.counts["receive_drops"] == 3
    assert (radio.name, radio.counts, radio.up) == ("Wi-Fi", {}, False)
    assert (radio.speed_bytes, radio.full_duplex) == (None, None)


def test_disks_come_from_windows_itself():
    """The counters keep their fractions of seconds."""
    times = DiskTimes(1, 2, 0.5, 0.25, 0.75, reads=3, writes=4)
    (disk,) = host.disks(read=lambda: {"PhysicalDrive0": times})
    assert (disk.name, disk.read_s, disk.writes) == ("PhysicalDrive0", 0.5, 4)


def test_a_battery_is_a_ratio():
    """Percent become a ratio; Windows has no temperatures to tell."""
    now = host.battery(psutil=WindowsPsutil())
    assert (now.charge, now.mains) == (0.95, True)
    assert host.temperatures(psutil=WindowsPsutil()) == []


def test_a_machine_that_answers_nothing_breaks_nothing():
    """Every single call may fail."""
    broken = BrokenPsutil()
    assert host.disks(read=broken.disks) == []
    assert host.filesystems(psutil=broken) == []
    assert host.interfaces(psutil=broken) == []
    assert host.temperatures(psutil=broken) == []
    assert host.battery(psutil=broken) is None


def test_the_real_psutil_fits():
    """The names that we ask for exist in the library that we depend on."""
    host.filesystems()
    host.interfaces()
    host.temperatures()
    host.battery()

"""Which drive the system stands on, and of what kind it is."""

import pytest

from agent.shared.wire import Item
from collector.planning.need.drives import defects, drive_kind, internal, system_free
from tests.support.need_cases import machine


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ({"media": "HDD"}, "hdd"),
        ({"media": "SSD"}, "ssd"),
        ({"bus": "NVMe"}, "ssd"),
        ({"model": "ST1000DM010-2EP102"}, "hdd"),
        ({"model": "WDC WD5000AAKX"}, "hdd"),
        ({"model": "Samsung SSD 870 EVO"}, "ssd"),
        ({"model": "CT500MX500SSD1"}, "ssd"),
        ({"model": "VBOX HARDDISK"}, "unknown"),
        ({"bus": "Hyper-V", "media": "HDD"}, "virtual"),
        ({}, "unknown"),
    ],
)
def test_a_drive_says_what_it_is_or_its_name_does(attributes, kind):
    """And nothing is guessed."""
    assert drive_kind(Item(attributes)) == kind


def test_a_stick_is_not_built_in():
    """It is no drive to replace."""
    disk = {"sda": Item({"bus": "SATA"}), "sdb": Item({"bus": "USB"})}
    assert set(internal(machine(disk=disk))) == {"sda"}


def test_the_size_is_known_of_an_only_drive():
    """Of two nobody says on which the system is."""
    free = system_free(machine())
    assert free.bytes == pytest.approx(free.ratio * 500e9)
    two = {"a": Item({"size_bytes": 10}), "b": Item({"size_bytes": 20})}
    assert system_free(machine(disk=two)).bytes is None


def test_linux_stands_on_its_root():
    """Other mount points do not count."""
    name = 'filesystem_free_ratio{{mountpoint="{}"}}'.format
    signals = {name("C:\\"): None, name("/"): 0.4, name("/home"): 0.01}
    assert system_free(machine(signals=signals)).mountpoint == "/"


def test_a_machine_that_says_nothing_of_its_drives_has_no_free_space():
    """It is not full either."""
    signals = {'filesystem_free_ratio{mountpoint="C:\\"}': None}
    assert system_free(machine(signals=signals)) is None


def test_defects_are_those_of_facts_and_findings():
    """A collector that has not judged yet misses none."""
    failing = machine(disk_health__sda={"verdict": "failing"})
    unjudged = machine(disk_health__sda={"verdict": "failing"}, _findings=())
    assert set(defects(failing)) == set(defects(unjudged)) == {"disk_failing"}

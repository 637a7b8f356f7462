"""Temperatures and batteries of Linux."""

import pytest

from agent.sources.sensors import battery, temperatures
from tests.support.trees import LINUX_PC


def test_a_recorded_laptop_tells_its_temperatures():
    """The package counts, not each core; an input that is not connected is left out."""
    found = {one.sensor: one for one in temperatures(root=LINUX_PC)}
    assert set(found) == {"coretemp Package id 0", "nvme Composite"}
    assert found["coretemp Package id 0"].celsius == 54
    assert found["coretemp Package id 0"].critical == 100
    assert found["nvme Composite"].critical is None


def test_thermal_zones_stand_in_for_chips(tmp_path):
    """A board without hwmon has zones."""
    zone = tmp_path / "sys/class/thermal/thermal_zone0"
    zone.mkdir(parents=True)
    (zone / "temp").write_text("47000\n")
    (zone / "type").write_text("acpitz\n")
    (one,) = temperatures(root=tmp_path)
    assert (one.sensor, one.celsius) == ("acpitz thermal_zone0", 47)


def test_equal_sensors_keep_their_readings(tmp_path):
    """Two disks of one kind are told apart."""
    for number in (0, 1):
        chip = tmp_path / f"sys/class/hwmon/hwmon{number}"
        chip.mkdir(parents=True)
        (chip / "name").write_text("nvme\n")
        (chip / "temp1_input").write_text("40000\n")
    names = [one.sensor for one in temperatures(root=tmp_path)]
    assert names == ["nvme temp1", "nvme temp1 (2)"]


def test_a_recorded_laptop_tells_its_battery():
    """Microwatt hours become joules; a mouse is not the machine."""
    now = battery(root=LINUX_PC)
    assert (now.charge, now.mains, now.cycles) == (0.87, True, 212)
    assert now.full_j == pytest.approx(144_000)
    assert now.design_j == pytest.approx(180_000)


def test_a_desktop_has_neither(tmp_path):
    """Nothing there is no failure."""
    assert battery(root=tmp_path) is None
    assert temperatures(root=tmp_path) == []


def test_a_battery_that_counts_charge_tells_energy(tmp_path):
    """Microampere hours times microvolts are joules, too; unplugged is known."""
    supply = tmp_path / "sys/class/power_supply"
    for folder, files in {
        "AC": {"type": "Mains", "online": "0"},
        "BAT0": {
            "type": "Battery",
            "charge_full": "3000000",
            "voltage_min_design": "11000000",
        },
    }.items():
        (supply / folder).mkdir(parents=True)
        for name, text in files.items():
            (supply / folder / name).write_text(text + "\n")
    now = battery(root=tmp_path)
    assert now.full_j == pytest.approx(3.0 * 11.0 * 3600)
    assert (now.charge, now.mains, now.design_j) == (None, False, None)

"""What is measured of a machine: each signal on its own."""

import pytest

from agent.shared.wire import Item
from collector.planning.need.estate import needs
from tests.support.machine_facts import GIB
from tests.support.need_cases import FACTS, estate, machine, seen


def pressures(one):
    """Return the pressures of the machine *one* alone."""
    (need,) = needs(estate(one), FACTS)
    return need.pressures


@pytest.mark.parametrize(
    ("dimension", "signal", "value", "raw"),
    [
        ("cpu", "cpu_busy_ratio", 0.2, 0),
        ("cpu", "cpu_busy_ratio", 0.99, 1),
        ("memory", "memory_available_ratio", 0.03, 1),
        ("memory", "memory_available_ratio", 0.11, 0.5),
        ("memory", "memory_committed_ratio", 0.85, 0.5),
        ("memory", "memory_pressure_ratio", 0.3, 1),
        ("disk_speed", "disk_read_seconds_per_operation", 0.035, 0.5),
        ("disk_speed", "disk_write_seconds_per_operation", 0.07, 1),
        ("disk_speed", "disk_busy_ratio", 1.0, 1),
        ("disk_speed", "io_pressure_ratio", 0.2, 0.5),
        ("disk_space", 'filesystem_free_ratio{mountpoint="C:\\"}', 0.05, 1),
    ],
)
def test_a_signal_presses_its_dimension(dimension, signal, value, raw):
    """By where it stands between its thresholds."""
    found = pressures(machine(signals={signal: value}))
    assert found[dimension].raw == pytest.approx(raw, abs=0.04)
    quiet = {name: p.severity for name, p in found.items() if name != dimension}
    assert set(quiet.values()) <= {0}


def test_the_share_of_overload_counts_where_p95_does_not_tell():
    """A machine that is overloaded for a quarter of the time, but not at its most."""
    busy = seen(*[0.3] * 3, 0.82)
    found = pressures(machine(signals={"cpu_busy_ratio": busy}))["cpu"]
    assert found.signal == "cpu_busy_share"
    assert found.value == pytest.approx(0.25)
    assert found.raw == pytest.approx(0.75)


def test_committed_memory_says_nothing_on_linux():
    """It promises more than there is."""
    system = Item({"name": "Debian GNU/Linux", "version": "13"})
    linux = machine(
        signals={"memory_committed_ratio": 1.5}, operating_system={"": system}
    )
    assert pressures(linux)["memory"].raw == 0


def test_hard_faults_beside_much_free_memory_are_no_shortage():
    """Files are read through them, too."""
    calm = machine(signals={"hard_faults_per_second": 900.0})
    assert pressures(calm)["memory"].raw == 0
    short = machine(
        signals={
            "hard_faults_per_second": 400.0,
            "memory_available_ratio": 0.2,
            "disk_read_seconds_per_operation": None,
        }
    )
    assert pressures(short)["memory"].signal == "hard_faults_p95"
    assert pressures(short)["memory"].raw == pytest.approx(0.75, abs=0.02)


def test_paging_is_faults_times_seconds_a_read():
    """Over a tenth of the drive's time memory is missing."""
    pages = {
        "hard_faults_per_second": 20.0,
        "disk_read_seconds_per_operation": 0.015,
        "memory_available_ratio": 0.2,
    }
    found = pressures(machine(signals=pages))["memory"]
    assert found.signal == "paging_disk_share"
    assert found.value == pytest.approx(0.3, rel=0.01)
    assert found.raw == pytest.approx(0.5, abs=0.02)


def test_too_little_memory_counts_where_it_is_not_measured_as_plenty():
    """A policy that measurements contradict buys nothing."""
    small = {"installed_bytes": 4 * GIB, "source": "firmware"}
    tight = machine(signals={"memory_available_ratio": 0.2}, memory=small)
    assert pressures(tight)["memory"].signal == "memory_size_gib"
    assert pressures(tight)["memory"].raw == 1
    assert pressures(machine(memory=small))["memory"].raw == 0


def test_what_the_system_can_use_is_rounded_up():
    """A part of 8 GB belongs to the graphics."""
    used = {"installed_bytes": int(7.4 * GIB), "source": "operating system"}
    one = machine(signals={"memory_available_ratio": 0.2}, memory=used)
    assert pressures(one)["memory"].raw == 0


def test_free_space_is_that_of_the_last_day():
    """What was tidied up is tidy."""
    tidied = seen(0.04, daily=[0.04] * 20 + [0.5, 0.6])
    name = 'filesystem_free_ratio{mountpoint="C:\\"}'
    assert pressures(machine(signals={name: tidied}))["disk_space"].raw == 0


def test_free_space_is_that_of_the_system_drive():
    """A full drive of documents is another matter; volumes say which is which."""
    signals = {
        'filesystem_free_ratio{mountpoint="C:\\"}': 0.6,
        'filesystem_free_ratio{mountpoint="D:\\"}': 0.01,
    }
    assert pressures(machine(signals=signals))["disk_space"].raw == 0
    swapped = {"C:": Item({}), "D:": Item({"system": True})}
    found = pressures(machine(signals=signals, volume=swapped))["disk_space"]
    assert found.raw == 1


def test_few_bytes_press_where_the_share_does_not():
    """A fifth of a drive of 60 GB is too little for an update of Windows."""
    name = 'filesystem_free_ratio{mountpoint="C:\\"}'
    one = machine(signals={name: 0.2}, disk__sda={"size_bytes": 60 * 10**9})
    found = pressures(one)["disk_space"]
    assert found.signal == "filesystem_free_bytes"
    assert found.raw == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("verdict", "raw"),
    [("failing", 1), ("Replace soon", 0.7), ("watch", 0.2), ("healthy", None)],
)
def test_the_verdict_on_a_drive_presses_whatever_was_measured(verdict, raw):
    """Even on a machine that nobody has watched."""
    one = machine(days=0, disk_health__sda={"verdict": verdict})
    found = pressures(one).get("disk_health")
    assert (found.severity if found else None) == raw


def test_wear_counts_from_what_is_left():
    """A tenth that is left is half of the way from 80 to 100 per cent."""
    one = machine(disk_health__sda={"life_remaining_percent": 10})
    found = pressures(one)["disk_health"]
    assert (found.signal, found.value, found.raw) == ("wear_percent", 90, 0.5)

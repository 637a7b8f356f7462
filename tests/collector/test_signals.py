"""Signals from two consecutive readings."""

import msgspec
import pytest

from agent.probes import metrics_of_all
from collector.signals import METRICS, Values, signals


def values(uptime_s, *, boot="b", interval_s=60.0, **series):
    """Return a reading of hatang_* *series*."""
    named = {
        f"hatang_{name}": value if isinstance(value, dict) else {"": value}
        for name, value in series.items()
    }
    return Values(boot, uptime_s, interval_s, named)


def between(old, new, seconds=60.0):
    """Return the signals of *new* after *old*."""
    return signals(values(0.0, **old), values(seconds, **new))


def test_the_agent_declares_what_signals_are_made_from():
    """A renamed metric would silence its signal."""
    declared = {m.name for metrics in metrics_of_all().values() for m in metrics}
    assert declared >= METRICS


def test_cpu_busy_is_what_is_neither_idle_nor_waiting():
    """Waiting for a disk is not the processor's work."""
    old = {"cpu_seconds_total": {"user": 0.0, "idle": 0.0, "iowait": 0.0}}
    new = {"cpu_seconds_total": {"user": 30.0, "idle": 60.0, "iowait": 30.0}}
    assert between(old, new) == {"cpu_busy_ratio": 0.25}


def test_levels_need_no_earlier_reading():
    """Memory, load and space are known at once."""
    found = signals(
        None,
        values(
            1.0,
            cpus=4.0,
            load_average={"1": 2.0, "5": 9.0},
            memory_size_bytes=100.0,
            memory_available_bytes=25.0,
            memory_committed_bytes=90.0,
            memory_commit_limit_bytes=120.0,
            filesystem_size_bytes={"/": 10.0, "/home": 100.0},
            filesystem_available_bytes={"/": 5.0, "/home": 10.0},
        ),
    )
    assert found == {
        "load_per_cpu": 0.5,
        "memory_available_ratio": 0.25,
        "memory_used_ratio": 0.75,
        "memory_committed_ratio": 0.75,
        "filesystem_free_ratio": 0.1,
        'filesystem_free_ratio{mountpoint="/"}': 0.5,
        'filesystem_free_ratio{mountpoint="/home"}': 0.1,
    }


def test_the_latency_of_disks_is_seconds_per_operation():
    """Without an operation there is no latency."""
    old = {
        "disk_reads_completed_total": {"sda": 0.0},
        "disk_read_seconds_total": {"sda": 0.0},
        "disk_writes_completed_total": {"sda": 5.0},
        "disk_write_seconds_total": {"sda": 5.0},
        "disk_busy_seconds_total": {"sda": 0.0, "sdb": 0.0},
    }
    new = old | {
        "disk_reads_completed_total": {"sda": 100.0},
        "disk_read_seconds_total": {"sda": 2.0},
        "disk_busy_seconds_total": {"sda": 6.0, "sdb": 30.0},
    }
    assert between(old, new) == {
        "disk_read_seconds_per_operation": 0.02,
        "disk_busy_ratio": 0.5,
    }


def test_rates_of_faults_pressure_and_network():
    """Per second; the loopback device is no network."""
    old = {
        "memory_hard_faults_total": 10.0,
        "pressure_waiting_seconds_total": {"memory": 0.0, "io": 0.0, "cpu": 0.0},
        "network_receive_bytes_total": {"eth0": 0.0, "lo": 0.0, "wlan0": 0.0},
    }
    new = {
        "memory_hard_faults_total": 610.0,
        "pressure_waiting_seconds_total": {"memory": 3.0, "io": 99.0, "cpu": 1.0},
        "network_receive_bytes_total": {"eth0": 600.0, "lo": 9e9, "wlan0": 60.0},
    }
    assert between(old, new) == {
        "hard_faults_per_second": 10.0,
        "memory_pressure_ratio": 0.05,
        "io_pressure_ratio": 1.0,
        "network_receive_bytes_per_second": 11.0,
        'network_receive_bytes_per_second{device="eth0"}': 10.0,
        'network_receive_bytes_per_second{device="wlan0"}': 1.0,
    }


FAULTS = {"memory_hard_faults_total": 100.0}
MORE = {"memory_hard_faults_total": 200.0}


@pytest.mark.parametrize("seconds", [0.0, -5.0, 180.0, 1e6])
def test_no_rate_over_a_gap_or_backwards(seconds):
    """Over three intervals a mean would hide what happened."""
    assert between(FAULTS, MORE, seconds) == {}
    assert between(FAULTS, MORE, 179.0) != {}


def test_no_rate_from_a_counter_that_went_backwards():
    """It began anew, who knows when."""
    assert between(MORE, FAULTS) == {}
    old = {"cpu_seconds_total": {"user": 10.0, "idle": 10.0}}
    new = {"cpu_seconds_total": {"user": 5.0, "idle": 60.0}}
    assert between(old, new) == {}


def test_no_rate_across_a_boot():
    """A counter of the new boot may already be higher."""
    later = msgspec.structs.replace(values(60.0, **MORE), boot="c")
    assert signals(values(0.0, **FAULTS), later) == {}

"""The points of a device's chart come out of its agent's reports."""

import pytest

from collector.device_chart import device_points
from collector.device_signals import port_signal
from tests.support.device_readings import device_reports, device_tables, keys_of

START = 1_800_000_000.0
DEVICES = ("sw1", "sw2")
TABLES = device_tables(DEVICES, 3)
REPORTS = list(device_reports(DEVICES, 3, 125, start=START - 300))


def points(device, *names):
    """Return the points of an hour in twelve parts."""
    return device_points(
        REPORTS, TABLES, device, names, start=START, end=START + 3600, buckets=12
    )


def test_each_part_of_the_time_has_its_mean():
    """The first rate needs the reading before the window."""
    name = port_signal("port_receive_bytes_per_second", keys_of(3)[1])
    (found,) = points("sw1", name).values()
    assert len(found) == 12
    assert found[0][0] == START + 150
    assert all(value > 0 for _time, value in found)


def test_only_what_is_asked_for_is_told():
    """Of one device, one port; an unknown one has no points."""
    name = port_signal("port_error_ratio", keys_of(3)[2])
    assert list(points("sw2", name, "device_cpu_busy_ratio")) == [
        name,
        "device_cpu_busy_ratio",
    ]
    assert points("sw2", "device_cpu_busy_ratio")["device_cpu_busy_ratio"][0][
        1
    ] == pytest.approx(0.5)
    assert points("nobody", name) == {name: []}

"""Charts of ports from few reports."""

import msgspec
import pytest

from collector.device_points import DevicePoints
from collector.device_signals import port_signal
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.device_readings import device_reports, device_tables, keys_of
from tests.support.store_values import AGENT

START = 500_000 * 3600.0
DEVICES = ("sw1", "sw2")
TABLES = device_tables(DEVICES, 3)
REPORTS = device_reports(DEVICES, 3, 121, start=START)
KEY = keys_of(3)[1]
NAMES = [
    port_signal(name, KEY)
    for name in ("port_receive_bytes_per_second", "port_receive_ratio")
] + ["device_cpu_busy_ratio", "unknown"]


class CountingStore(MemoryStore):
    """Counts the reports that are read."""

    read = 0

    def reports(self, agent, *, start, end):
        """Yield them one by one."""
        for report in super().reports(agent, start=start, end=end):
            self.read += 1
            yield report


def points(reports=REPORTS, *, buckets=12, key="sw1"):
    """Return the points of two hours, and how many reports were read for them."""
    store = CountingStore()
    store.commit(Commit(reports=reports, tables=TABLES))
    reader = DevicePoints(store, store.tables, AGENT, key)
    return reader.read(
        NAMES, start=START, end=START + 7200, buckets=buckets
    ), store.read


def received(minute):
    """Return what the port had received by then."""
    values = msgspec.json.decode(REPORTS[minute].body)["readings"][1][2]
    return values[2 * 3 + 1]


def test_a_point_is_the_mean_of_its_part_of_the_time():
    """Exactly, though few reports are read."""
    found, read = points()
    used = found[NAMES[0]]
    assert [time for time, _ in used] == [START + 300 + 600 * n for n in range(12)]
    for n, (_, value) in enumerate(used[:-1]):
        grown = received(10 * n + 10) - received(10 * n)
        assert value == pytest.approx(grown / 600)
    assert used[-1][1] == pytest.approx((received(119) - received(110)) / 540)
    assert found[NAMES[1]][0][1] == pytest.approx(used[0][1] / 125e6)
    busy = found["device_cpu_busy_ratio"]
    assert busy == [(time, 0.5) for time, _ in used]
    assert found["unknown"] == []
    assert read <= 12 + 10


def test_a_part_without_reports_has_no_point():
    """What passed while nobody looked is not spread over it."""
    kept = [r for r in REPORTS if not START + 1800 <= r.time < START + 5400]
    found, _ = points(kept)
    times = [time - START for time, _ in found[NAMES[0]]]
    assert times == [300, 900, 5700, 6300, 6900]


def test_another_device_is_another_chart():
    """One that nobody reads has none."""
    first, second, none = (points(key=key)[0] for key in ("sw1", "sw2", "sw3"))
    assert first[NAMES[0]] != second[NAMES[0]]
    assert none == {name: [] for name in NAMES}

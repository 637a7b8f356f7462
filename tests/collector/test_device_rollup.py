"""Roll-ups of devices, made from the reports of the agent that reads them."""

import msgspec

from collector import device_rollup
from collector.device_rollup import device_rollups
from collector.device_signals import port_signal
from collector.devices import device_id
from collector.rollup import run_due
from collector.rollup_row import decode_rollup
from collector.store.interface import Commit
from collector.store.memory import MemoryStore
from tests.support.device_readings import (
    SPEED,
    device_reports,
    device_tables,
    keys_of,
)
from tests.support.store_values import AGENT

HOUR = 500_000
START = HOUR * 3600.0
DEVICES = ("sw1", "sw2")
TABLES = device_tables(DEVICES, 3)
REPORTS = device_reports(DEVICES, 3, 125, start=START - 300)


def store_of(*parts):
    """Return a store that got the reports in *parts*."""
    store = MemoryStore()
    store.commit(Commit(tables=TABLES))
    for part in parts:
        store.commit(Commit(reports=part))
        run_due(store, now=START + 9000)
    return store


def rows(store, key="sw1"):
    """Return the packed rows of a device by hour."""
    found = store.rollups(device_id(AGENT, key), start=0, end=10**9)
    return {row.hour: row.packed for row in found}


def test_each_device_has_a_row_an_hour_and_so_has_its_agent():
    """Ports without a link have no sketches."""
    store = store_of(REPORTS)
    for key in DEVICES:
        rollup = decode_rollup(rows(store, key)[HOUR])
        assert rollup.reports == 60
        ports = keys_of(3)
        assert port_signal("port_receive_ratio", ports[0]) not in rollup.sketches
        used = rollup.sketches[port_signal("port_receive_ratio", ports[1])]
        assert used.count == 60
        assert 0 < used.mean < 1
        assert port_signal("port_error_ratio", ports[1]) in rollup.sketches
        assert not [name for name in rollup.sketches if "per_second" in name]
        assert rollup.sketches["device_cpu_busy_ratio"].mean == 0.5
        assert rollup.sketches["device_temperature_celsius"].maximum == 45.0
    (own,) = store.rollups(AGENT, start=HOUR, end=HOUR + 1)
    assert decode_rollup(own.packed).reports == 60
    assert store.due_hours(before=10**9) == []


def test_the_mean_of_the_sketches_is_what_was_counted():
    """Nothing is lost between readings."""
    store = store_of(REPORTS)
    rollup = decode_rollup(rows(store)[HOUR])
    key = keys_of(3)[2]
    ratio = rollup.sketches[port_signal("port_receive_ratio", key)].mean
    points = [r for r in REPORTS if START - 60 <= r.time < START + 3600]

    def received(report):
        body = msgspec.json.decode(report.body)
        return body["readings"][1][2][2 * 3 + 2]  # third metric, third port

    grown = received(points[-1]) - received(points[0])
    assert abs(ratio - grown / 3600 / SPEED) < 1e-9


def test_late_reports_and_replays_end_in_the_same_row():
    """In whatever order reports arrive, the row is what the journal says."""
    wanted = rows(store_of(REPORTS))
    store = store_of(REPORTS[::2], REPORTS[1::2])
    assert rows(store) == wanted
    assert rows(store, "sw2") == rows(store_of(REPORTS), "sw2")


def test_a_row_is_not_lost_when_its_reports_were_pruned():
    """A report that comes after that is added to what is known."""
    store = store_of(REPORTS)
    store.prune(reports_before=START + 3600, rollups_before=0, events_before=0.0)
    late = [
        msgspec.structs.replace(r, spool="00000002", time=START + 90)
        for r in device_reports(["sw1"], 3, 1, start=START + 90)
    ]
    store.commit(Commit(reports=late, tables=device_tables(["sw1"], 3)))
    run_due(store, now=START + 9000)
    rollup = decode_rollup(rows(store)[HOUR])
    assert rollup.reports == 61
    assert rollup.sketches["device_cpu_busy_ratio"].count == 61


def test_what_an_agent_invents_is_bounded(monkeypatch):
    """Neither devices nor ports without end."""
    monkeypatch.setattr(device_rollup, "MOST_DEVICES", 1)
    monkeypatch.setattr(device_rollup, "MOST_SKETCHES", 4)
    ((key, rollup),) = device_rollups(REPORTS, TABLES, hour=HOUR)
    assert key == "sw1"
    assert len(rollup.sketches) == 4


def test_junk_is_passed_over():
    """Neither values of another length nor an unknown table stop the others."""
    odd = REPORTS[6].body.replace(b"[1.0,6,0.25,", b"[0.25,")
    mixed = [msgspec.structs.replace(REPORTS[6], body=odd), *REPORTS[7:9]]
    found = dict(device_rollups(mixed, TABLES, hour=HOUR))
    assert found["sw1"].sketches["device_cpu_busy_ratio"].count == 2
    assert list(device_rollups(REPORTS, {}, hour=HOUR)) == []

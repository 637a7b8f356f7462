"""Reading values out of a report's body."""

from hypothesis import given
from hypothesis import strategies as st

from collector.readings import (
    device_values,
    readings_by_device,
    readings_of,
    table_ids,
)
from tests.support.device_readings import device_reports, device_tables
from tests.support.readings import TABLES, machine_reports

BODY = machine_reports([0.5], start=0.0)[0].body


def test_values_are_found_by_metric_and_label():
    """A metric without labels has one value under no name."""
    found = dict(readings_of(BODY, TABLES))
    assert found["cpu"].of("cpu_seconds_total") == {"user": 30.0, "idle": 30.0}
    assert found["memory"].of("memory_size_bytes") == {"": 8e9}
    assert found["cpu"].boot == "b"
    assert found["cpu"].uptime_s == 100.0


def test_the_tables_of_a_report_are_named():
    """So that they can be asked from the store."""
    assert table_ids(BODY) == TABLES.keys()
    assert list(readings_of(BODY, {})) == []


def test_readings_of_devices_are_told_apart():
    """The machine's own are not among them, nor they among the machine's."""
    tables = device_tables(["sw1", "sw2"], 2)
    body = device_reports(["sw1", "sw2"], 2, 1, start=0.0)[0].body
    assert list(readings_of(body, tables)) == []
    found = list(readings_by_device(body, tables))
    assert [key for key, _ in found] == ["sw1", "sw1", "sw2", "sw2"]
    plans = {}
    (poll, ports) = (device_values(r, tables, plans) for _, r in found[:2])
    assert (poll.boot, poll.uptime_s) == ("b", 999.0)
    assert len(ports.plan.ports) == 2
    assert len(plans) == 2
    assert list(readings_by_device(BODY, TABLES)) == []


@given(
    st.one_of(
        st.binary(),
        st.just(BODY).flatmap(lambda b: st.integers(0, len(b)).map(lambda n: b[:n])),
    )
)
def test_junk_has_no_readings(body):
    """The journal may hold what a newer agent sent."""
    if body != BODY:
        assert list(readings_of(body, TABLES)) == []
        assert list(readings_by_device(body, TABLES)) == []

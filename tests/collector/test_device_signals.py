"""Signals of ports and devices, from two readings of one table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.wire import Declaration, Table
from agent.switches import metrics
from collector.device_signals import (
    METRICS,
    PORT_CHART_ONLY,
    PORT_RARE,
    PORT_SIGNALS,
    DeviceValues,
    Plan,
    device_signals,
    port_signal,
)
from collector.signals import SIGNALS
from tests.support.devices import port_values, ports_table

PLAN = Plan(ports_table("sw1", ("a",)))
BEFORE = {"up": 1.0, "speed_bytes": 1000.0}


def between(old, new, *, plan=PLAN, seconds=60.0, boot="b", **options):
    """Return the signals of *new* after *old*, both by the names of metrics."""
    first = DeviceValues(plan, "b", 100.0, port_values(1, **(BEFORE | old)))
    second = DeviceValues(plan, boot, 100.0 + seconds, port_values(1, **(BEFORE | new)))
    found = dict(device_signals(first, second, **options))
    return {name.removesuffix('{port="a"}'): value for name, value in found.items()}


def test_the_agent_declares_what_signals_are_made_from():
    """A renamed metric would silence its signal."""
    assert {metric.name for metric in metrics.METRICS} >= METRICS
    assert set(SIGNALS) >= set(PORT_SIGNALS)


def test_use_is_the_share_of_the_negotiated_speed():
    """In each direction; in bytes per second for charts."""
    found = between({}, {"receive_bytes": 30_000.0, "transmit_bytes": 6000.0})
    assert found == {
        "port_receive_ratio": 0.5,
        "port_receive_bytes_per_second": 500.0,
        "port_transmit_ratio": 0.1,
        "port_transmit_bytes_per_second": 100.0,
    }


def test_what_goes_wrong_is_a_share_of_all_packets():
    """Errors of those that came, discards of those that should have gone."""
    found = between(
        {},
        {
            "receive_unicast_packets": 80.0,
            "receive_multicast_packets": 5.0,
            "receive_broadcast_packets": 10.0,
            "receive_errors": 5.0,
            "transmit_unicast_packets": 3.0,
            "transmit_discards": 1.0,
        },
    )
    assert found["port_error_ratio"] == 0.05
    assert found["port_broadcast_ratio"] == pytest.approx(10 / 95)
    assert found["port_discard_ratio"] == 0.25


@pytest.mark.parametrize(
    ("old", "new", "options"),
    [
        ({}, {"up": 0.0}, {}),
        ({}, {"up": None}, {}),
        ({}, {}, {"seconds": 180.0}),
        ({}, {}, {"seconds": 0.0}),
        ({}, {}, {"boot": "other"}),
        ({"receive_bytes": 5.0, "transmit_bytes": None}, {}, {}),
    ],
)
def test_without_a_link_or_two_readings_there_is_no_rate(old, new, options):
    """Nor from counters that began anew."""
    assert between(old, new, **options) == {}


def test_a_wider_gap_may_be_allowed():
    """A chart takes a reading now and then."""
    wide = between({}, {"receive_bytes": 3e5}, seconds=300.0, gap_s=600.0)
    assert wide["port_receive_ratio"] == 1.0


def test_a_port_whose_speed_is_not_known_has_rates_alone():
    """A share of nothing is nothing."""
    found = between({}, {"speed_bytes": None, "receive_bytes": 60.0})
    assert found["port_receive_bytes_per_second"] == 1.0
    assert "port_receive_ratio" not in found


def test_another_table_begins_anew():
    """Its values stand elsewhere."""
    other = Plan(ports_table("sw1", ("a", "b")))
    first = DeviceValues(PLAN, "b", 0.0, port_values(1, up=1.0))
    second = DeviceValues(other, "b", 60.0, port_values(2, up=1.0))
    assert list(device_signals(first, second)) == []


LEVELS = Table(
    "levels",
    60.0,
    tuple(
        Declaration(m.name, m.kind, m.help, m.labels)
        for m in (
            metrics.CPU_BUSY,
            metrics.MEMORY_SIZE,
            metrics.MEMORY_USED,
            metrics.TEMPERATURE,
        )
    ),
    tuple((index, (label,)) for index in range(4) for label in "ab"),
    "sw1",
)


def test_levels_need_no_earlier_reading():
    """Processors have a mean, memory pools a sum, and the hottest sensor counts."""
    values = [0.2, 0.4, 100.0, 300.0, 50.0, 250.0, 40.0, None]
    now = DeviceValues(Plan(LEVELS), "b", 0.0, values)
    found = dict(device_signals(None, now))
    assert found == {
        "device_cpu_busy_ratio": pytest.approx(0.3),
        "device_memory_used_ratio": 0.75,
        "device_temperature_celsius": 40.0,
    }
    empty = DeviceValues(Plan(LEVELS), "b", 0.0, [None] * 8)
    assert list(device_signals(None, empty)) == []


def test_memory_without_sizes_is_as_full_as_its_fullest_pool():
    """Some devices tell a share, and not of how much."""
    ratio = metrics.MEMORY_RATIO
    declared = Declaration(ratio.name, ratio.kind, ratio.help, ratio.labels)
    table = Table("levels", 60.0, (declared,), ((0, ("a",)), (0, ("b",))), "sw1")
    now = DeviceValues(Plan(table), "b", 0.0, [0.2, 0.7])
    assert dict(device_signals(None, now)) == {"device_memory_used_ratio": 0.7}


@given(st.text(), st.text())
def test_any_two_keys_of_ports_have_two_names(one, other):
    """Whatever they hold."""
    names = {port_signal(PORT_SIGNALS[0], key) for key in (one, other)}
    assert len(names) == len({one, other})
    assert "\n" not in "".join(names)


numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(st.data(), st.floats(0.1, 1000))
def test_any_values_give_finite_signals_or_none(data, seconds):
    """Ratios of packets are between 0 and 1."""
    size = len(port_values(1))
    rows = [data.draw(st.lists(numbers, min_size=size, max_size=size)) for _ in "12"]
    first = DeviceValues(PLAN, "b", 0.0, rows[0])
    second = DeviceValues(PLAN, "b", seconds, rows[1])
    for name, value in device_signals(first, second):
        base = name.partition("{")[0]
        assert base in {*PORT_SIGNALS, *PORT_CHART_ONLY, *PORT_RARE}
        if "error" in base or "discard" in base:
            assert not value > 1 + 1e-9


def test_what_seldom_happens_is_counted_where_it_did():
    """Whether or not the port has a link: it may have lost it just now."""
    found = between(
        {"up": 0.0, "late_collisions": 4.0, "link_changes": 7.0},
        {"up": 0.0, "late_collisions": 9.0, "link_changes": 7.0},
    )
    assert found == {"port_late_collisions": 5.0}
    found = between({"up": 0.0}, {"up": 0.0, "link_changes": 2.0})
    assert found == {"port_link_changes": 2.0}

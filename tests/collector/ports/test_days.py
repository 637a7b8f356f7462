"""Hours of sketches become days of ports."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.device_signals import port_signal
from collector.ports.days import MOST_PORTS, add_hour, new_day
from collector.sketch import Sketch
from tests.support.port_cases import LIMITS


def hour(port="1", **signals):
    """Return sketches of one port's hour; a value stands for twenty readings."""
    return {
        f'port_{name}{{port="{port}"}}': Sketch(
            values if isinstance(values, list) else [values] * 20
        )
        for name, values in signals.items()
    }


def day_of(*hours):
    """Return a day of these hours."""
    day = new_day()
    for number, sketches in enumerate(hours):
        add_hour(day, number, sketches, LIMITS)
    return day


def test_hours_add_up():
    """Use as a histogram, and the busiest hour of each direction."""
    day = day_of(
        hour(receive_ratio=0.11, transmit_ratio=0.5),
        hour(receive_ratio=0.31, transmit_ratio=0.2),
    )
    port = day.ports["1"]
    assert (port.linked, port.active, day.hours) == (2, 2, [0, 1])
    assert sum(port.receive) == 40
    assert port.receive[5] == port.receive[15] == 20
    assert port.busiest_receive == pytest.approx(0.31)
    assert port.busiest_transmit == pytest.approx(0.5)


def test_an_hour_counts_once():
    """It may be offered again."""
    day = new_day()
    for _ in range(2):
        add_hour(day, 7, hour(receive_ratio=0.1), LIMITS)
    assert day.ports["1"].linked == 1


def test_an_hour_without_the_other_end_has_a_link_and_nothing_else():
    """What is sent to a machine that sleeps is not its traffic."""
    port = day_of(hour(receive_ratio=1e-7, transmit_ratio=0.9, discard_ratio=0.5))
    found = port.ports["1"]
    assert (found.linked, found.active) == (1, 0)
    assert found.discards == 0
    assert found.transmit == []


def test_the_highest_reading_of_an_hour_is_left_out():
    """A counter that jumps at a restart shows once; a bad cable in many readings."""
    jump = [0.9] + [0.0] * 19
    port = day_of(hour(receive_ratio=0.1, error_ratio=jump)).ports["1"]
    assert (port.errors, port.errors_trimmed, port.error_readings) == (0, 19, 0)
    bad = day_of(hour(receive_ratio=0.1, error_ratio=0.002)).ports["1"]
    assert bad.errors / bad.errors_trimmed == pytest.approx(0.002)
    assert bad.error_readings == 19


def test_no_error_is_no_reading():
    """Never less than none."""
    port = day_of(hour(receive_ratio=0.1, error_ratio=0.0)).ports["1"]
    assert port.error_readings == 0


def test_a_storm_is_broadcast_that_fills_the_line():
    """For a third of an hour, whatever the other readings are."""
    storm = hour(
        receive_ratio=[0.4] * 8 + [0.0001] * 12, broadcast_ratio=[0.9] * 8 + [0.8] * 12
    )
    assert day_of(storm).ports["1"].storms == 1


def test_broadcast_of_an_idle_machine_is_no_storm():
    """Even if it uploads in other minutes: the two need not be the same."""
    mixed = hour(
        receive_ratio=[0.5] * 9 + [0.0001] * 11,
        broadcast_ratio=[0.0] * 9 + [0.9] * 11,
    )
    assert day_of(mixed).ports["1"].storms == 0
    idle = hour(receive_ratio=0.0001, broadcast_ratio=1.0)
    assert day_of(idle).ports["1"].storms == day_of(idle).ports["1"].noisy == 0


def test_much_broadcast_is_told_from_a_storm():
    """A quarter of the readings or more."""
    port = day_of(hour(receive_ratio=0.03, broadcast_ratio=0.3)).ports["1"]
    assert (port.storms, port.noisy) == (0, 1)


def test_rare_counts_and_levels_of_the_device_are_kept():
    """Late collisions, changes of the link and of the tree, load and heat."""
    sketches = {
        **hour(receive_ratio=0.1, late_collisions=[3.0, 4.0], link_changes=[2.0]),
        "device_cpu_busy_ratio": Sketch([0.5] * 4),
        "device_temperature_celsius": Sketch([40.0, 44.0]),
        "device_topology_changes": Sketch([5.0]),
        "cpu_busy_ratio": Sketch([1.0]),
    }
    day = day_of(sketches)
    assert day.ports["1"].late_collisions == 7
    assert day.ports["1"].link_changes == 2
    assert day.cpu[25] == 4
    assert day.warmest_celsius == 42
    assert day.topology_changes == 5


def test_a_device_has_so_many_ports_at_most():
    """What comes beyond is nonsense."""
    sketches = {}
    for number in range(MOST_PORTS + 5):
        sketches |= hour(str(number), receive_ratio=[0.1])
    assert len(day_of(sketches).ports) == MOST_PORTS


def test_a_key_may_hold_any_letters():
    """Even those that end it."""
    keys = ['a"} b', "a\\nb\\", "line\nbreak"]
    for key in keys:
        sketches = {port_signal("port_receive_ratio", key): Sketch([0.1] * 4)}
        assert day_of(sketches).ports.keys() == {key}


NAMES = st.sampled_from(
    [
        *(
            f'port_{name}{{port="1"}}'
            for name in (
                "receive_ratio",
                "transmit_ratio",
                "error_ratio",
                "discard_ratio",
                "broadcast_ratio",
                "late_collisions",
                "link_changes",
            )
        ),
        "device_cpu_busy_ratio",
        "device_temperature_celsius",
        "device_topology_changes",
    ]
)


@given(
    st.lists(
        st.dictionaries(NAMES, st.lists(st.floats(-1e12, 1e12)).map(Sketch)), max_size=3
    )
)
def test_any_numbers_make_a_day(hours):
    """Ratios below nothing and over the whole come from broken devices."""
    for port in day_of(*hours).ports.values():
        assert port.errors >= 0
        assert port.error_readings >= 0
        assert math.isfinite(port.busiest_receive)

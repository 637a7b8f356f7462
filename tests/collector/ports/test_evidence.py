"""Days become the numbers that rules look at."""

import pytest

from agent.shared.wire import Event
from collector.ports.days import add_hour, new_day
from collector.ports.evidence import evidence, quantile
from collector.ports.shapes import BINS
from collector.sketch import Sketch
from collector.store.interface import EventRecord
from tests.support.port_cases import LIMITS, TODAY


def day(hours=3, key="1", **signals):
    """Return a day of equal hours of one port."""
    made = new_day()
    for hour in range(hours):
        sketches = {
            f'port_{name}{{port="{key}"}}': Sketch([value] * 20)
            for name, value in signals.items()
        }
        add_hour(made, hour, sketches, LIMITS)
    return made


def numbers(days, events=()):
    """Return the evidence of *days*, by how many days ago."""
    return evidence(
        {TODAY - ago: found for ago, found in days.items()},
        events,
        LIMITS,
        today=TODAY,
        day_of=lambda time: TODAY - int(time),
    )


def test_p95_is_of_all_days_and_of_the_recent_ones():
    """Within one part in fifty."""
    days = {ago: day(receive_ratio=0.8) for ago in range(8, 18)}
    days |= {ago: day(receive_ratio=0.1) for ago in range(1, 6)}
    port = numbers(days).ports["1"]
    assert len(port.days) == 15
    assert port.receive_p95 == pytest.approx(0.8, abs=0.02)
    assert port.receive_p95_recent == pytest.approx(0.1, abs=0.02)
    assert port.transmit_p95 is None


def test_days_are_in_order_and_of_the_window():
    """The oldest first; what is older than the window is not looked at."""
    days = {ago: day(receive_ratio=0.1) for ago in (2, 1, 300)}
    found = numbers(days)
    assert found.days == found.ports["1"].days == (TODAY - 2, TODAY - 1)


def test_a_day_of_one_hour_is_none():
    """Neither of the device nor of a port."""
    assert numbers({1: day(hours=1, receive_ratio=0.1)}).days == ()
    one = day(hours=3, receive_ratio=0.1)
    one.ports["1"].active = 1
    found = numbers({1: one})
    assert found.days == (TODAY - 1,)
    assert found.ports["1"].days == ()
    assert found.ports["1"].last_link == TODAY - 1


def test_ratios_are_by_day():
    """With how many readings showed any."""
    days = {
        2: day(receive_ratio=0.1, error_ratio=0.0),
        1: day(receive_ratio=0.1, error_ratio=0.01),
    }
    good, bad = numbers(days).ports["1"].errors
    assert (good.ratio, good.readings) == (0, 0)
    assert bad.ratio == pytest.approx(0.01)
    assert bad.readings == 57


def test_changes_of_the_link_between_polls_are_flaps():
    """As far as events do not tell of them."""
    one = day(receive_ratio=0.1)
    one.ports["1"].link_changes = 20.0
    told = [
        EventRecord("d", 1.0, Event("port_down", attributes={"port": "1"})),
        EventRecord(
            "d", 1.001, Event("port_up", attributes={"port": "1", "speed_bps": 1})
        ),
    ]
    found = numbers({1: one}, told[::-1]).ports["1"].flaps
    assert [(f.day, f.times) for f in found] == [(TODAY - 1, 1 + 9)]


def test_a_port_that_only_events_know_is_there():
    """Its link was never up when it was read."""
    told = [
        EventRecord("d", 1.0, Event("port_down", attributes={"port": "9"})),
        EventRecord("d", 1.5, Event("port_up", attributes={"port": "9"})),
    ]
    port = numbers({}, told).ports["9"]
    assert port.last_link is None
    assert port.flaps


def test_what_the_device_does_needs_days():
    """Load and heat of a single day are chance."""
    hot = day(receive_ratio=0.1)
    hot.warmest_celsius, hot.cpu = 90.0, [0] * (BINS - 1) + [10]
    calm = day(receive_ratio=0.1)
    calm.warmest_celsius, calm.cpu = 50.0, [10] + [0] * (BINS - 1)
    found = numbers(dict.fromkeys(range(2, 9), calm) | {1: hot})
    assert found.warmest_celsius == 50.0
    assert numbers({1: hot}).cpu_p95 is None
    assert numbers(dict.fromkeys(range(1, 7), hot)).cpu_p95 == pytest.approx(
        1.0, abs=0.03
    )


@pytest.mark.parametrize(
    ("values", "q", "expected"),
    [([0.5] * 100, 0.95, 0.5), ([0.1] * 94 + [0.9] * 6, 0.95, 0.9), ([], 0.95, None)],
)
def test_a_quantile_is_right_to_one_part(values, q, expected):
    """Two per cent of the speed."""
    histogram = [0] * BINS
    for value in values:
        histogram[int(value * (BINS - 1))] += 1
    found = quantile(histogram, q)
    assert found == (
        expected if expected is None else pytest.approx(expected, abs=0.021)
    )

"""Days become what was measured in a window."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.measured import is_planned_by, scaled, seen_of
from collector.sketch import Sketch
from collector.store.planning import DayRollup
from tests.support.day_values import MONDAY, day_of, packed


def test_days_count_with_enough_hours_and_values_always():
    """A machine that was on for an hour was measured, but made no day of work."""
    rows = [
        day_of("a", MONDAY, *[0.2] * 99, 0.9),
        day_of("a", MONDAY + 1, 0.8, hours=1),
        day_of("a", MONDAY + 2, 0.4, 0.5, hours=2),
    ]
    seen = seen_of(rows, least_hours=2)
    assert (seen.days, seen.hours, seen.last_day) == (2, 10, MONDAY + 2)
    cpu = seen.signals["cpu_busy_ratio"]
    assert cpu.days == (MONDAY, MONDAY + 2)
    assert cpu.hours == 10
    assert cpu.daily_p95 == pytest.approx((0.2, 0.5), rel=0.25)
    assert cpu.sketch.count == 103
    assert cpu.sketch.maximum == 0.9


def test_a_signal_has_the_days_on_which_it_has_values():
    """A drive that was put in on the second day."""
    rows = [day_of("a", MONDAY, 0.2), day_of("a", MONDAY + 1, 0.3, signal="new_ratio")]
    seen = seen_of(rows, least_hours=1)
    assert seen.signals["new_ratio"].days == (MONDAY + 1,)
    assert seen.signals["new_ratio"].hours == 7
    assert seen.days == 2


def test_signals_that_no_plan_reads_are_left_out():
    """What a network card carries says nothing of its machine's pressure."""
    row = DayRollup("a", MONDAY, 7, packed(load_per_cpu=[1], cpu_busy_ratio=[0.5]))
    assert seen_of([row], least_hours=1).signals.keys() == {"cpu_busy_ratio"}
    assert not is_planned_by('network_receive_bytes_per_second{device="eth0"}')
    assert is_planned_by('port_receive_ratio{port="Gi0/1"}')
    assert is_planned_by('filesystem_free_ratio{mountpoint="C:"}')


def test_a_damaged_day_is_named_and_left_out(caplog):
    """The others count."""
    rows = [DayRollup("a", MONDAY, 7, b"\x09"), day_of("a", MONDAY + 1, 0.5)]
    with caplog.at_level(logging.WARNING):
        seen = seen_of(rows, least_hours=1)
    assert (seen.days, seen.hours) == (1, 7)
    assert f"day {MONDAY} of a" in caplog.text


@given(
    st.lists(st.floats(1e-6, 1e6) | st.just(0.0), min_size=1, max_size=50),
    st.floats(0.01, 100),
)
def test_a_scaled_sketch_is_that_of_scaled_values(values, factor):
    """Within two percent; the edges are exact."""
    found = Sketch(values).scaled(factor)
    wanted = Sketch(value * factor for value in values)
    assert found.count == wanted.count
    assert found.mean == pytest.approx(wanted.mean)
    assert found.maximum == max(values) * factor
    for q in (0.05, 0.5, 0.95):
        assert found.quantile(q) == pytest.approx(wanted.quantile(q), rel=0.021)
    assert Sketch.decode(found.encode()) == found


def test_days_are_scaled_like_the_whole():
    """A gigabit port towards a line of 200 Mb/s."""
    seen = seen_of([day_of("a", MONDAY, 0.1, 0.1)], least_hours=1)
    port = scaled(seen.signals["cpu_busy_ratio"], 5.0)
    assert port.daily_p95 == pytest.approx((0.5,))
    assert port.days == (MONDAY,)
    with pytest.raises(ValueError, match="factor"):
        scaled(port, 0.0)

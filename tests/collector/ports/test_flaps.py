"""Links that flap and restarts, out of events."""

import pytest

from agent.shared.knowledge import load
from agent.shared.wire import Event
from collector.ports.flaps import flaps_of, restarts_of, told_changes
from collector.store.interface import EventRecord

LIMITS = load().ports
T = 1_795_500_000.0


def event(kind, time, **attributes):
    """Return an event of a device, *time* seconds after T."""
    return EventRecord("d", T + time, Event(kind, attributes=attributes))


def lost(time, seconds, speed=10**9, port="1"):
    """Return that a link was lost and came back."""
    return [
        event("port_down", time, port=port),
        event("port_up", time + seconds, port=port, speed_bps=speed),
    ]


def day_of(time):
    """Return the day; all of the tests are on one."""
    return int(time // 86400)


DAY = day_of(T)


def flaps(*events):
    """Return the flaps of *events*."""
    return flaps_of(events, LIMITS.flaps, day_of)


def test_a_short_loss_is_a_flap():
    """By port and day."""
    assert flaps(*lost(0, 10), *lost(100, 10)) == {"1": {DAY: 2}}


def test_what_is_switched_off_does_not_flap():
    """A loss of an hour."""
    assert flaps(*lost(0, 3600)) == {}


def test_a_machine_that_sleeps_does_not_flap():
    """It comes back at another speed."""
    first = lost(0, 3)
    assert flaps(*first, *lost(100, 3, 10**7), *lost(200, 3)) == {"1": {DAY: 1}}


def test_a_restart_of_the_switch_is_no_flap_of_its_ports():
    """Whatever the polls saw of it."""
    restart = [event("device_restarted", 130)]
    assert flaps(*lost(0, 60), *restart) == {}
    assert flaps(*lost(0, 60), *[event("device_restarted", 5000)]) == {"1": {DAY: 1}}


def test_events_without_a_port_are_passed_over():
    """Nor do events of a newer release matter."""
    odd = [event("port_down", 0), event("port_up", 1, port=5), event("fan", 2)]
    assert flaps(*odd) == {}
    assert told_changes(odd, day_of) == {}


def test_changes_that_events_tell_of_are_counted():
    """A changed speed is two: the link went and came."""
    events = [*lost(0, 3), event("port_speed_changed", 9, port="1")]
    assert told_changes(events, day_of) == {("1", DAY): 4}


def hours(*times):
    """Return the watched hours around *times*."""
    return {int((T + time) // 3600) + n for time in times for n in (-2, -1, 0, 1)}


def test_a_crash_counts():
    """It was watched right before."""
    assert restarts_of([event("device_restarted", 0)], LIMITS.device, hours(0)) == (T,)


@pytest.mark.parametrize("order", [1, -1])
def test_a_power_cut_over_night_does_not(order):
    """It was silent for hours; the two events of the morning come in any order."""
    morning = [event("device_answers", 40_000), event("device_restarted", 40_000)]
    events = [event("device_silent", 0), *morning[::order]]
    assert restarts_of(events, LIMITS.device, hours(0, 40_000)) == ()


def test_what_nobody_watched_before_does_not_count():
    """The whole office was without power, its agent, too."""
    assert restarts_of([event("device_restarted", 0)], LIMITS.device, set()) == ()


def test_an_old_silence_excuses_no_crash():
    """It answered for hours since."""
    events = [
        event("device_silent", 0),
        event("device_answers", 9000),
        event("device_restarted", 20_000),
    ]
    found = restarts_of(events, LIMITS.device, hours(20_000))
    assert found == (T + 20_000,)

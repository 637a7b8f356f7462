"""What waits for Alertmanager: once, bounded, until it could be told."""

from hypothesis import given
from hypothesis import strategies as st

from collector import alert_outbox
from collector.alert_events import Occurrence
from collector.alert_outbox import GAP_S, MOST, MOST_OF_ONE, SAME_S, Outbox

NOW = 1_795_000_000.0
EMPTY = Outbox(0, 0, NOW)


def event(kind="drive_removed", owner="a", **attributes):
    """Return an occurrence."""
    return Occurrence(kind, owner, NOW, attributes)


def stays(_what, since):
    """Half an hour."""
    return since + 1800.0


def taken(box, now):
    """Return *box* after Alertmanager took everything that was due."""
    due = alert_outbox.due(box, now=now)
    return alert_outbox.was_taken(box, due, now=now, stays=stays)


def test_the_same_of_the_same_machine_is_one_story_a_day():
    """Whoever switches something off all day is told of once."""
    box, _ = alert_outbox.take_in(EMPTY, [event(), event(), event(new=1)], now=NOW)
    assert len(box.items) == 2
    box, _ = alert_outbox.take_in(box, [event()], now=NOW + SAME_S - 1)
    assert len(box.items) == 2
    box, _ = alert_outbox.take_in(box, [event()], now=NOW + SAME_S)
    assert len(box.items) == 3


def test_it_is_told_again_each_minute_until_it_is_over():
    """Alertmanager forgets alerts when it starts anew."""
    box, _ = alert_outbox.take_in(EMPTY, [event()], now=NOW)
    assert len(alert_outbox.due(box, now=NOW)) == 1
    box = taken(box, NOW)
    assert not alert_outbox.due(box, now=NOW + 59)
    time = NOW
    while box.items:
        time += 60.0
        box = alert_outbox.without_past(taken(box, time), now=time)
    assert time == NOW + 1800.0


def test_after_a_gap_the_time_to_be_told_begins_anew():
    """It may have died before it told anybody."""
    box, _ = alert_outbox.take_in(EMPTY, [event()], now=NOW)
    box = taken(box, NOW)
    later = NOW + 7200.0  # it was down all the while, and the end has passed
    box = alert_outbox.without_past(box, now=later)
    assert len(box.items) == 1
    box = taken(box, later)
    assert box.items[0].until == later + 1800.0
    assert taken(box, later + GAP_S).items[0].until == later + 1800.0


def test_a_clock_that_is_set_back_loses_nothing():
    """Its times begin anew."""
    box, _ = alert_outbox.take_in(EMPTY, [event()], now=NOW)
    box = taken(box, NOW)
    assert taken(box, NOW - 9999.0).items[0].until == NOW - 9999.0 + 1800.0


def test_the_outbox_is_bounded_and_keeps_what_is_urgent():
    """One machine cannot fill it, nor can all."""
    many = [event(number=n) for n in range(50)]
    box, given_up = alert_outbox.take_in(EMPTY, many, now=NOW)
    assert (len(box.items), given_up) == (MOST_OF_ONE, 50 - MOST_OF_ONE)
    fleet = [event("machine_moved", str(n)) for n in range(MOST + 50)]
    fleet.append(event("shadow_copies_deleted", "b"))
    box, given_up = alert_outbox.take_in(EMPTY, fleet, now=NOW)
    assert (len(box.items), given_up) == (MOST, 51)
    assert box.items[0].what.kind == "shadow_copies_deleted"


@given(st.lists(st.sampled_from(["down", "up", "wait"]), max_size=60))
def test_nothing_goes_before_it_was_up_for_half_an_hour(steps):
    """Whatever Alertmanager does meanwhile."""
    box, _ = alert_outbox.take_in(EMPTY, [event()], now=NOW)
    time, up_since, last = NOW, None, None
    for step in steps:
        time += 200.0 if step == "wait" else 60.0
        if step == "up":
            if last is None or time - last > GAP_S:
                up_since = time
            box, last = taken(box, time), time
        box = alert_outbox.without_past(box, now=time)
        if not box.items:
            assert up_since is not None
            assert time - up_since >= 1800.0 - GAP_S
            return

"""Devices take turns and keep their phases."""

from hypothesis import given
from hypothesis import strategies as st

from agent.switches.slots import Agenda, following, phase


def test_devices_lie_evenly_in_the_interval():
    """No gap is more than twice what it would be at best."""
    for count in (1, 5, 12, 200):
        places = sorted(phase(n) for n in range(count))
        gaps = [
            b - a for a, b in zip(places, [*places[1:], 1 + places[0]], strict=True)
        ]
        assert max(gaps) < 2.7 / count or count == 1


def test_the_next_slot_keeps_the_phase():
    """Slots that passed meanwhile are counted, not made up for."""
    assert following(100.0, 60.0, 105.0) == (160.0, 0)
    assert following(100.0, 60.0, 160.0) == (160.0, 0)
    assert following(100.0, 60.0, 161.0) == (220.0, 1)
    assert following(100.0, 60.0, 1000.0) == (1000.0, 14)


@given(st.floats(0, 1e6), st.floats(10, 3600), st.floats(0, 1e6))
def test_it_is_always_ahead(due, interval, after):
    """By at most one interval."""
    now = due + after
    found, missed = following(due, interval, now)
    assert now - 1e-3 <= found <= now + interval + 1e-3
    assert missed >= 0


def test_what_is_due_first_is_done_first():
    """And of two at the same time the one that came first."""
    agenda = Agenda()
    assert agenda.wait_s(0.0) is None
    for due, thing in ((5.0, "b"), (3.0, "a"), (5.0, "c")):
        agenda.put(due, thing)
    assert agenda.wait_s(1.0) == 2.0
    assert agenda.wait_s(9.0) == 0.0
    assert [agenda.take() for _ in range(3)] == ["a", "b", "c"]

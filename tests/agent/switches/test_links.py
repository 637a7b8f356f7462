"""What is told of a link, and what is only counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.switches.links import BURST, REFILL_S, Between, LinkState, PortLink

GIGA = 1_000_000_000
UP, DOWN = LinkState(True, GIGA, 100), LinkState(False, None, 100)
MINUTE = Between(1000, 7000)


def seen(*states, every_s=60.0, between=MINUTE):
    """Return the port after *states*, and the events that they gave."""
    port = PortLink()
    events = [port.see(s, between, at * every_s) for at, s in enumerate(states)]
    return port, [event for event in events if event is not None]


def test_what_is_seen_first_is_no_event():
    """Nobody knows since when it is so."""
    port, events = seen(UP, UP)
    assert (port.changes, events) == (0, [])


def test_a_link_that_goes_and_comes_is_told_with_its_speed():
    """Once each."""
    port, events = seen(UP, DOWN, DOWN, UP)
    assert port.changes == 2
    assert [(e.kind, e.attributes) for e in events] == [
        ("port_down", {"speed_bps": GIGA}),
        ("port_up", {"speed_bps": GIGA}),
    ]


def test_another_speed_is_told():
    """Slower is a warning."""
    _, events = seen(UP, LinkState(True, GIGA // 10), UP)
    assert [(e.kind, e.severity) for e in events] == [
        ("port_speed_changed", "warning"),
        ("port_speed_changed", "info"),
    ]
    assert events[0].attributes == {"before_bps": GIGA, "after_bps": GIGA // 10}


def test_a_speed_that_is_not_known_is_no_change():
    """A device that says it only sometimes."""
    _, events = seen(UP, LinkState(True), UP, LinkState(None), UP)
    assert events == []


def test_a_flapping_port_gives_few_events_and_every_change_is_counted():
    """The last state is told in the end."""
    states = [UP, *[DOWN, UP] * 60, DOWN, *[DOWN] * 20]
    port, events = seen(*states)
    assert port.changes == 121
    hours = len(states) / 60
    assert len(events) <= BURST + hours * 3600 / REFILL_S
    assert events[-1].kind == "port_down"


@pytest.mark.parametrize(
    ("changed", "between", "count"),
    [
        (100, MINUTE, 0),  # as before
        (5000, MINUTE, 2),  # between the polls
        (900, MINUTE, 0),  # before them: the column means nothing here
        (9000, MINUTE, 0),  # in the future
        (5000, Between(None, 7000), 0),  # the device's clock began anew
        (None, MINUTE, 0),
    ],
)
def test_a_flap_between_two_polls_is_counted(changed, between, count):
    """The device remembers when the link last changed."""
    port, events = seen(UP, LinkState(True, GIGA, changed), between=between)
    assert (port.changes, events) == (count, [])


def test_a_restart_of_the_device_is_not_told_port_by_port():
    """The states afterwards are the first that are seen."""
    port, _ = seen(UP)
    port.restart()
    assert port.see(DOWN, MINUTE, 60.0) is None
    assert port.changes == 0


@given(st.lists(st.sampled_from([UP, DOWN, LinkState(None), LinkState(True, 5)])))
def test_what_is_told_last_is_how_it_is(states):
    """When the port has been quiet for an hour."""
    port, events = seen(*states)
    kept = [state for state in states if state.up is not None]
    if not kept:
        return
    last = port.see(kept[-1], MINUTE, 1e6)
    events += [last] if last else []
    if kept[0].up != kept[-1].up:
        updown = [e for e in events if e.kind in {"port_up", "port_down"}]
        assert updown[-1].kind == ("port_up" if kept[-1].up else "port_down")

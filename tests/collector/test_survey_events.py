"""What follows from a change of surveys."""

from string import Formatter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Neighbour, Port, SpanningTree, Survey
from collector.device_event_texts import DEVICE_EVENT_TEXTS
from collector.survey_events import MOST_EVENTS, events_between

PORTS = (Port(1, "Gi0/1"), Port(24, "Gi0/24"))
CORE = Neighbour("lldp", 24, name="core.lan", capabilities=("bridge", "router"))
SAME = Neighbour("cdp", 24, name="core(FOC1)", capabilities=("bridge",))
PHONE = Neighbour("lldp", 1, name="sip", capabilities=("bridge", "telephone"))
SWITCH = Survey(
    device="sw1",
    vendor="V",
    model="M1",
    version="1.0",
    serial="S1",
    address="10.0.0.1",
    ports=PORTS,
    neighbours=(CORE,),
)


def but(**changes):
    """Return the switch with something else."""
    return msgspec.structs.replace(SWITCH, **changes)


CASES = {
    "device_first_seen": (None, SWITCH),
    "device_replaced": (SWITCH, but(serial="S2", model="M2", version="2")),
    "device_model_changed": (SWITCH, but(model="M2")),
    "device_version_changed": (SWITCH, but(version="1.1")),
    "device_address_changed": (SWITCH, but(address="10.0.0.2")),
    "neighbour_gone": (SWITCH, but(neighbours=())),
    "neighbour_appeared": (but(neighbours=()), SWITCH),
}


@pytest.mark.parametrize("kind", CASES)
def test_an_event_happens_once_and_alone(kind):
    """It names its device, and has all that its text needs."""
    before, after = CASES[kind]
    (event,) = events_between(before, after)
    assert (event.kind, event.device) == (kind, "sw1")
    names = {name for _, name, _, _ in Formatter().parse(DEVICE_EVENT_TEXTS[kind])}
    assert names - {None} <= event.attributes.keys()
    assert events_between(after, after) == []


def test_a_device_is_first_seen_when_it_answers():
    """What was told of it before is only that it is wanted."""
    stub = Survey(device="sw1", address="10.0.0.9", answered=False)
    assert events_between(None, stub) == []
    assert events_between(SWITCH, stub) == []
    (event,) = events_between(stub, SWITCH)
    assert event.kind == "device_first_seen"


@pytest.mark.parametrize("name", ["serial", "model", "version", "address"])
def test_what_is_not_known_has_not_changed(name):
    """A device that answers by half is no other device."""
    unknown = but(**{name: ""})
    assert events_between(SWITCH, unknown) == events_between(unknown, SWITCH) == []


def test_neighbours_that_could_not_be_read_are_not_gone():
    """Nor are they new when they can be read again."""
    for cut in (
        but(neighbours=(), incomplete=("neighbours",)),
        but(neighbours=(), problems={"neighbours": "no answer"}),
    ):
        assert events_between(SWITCH, cut) == events_between(cut, SWITCH) == []


def test_two_protocols_tell_of_one_neighbour():
    """Its domain or serial number makes no other of it."""
    assert events_between(SWITCH, but(neighbours=(CORE, SAME))) == []
    assert events_between(SWITCH, but(neighbours=(SAME,))) == []


def test_ends_of_the_net_come_and_go_without_words():
    """A telephone is no uplink; what hangs on the root port is."""
    assert events_between(SWITCH, but(neighbours=(CORE, PHONE))) == []
    nameless = Neighbour("lldp", 1, chassis="aa:00:00:00:00:01")
    tree = SpanningTree(root_port=1)
    (event,) = events_between(
        but(spanning_tree=tree), but(spanning_tree=tree, neighbours=(CORE, nameless))
    )
    assert event.attributes == {"port": "Gi0/1", "neighbour": "aa:00:00:00:00:01"}


def test_of_many_changes_at_once_some_are_told():
    """An agent that invents neighbours must not fill the store."""
    many = tuple(
        Neighbour("lldp", 1, name=f"n{n}", capabilities=("bridge",)) for n in range(400)
    )
    assert len(events_between(SWITCH, but(neighbours=many))) == MOST_EVENTS


texts = st.text(max_size=3)
neighbours = st.builds(
    Neighbour,
    st.sampled_from(["lldp", "cdp"]),
    st.none() | st.integers(0, 3),
    name=texts,
    chassis=texts,
    capabilities=st.lists(st.sampled_from(["bridge", "telephone"])).map(tuple),
)
surveys = st.builds(
    Survey,
    device=st.just("x"),
    serial=texts,
    model=texts,
    neighbours=st.lists(neighbours, max_size=4).map(tuple),
    incomplete=st.sampled_from([(), ("neighbours",)]),
)


@given(st.none() | surveys, surveys)
def test_any_two_surveys_are_compared(before, after):
    """Whatever devices say: events that have a text, and none without a change."""
    found = events_between(before, after)
    assert {event.kind for event in found} <= set(DEVICE_EVENT_TEXTS)
    assert events_between(after, after) == []

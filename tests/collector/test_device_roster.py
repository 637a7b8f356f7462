"""Which devices are targets, and where they stand."""

import pytest

from collector.device_roster import DeviceRoster
from collector.devices import kept
from tests.support.devices import surveyed
from tests.support.exposition import agent

A = agent(1, site="hn", department="IT", room="101")


def roster(*records, agents=(A,)):
    """Return the roster of *records*, each called by its key."""
    devices = [kept(None, record) for record in records]
    names = {device.id: device.key for device in devices}
    return DeviceRoster({a.id: a for a in agents}, devices, names.__getitem__)


def test_devices_stand_in_their_sites():
    """The survey's site counts, else the agent's."""
    made = roster(surveyed(A.id), surveyed(A.id, "sw2", site="vt"))
    assert {s: [e.instance for e in f] for s, f in made.sites().items()} == {
        "hn": ["sw1"],
        "vt": ["sw2"],
    }
    assert [e.place.department for e in made.entries()] == ["IT", "IT"]
    assert made.entry("nobody") is None


@pytest.mark.parametrize("state", ["revoked", "pending"])
def test_who_is_not_shown_shows_no_devices(state):
    """Nor does an agent that nobody knows."""
    assert roster(surveyed(A.id), agents=()).entries() == ()
    gone = agent(1, state=state)
    assert roster(surveyed(A.id), agents=(gone,)).entries() == ()


def test_a_device_of_the_net_is_its_own_switch():
    """A printer hangs on one, if somebody knows on which."""
    made = roster(
        surveyed(A.id), surveyed(A.id, "p1", kind="printer", bridge=False, ports=())
    )
    switch, printer = made.entries()
    assert switch.switch(lambda _id: "other") == "sw1"
    assert printer.switch({printer.device.id: "sw1"}.get) == "sw1"


def test_parts_of_a_site_hold_each_device_once():
    """A switch takes the room of several machines."""
    made = roster(*(surveyed(A.id, f"sw{n}", ports=("1",) * 48) for n in range(40)))
    parts = [made.part("hn", n, 3) for n in (1, 2, 3)]
    assert sorted(e.instance for part in parts for e in part) == sorted(
        e.instance for e in made.entries()
    )
    assert all(parts)
    assert made.entries()[0].weight == 13
    assert made.part("nowhere", 1, 1) == []


def test_it_is_made_anew_when_either_was_replaced():
    """Whoever keeps the two replaces them and never changes them."""
    agents, devices = {A.id: A}, ()
    made = DeviceRoster(agents, devices, str)
    assert made.is_of(agents, devices)
    assert not made.is_of(dict(agents), devices)
    assert not made.is_of(agents, (kept(None, surveyed(A.id)),))

"""From surveys to proposals, one for each device."""

import msgspec

from agent.shared.survey import Neighbour, Survey
from agent.shared.wire import Facts
from agent.switches.proposals import (
    FACT_KIND,
    Proposal,
    facts_of,
    merged,
    own_addresses,
    same_device,
    unread,
)


def survey(address, name="core", **more):
    """Return a survey of the device at *address*."""
    return Survey(device=address, address=address, name=name, **more)


def test_a_device_at_two_addresses_is_one_proposal():
    """By the addresses it says are its own, its chassis, or its serial number."""
    both = ("192.0.2.1", "198.51.100.1", "127.0.0.1")
    one, two = survey("192.0.2.1", addresses=both), survey("198.51.100.1")
    [proposal] = merged([one, two], {"198.51.100.1": "sw-1"})
    assert proposal.address == "198.51.100.1"
    assert proposal.addresses == ("192.0.2.1", "198.51.100.1")
    assert proposal.known == "sw-1"
    for same in ({"chassis": "00:00:5e:00:53:01"}, {"serial": "A1"}):
        assert same_device(survey("192.0.2.1", **same), survey("192.0.2.2", **same))


def test_devices_that_share_nothing_of_their_own_are_two():
    """A loopback address, an empty chassis or a common name say nothing."""
    one = survey("192.0.2.1", addresses=("127.0.0.1",))
    assert not same_device(one, survey("192.0.2.2", addresses=("127.0.0.1", "::1")))
    assert not same_device(
        survey("192.0.2.1", name="a", serial="A1"), survey("192.0.2.2", serial="A1")
    )
    assert own_addresses(one) == []
    assert len(merged([one, survey("192.0.2.2")], {})) == 2


def test_a_known_device_is_known_by_any_of_its_addresses():
    """Also by one that was not asked."""
    one = survey("192.0.2.1", addresses=("192.0.2.1", "203.0.113.9"))
    assert merged([one], {"203.0.113.9": "core switch"})[0].known == "core switch"


def test_who_sees_whom_is_said():
    """By address, chassis or name."""
    one = survey(
        "192.0.2.1",
        name="a",
        neighbours=(
            Neighbour("lldp", addresses=("192.0.2.2",)),
            Neighbour("lldp", chassis="00:00:5e:00:53:03"),
            Neighbour("cdp", name="d"),
        ),
    )
    others = [
        survey("192.0.2.2", name="b"),
        survey("192.0.2.3", name="c", macs=("00:00:5e:00:53:03",)),
        survey("192.0.2.4", name="d"),
    ]
    found = merged([one, *others], {})
    assert [proposal.seen_from for proposal in found] == [(), ("a",), ("a",), ("a",)]


def test_neighbours_that_were_not_read_are_named_with_the_reason():
    """Once, with all who see them; telephones and PCs are nobody's business."""
    neighbours = (
        Neighbour("lldp", name="far", addresses=("203.0.113.5",)),
        Neighbour("lldp", name="off", addresses=("192.0.2.9",)),
        Neighbour("lldp", name="shy", chassis="00:00:5e:00:53:07"),
        Neighbour("lldp", name="desk", capabilities=("telephone",)),
    )
    one = survey("192.0.2.1", name="a", neighbours=neighbours)
    two = survey("192.0.2.2", name="b", neighbours=neighbours[:1])
    seen = {s.name: s for s in unread([one, two], {"192.0.2.9": "silent"}, "outside")}
    assert {name: s.why for name, s in seen.items()} == {
        "far": "outside",
        "off": "silent",
        "shy": "no_address",
    }
    assert seen["far"].seen_from == ("a", "b")


def test_proposals_become_facts_that_the_wire_carries():
    """By address, without what stands in the settings already."""
    facts = facts_of(
        [
            Proposal("192.0.2.1", known="core"),
            Proposal("192.0.2.2", name="sw", kind="switch", seen_from=("a", "b")),
        ]
    )
    item = facts[FACT_KIND]["192.0.2.2"]
    assert item.attributes == {"kind": "switch", "name": "sw", "seen_from": "a, b"}
    assert item.unknown["vendor"]
    assert list(facts[FACT_KIND]) == ["192.0.2.2"]
    assert msgspec.json.decode(msgspec.json.encode(facts), type=Facts) == facts

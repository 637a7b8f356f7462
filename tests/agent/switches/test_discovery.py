"""What a discovery finds in a made-up network, and whom it leaves alone."""

import pytest

from agent.shared.address_ranges import RangeError, parse_ranges
from agent.shared.secret import Secret
from agent.sources.snmp.credential import Community, User
from agent.switches.discovery import Plan, discover
from agent.switches.finding import find
from tests.agent.switches.test_finding import means
from tests.support.snmp_network import PORT, Box, FakeNetwork, cdp, system

READ = Community("read", Secret("hush"))


def network(**boxes):
    """Return a network of devices by the last number of their addresses."""
    return FakeNetwork({f"192.0.2.{key[1:]}": box for key, box in boxes.items()})


def discovered(net, ranges, *, credentials=(READ,), **plan):
    """Return what is found in *net*."""
    given = means(net)
    return discover(
        Plan(parse_ranges(ranges), port=PORT, **plan),
        find=lambda targets: find(targets, credentials, given),
        connect=net.connect,
        at_once=2,
    )


def test_who_answers_is_proposed():
    """With name, address and credential; the rest of the range is silent."""
    net = network(n5=Box(system("sw-5"), "hush"), n9=Box(system("sw-9"), "other"))
    found = discovered(net, ["192.0.2.0/28"], known={"192.0.2.5": "core"})
    [proposal] = found.proposals
    assert (proposal.address, proposal.name) == ("192.0.2.5", "sw-5")
    assert (proposal.credential, proposal.known) == ("read", "core")
    assert found.asked == 14
    assert not found.seen
    assert {host for _, host in net.sent} == {f"192.0.2.{n}" for n in range(1, 15)}
    assert all(exchange.closed for exchange in net.opened)


def chain():
    """Return a network in which each device sees the next: .1 – .20 – .40 – .60."""
    return network(
        n1=Box(system("a", **cdp(1, "b", "192.0.2.20")), "hush"),
        n20=Box(system("b", **cdp(1, "c", "192.0.2.40")), "hush"),
        n40=Box(system("c", **cdp(1, "d", "192.0.2.60")), "hush"),
        n60=Box(system("d"), "hush"),
    )


def test_neighbours_of_neighbours_are_followed_where_it_is_allowed():
    """What lies elsewhere is named, and never sent to."""
    net = chain()
    within = parse_ranges(["192.0.2.0-192.0.2.45"])
    found = discovered(net, ["192.0.2.1"], within=within, neighbours=True)
    assert [p.name for p in found.proposals] == ["a", "b", "c"]
    assert [p.seen_from for p in found.proposals] == [(), ("a",), ("b",)]
    [seen] = found.seen
    assert (seen.why, seen.name, seen.seen_from) == ("outside", "d", ("c",))
    assert {host for _, host in net.sent} == {"192.0.2.1", "192.0.2.20", "192.0.2.40"}


def test_neighbours_are_not_even_read_unless_wanted():
    """A plain sweep stays in its ranges and asks nobody for neighbours."""
    found = discovered(chain(), ["192.0.2.1"])
    assert [p.name for p in found.proposals] == ["a"]
    assert not found.seen


def test_a_neighbour_that_takes_no_credential_is_named():
    """It was asked, once in each try."""
    net = network(
        n1=Box(system("a", **cdp(1, "b", "192.0.2.2")), "hush"),
        n2=Box(system("b"), "other"),
    )
    found = discovered(net, ["192.0.2.1-3"], neighbours=True)
    assert [(s.why, s.name) for s in found.seen] == [("silent", "b")]


def test_a_stranger_that_speaks_snmpv3_is_named():
    """Whether or not somebody sees it."""
    net = network(n2=Box(system("b"), user="somebody"))
    found = discovered(net, ["192.0.2.1-3"], credentials=(User("v3", "me"),))
    [seen] = found.seen
    assert (seen.why, seen.address) == ("credential", "192.0.2.2")
    assert seen.description == "unknown user"


def test_a_device_that_falls_silent_is_a_problem_of_its_own():
    """The others are found all the same."""
    net = network(n1=Box({}, "hush"), n2=Box(system("b"), "hush"))
    connect = net.connect

    def fails(address, credential):
        device = connect(address, credential)
        net.opened[-1].dead = address.host == "192.0.2.1"
        return device

    net.connect = fails
    found = discovered(net, ["192.0.2.1-3"])
    assert [p.name for p in found.proposals] == ["b"]
    assert list(found.problems) == ["192.0.2.1"]


def test_ranges_that_are_too_large_are_refused_before_anything_is_sent():
    """With advice."""
    net = network()
    with pytest.raises(RangeError):
        discovered(net, ["10.0.0.0/8"])
    assert not net.sent

"""Devices are recognised by all their names, and each once."""

from collector.topology.identities import Identities, forwards, routes
from tests.support.topology_values import cdp, lldp, mac, router, switch

CORE = switch("sw-loi", 1, serial="FOC1234X5YZ", address="10.0.0.2")
EDGE = switch("sw-tang-2.so.example", 2, address="10.0.0.3", macs=(mac(2), mac(3)))


def found(neighbour, *devices):
    """Return who the neighbour is among *devices*."""
    match = Identities(devices or (CORE, EDGE)).find(neighbour)
    return match and match.device


def test_a_neighbour_is_known_by_address_name_and_serial_number():
    """By any MAC of it, with and without a domain, as CDP writes it."""
    assert found(lldp(1, mac(3))) == EDGE.id
    assert found(lldp(1, "unheard", mac(1))) == CORE.id
    assert found(cdp(1, "SW-LOI.so.example")) == CORE.id
    assert found(cdp(1, "sw-tang-2")) == EDGE.id
    assert found(cdp(1, "nexus(FOC1234X5YZ)")) == CORE.id
    assert found(cdp(1, "", addresses=("10.0.0.3",))) == EDGE.id
    assert found(lldp(1, "10.0.0.2")) == CORE.id
    assert found(cdp(1, "somebody else")) is None
    assert found(lldp(1, mac(99))) is None


def test_an_address_weighs_more_than_a_name():
    """A name with another maker's address is doubtful."""
    identities = Identities((CORE, EDGE))
    assert identities.find(lldp(1, mac(1), name="sw-tang-2")).device == CORE.id
    near = identities.find(lldp(1, mac(77), name="sw-loi"))
    far = identities.find(lldp(1, mac(77, maker="4c:5e:0c"), name="sw-loi"))
    assert near.strength > far.strength


def test_a_name_that_several_have_tells_nothing():
    """As factory settings leave it."""
    twins = (switch("a", 1, name="Switch"), switch("b", 2, name="Switch"))
    assert found(cdp(1, "Switch"), *twins) is None


def test_a_device_that_is_read_twice_is_one():
    """What is richer stands for both; others with the same name stay apart."""
    again = switch("again", 1, name="sw-loi", ports=2, serial="FOC1234X5YZ")
    other = switch("other", 1, name="sw-khac", serial="FOC9999X9YZ")
    identities = Identities((again, CORE, other))
    assert identities.same == {"again": CORE.id}
    assert set(identities.devices) == {CORE.id, "other"}


def test_an_address_that_two_claim_belongs_to_whose_chassis_it_is():
    """Without that, to nobody."""
    thief = switch("thief", 5, macs=(mac(1), mac(5), mac(9)))
    owner = Identities((CORE, thief, switch("third", 6, macs=(mac(6), mac(9))))).owner
    assert owner[mac(1)] == CORE.id
    assert owner[mac(5)] == "thief"
    assert mac(9) not in owner


def test_what_forwards_and_what_routes_is_told_by_kind_and_flags():
    """A printer does neither."""
    assert forwards(CORE.survey)
    assert not routes(CORE.survey)
    assert routes(router("gw", 9).survey)
    assert not forwards(switch("p", 4, kind="printer", bridge=False).survey)

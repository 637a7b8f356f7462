"""Links follow from what devices announce to each other."""

from collector.topology.announced import announced
from collector.topology.identities import Identities
from collector.topology.shapes import End
from tests.support.topology_values import cdp, lldp, mac, switch


def told(*devices):
    """Return what *devices* announce."""
    return announced(Identities(devices))


def test_two_sides_that_agree_are_surer_than_one():
    """And one that is contradicted is less sure than one that is not."""
    a = switch("a", 1, neighbours=(lldp(3, mac(2), "Gi0/4"),))
    b = switch("b", 2, neighbours=(lldp(4, mac(1), "Gi0/3"),))
    deaf = switch("b", 2)
    other = switch("b", 2, neighbours=(lldp(1, mac(3)),))
    c = switch("c", 3)
    (both,) = told(a, b).candidates
    assert both.ends == {End("a", 3), End("b", 4)}
    assert both.told == 2
    (one,) = told(a, deaf).candidates
    denied = next(k for k in told(a, other, c).candidates if k.devices == {"a", "b"})
    assert both.confidence > one.confidence > denied.confidence


def test_a_table_that_was_not_read_wholly_denies_nothing():
    """What is missing there is not gone."""
    a = switch("a", 1, neighbours=(lldp(3, mac(2), "Gi0/4"),))
    c = switch("c", 3)
    more = {"neighbours": (lldp(1, mac(3)),)}
    whole = told(a, c, switch("b", 2, **more))
    part = told(a, c, switch("b", 2, incomplete=("neighbours",), **more))
    chances = [
        next(k for k in found.candidates if k.devices == {"a", "b"}).confidence
        for found in (whole, part)
    ]
    assert chances[0] < chances[1]


def test_parallel_links_are_kept_apart():
    """Ports that nobody names are matched in order."""
    a = switch("a", 1, neighbours=(lldp(1, mac(2)), lldp(2, mac(2))))
    b = switch("b", 2, neighbours=(lldp(3, mac(1)), lldp(4, mac(1))))
    found = {k.ends for k in told(a, b).candidates}
    assert found == {
        frozenset({End("a", 1), End("b", 3)}),
        frozenset({End("a", 2), End("b", 4)}),
    }


def test_both_protocols_make_one_link():
    """With the evidence of both."""
    a = switch("a", 1, neighbours=(lldp(1, mac(2), "2"), cdp(1, "b", "Gi0/2")))
    b = switch("b", 2, neighbours=(lldp(2, mac(1), "1"), cdp(2, "a", "Gi0/1")))
    (link,) = told(a, b).candidates
    assert [e.kind for e in link.evidence] == ["lldp", "cdp"]


def test_cdp_behind_a_neighbour_by_lldp_was_passed_on():
    """It is far less sure than the neighbour."""
    a = switch("a", 1, neighbours=(lldp(1, mac(2), "2"), cdp(1, "c", "Gi0/3")))
    b = switch("b", 2, neighbours=(lldp(2, mac(1), "1"),))
    c = switch("c", 3, neighbours=(cdp(3, "a", "Gi0/1"),))
    chances = {k.devices: k.confidence for k in told(a, b, c).candidates}
    assert chances[frozenset("ab")] > 0.9
    assert chances[frozenset("ac")] < 0.5


def test_several_bridges_at_one_port_share_a_line():
    """Something passes LLDP on between them; they are not joined to each other."""
    a = switch("a", 1, neighbours=(lldp(1, mac(2), "1"), lldp(1, mac(3), "1")))
    b = switch("b", 2, neighbours=(lldp(1, mac(1), "1"), lldp(1, mac(3), "1")))
    c = switch("c", 3, neighbours=(lldp(1, mac(1), "1"), lldp(1, mac(2), "1")))
    found = told(a, b, c)
    assert found.candidates == []
    assert found.groups == [frozenset({End("a", 1), End("b", 1), End("c", 1)})]


def test_strangers_and_mirrors_are_no_links():
    """Who is not read is told apart; who hears itself is left out."""
    phone = lldp(2, mac(77), capabilities=("telephone",))
    found = told(switch("a", 1, neighbours=(phone, lldp(3, mac(1)))))
    assert found.candidates == []
    assert found.strangers == {End("a", 2): [phone]}

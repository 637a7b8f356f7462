"""Links follow from the tree that the tables show."""

from collector.topology.learned import tree
from collector.topology.learned_links import learned_links
from collector.topology.orientation import gateways
from collector.topology.shapes import End
from tests.support.topology_values import mac, picture, router, switch


def links(*devices):
    """Return what is found for *devices*."""
    ways_out = gateways(picture(*devices).identities, [])
    seen = picture(*devices, ways_out=ways_out)
    return learned_links(seen, tree(seen))


GW = router("gw", 9, ports=1)
TOP = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(20), mac(21)]})
LOW = switch("low", 2, sees={4: [mac(9), mac(1)], 1: [mac(20)], 2: [mac(21)]})


def test_one_switch_below_a_port_is_joined_to_it():
    """And the uppermost to the way out."""
    found = links(GW, TOP, LOW)
    ends = {c.ends: c.confidence for c in found.candidates}
    assert ends[frozenset({End("top", 2), End("low", 4)})] > 0.85
    assert ends[frozenset({End("top", 1), End("gw", 1)})] == 0.8
    assert found.groups == []


def test_two_switches_below_a_port_have_something_between():
    """What they see of each other above themselves says so."""
    top = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(3), mac(20), mac(30)]})
    one = switch("one", 2, sees={4: [mac(9), mac(3), mac(30)], 1: [mac(20)]})
    two = switch("two", 3, sees={4: [mac(9), mac(2), mac(20)], 1: [mac(30)]})
    (group,) = links(GW, top, one, two).groups
    assert group.at == End("top", 2)
    assert group.ends == {End("top", 2), End("one", 4), End("two", 4)}


def test_a_switch_without_a_table_stands_between():
    """If it is the only one at that port."""
    top = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(5), mac(20)]})
    low = switch("low", 2, sees={4: [mac(9), mac(5)], 1: [mac(20)]})
    found = links(GW, top, low, switch("hidden", 5))
    ends = {c.ends for c in found.candidates}
    assert frozenset({End("top", 2), End("hidden")}) in ends
    assert frozenset({End("hidden"), End("low", 4)}) in ends


def test_a_core_without_a_table_stands_below_the_way_out():
    """All see it above themselves."""
    one = switch("one", 2, sees={4: [mac(9), mac(5), mac(3)], 1: [mac(20)]})
    two = switch("two", 3, sees={4: [mac(9), mac(5), mac(2)], 1: [mac(30)]})
    ends = {c.ends for c in links(GW, one, two, switch("core", 5)).candidates}
    assert ends == {
        frozenset({End("gw", 1), End("core")}),
        frozenset({End("core"), End("one", 4)}),
        frozenset({End("core"), End("two", 4)}),
    }

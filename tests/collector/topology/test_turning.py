"""Switches that miss the way out in their tables are turned by what others say."""

from agent.shared.survey import SpanningTree
from collector.topology.candidates import between
from collector.topology.shapes import End
from collector.topology.turning import Turning
from tests.support.topology_values import mac, switch, unturned


def turn(*devices, up=None, roots=(), links=()):
    """Return what is found for *devices*."""
    identities, tables, _turned = unturned(*devices)
    up, roots = dict(up or {}), set(roots)
    Turning(identities, tables, links, up, roots).turn(sorted(identities.devices))
    return up, roots


def test_who_is_seen_below_another_one_has_it_above():
    """At the port where it sees that one."""
    top = switch("top", 1, sees={2: [mac(2)]})
    low = switch("low", 2, sees={4: [mac(1)], 1: [mac(20), mac(21), mac(22)]})
    assert turn(top, low, up={"top": 1})[0]["low"] == 4


def test_an_announced_link_leads_down_never_up():
    """A child does not turn its parent towards itself."""
    top, low = switch("top", 1), switch("low", 2)
    link = between(End("top", 3), End("low", 4), 0.97)
    assert turn(top, low, up={"top": 1}, links=[link])[0]["low"] == 4
    assert "top" not in turn(top, low, up={"low": 4}, links=[link])[0]


def test_one_that_all_see_above_themselves_becomes_the_top():
    """And the others turn to it."""
    top = switch("top", 1, sees={1: [mac(2)], 2: [mac(3)], 3: [mac(4)]})
    a = switch("a", 2, sees={4: [mac(1)]})
    b = switch("b", 3, sees={4: [mac(1)]})
    late = switch("late", 4, sees={2: [mac(1)], 3: [mac(50), mac(51)]})
    up, roots = turn(top, a, b, late, up={"a": 4, "b": 4})
    assert roots == {"top"}
    assert up["late"] == 2


def test_at_last_spanning_tree_and_size_decide():
    """Most of a LAN is above, seen from most of its switches."""
    tree = SpanningTree(root=mac(9), root_port=3)
    a = switch("a", 1, spanning_tree=tree)
    b = switch("b", 2, sees={1: [mac(20)], 2: [mac(21), mac(22)]})
    assert turn(a, b)[0] == {"a": 3, "b": 2}

"""Every device has one step towards the way out."""

from collector.topology.shapes import End, Link
from collector.topology.uplinks import uplinks

RING = [
    Link(End("gw", 1), End("a", 1), 0.99, ()),
    Link(End("a", 2), End("b", 1), 0.99, ()),
    Link(End("b", 2), End("c", 1), 0.99, ()),
    Link(End("a", 3), End("c", 2), 0.99, ()),
]


def test_the_shortest_way_counts():
    """The way out itself has none; who cannot reach it has none either."""
    alone = Link(End("x", 1), End("y", 1), 0.9, ())
    assert uplinks([*RING, alone], ["gw"], {}) == {
        "a": End("a", 1),
        "b": End("b", 1),
        "c": End("c", 2),
    }


def test_the_port_where_the_way_out_is_seen_counts_more():
    """As where spanning tree blocks the shorter one."""
    found = uplinks(RING, ["gw"], {"c": frozenset({1})})
    assert found["c"] == End("c", 1)


def test_a_surer_link_is_taken_before_a_doubtful_one():
    """Of ways of the same length."""
    doubtful = Link(End("gw", 2), End("a", 9), 0.4, ())
    assert uplinks([doubtful, *RING], ["gw"], {})["a"] == End("a", 1)


def test_without_a_way_out_nothing_leads_there():
    """And nothing fails."""
    assert uplinks(RING, [], {}) == {}
    assert uplinks(RING, ["unknown"], {}) == {}

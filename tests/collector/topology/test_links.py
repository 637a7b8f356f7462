"""Announcements and tables are joined, and contradictions settled."""

import pytest

from collector.store.device import LinkRule
from collector.topology.build import topology
from collector.topology.candidates import between
from collector.topology.links import joined
from collector.topology.shapes import End, Inputs
from tests.support.topology_values import cdp, lldp, mac, port, router, switch

GW = router("gw", 9, ports=1)


def links(*devices, rules=()):
    """Return the links between *devices*."""
    drawn = topology(Inputs(devices, rules=tuple(rules)))
    return {frozenset((k.a, k.b)): k for k in drawn.links}


def pair(a, a_port, b, b_port):
    """Return the key of one link."""
    return frozenset((End(a, a_port), End(b, b_port)))


TOP = switch(
    "top",
    1,
    sees={1: [mac(9)], 2: [mac(2), mac(20), mac(21)]},
    neighbours=(lldp(2, mac(2), "Gi0/4"),),
)
LOW = switch(
    "low",
    2,
    sees={4: [mac(9), mac(1)], 1: [mac(20)], 2: [mac(21)]},
    neighbours=(lldp(4, mac(1), "Gi0/2"),),
)


def test_tables_that_agree_make_an_announced_link_surer():
    """Its evidence names both."""
    link = links(GW, TOP, LOW)[pair("top", 2, "low", 4)]
    assert link.confidence >= 0.98
    assert {e.kind for e in link.evidence} == {"lldp", "stations"}


def test_tables_that_show_it_elsewhere_are_believed():
    """As after a cable was moved, while the neighbour is not forgotten yet."""
    moved = switch(
        "top",
        1,
        sees={1: [mac(9)], 3: [mac(2), mac(20), mac(21)]},
        neighbours=TOP.survey.neighbours,
    )
    found = links(GW, moved, LOW)
    assert pair("top", 3, "low", 4) in found
    assert pair("top", 2, "low", 4) not in found


def test_a_switch_between_denies_what_was_passed_on():
    """CDP went through one that does not speak it."""
    top = switch(
        "top",
        1,
        sees={1: [mac(9)], 2: [mac(2), mac(5), mac(20), mac(30)]},
        neighbours=(cdp(2, "low", "Gi0/4"),),
    )
    mid = switch(
        "mid", 5, sees={1: [mac(9), mac(1)], 2: [mac(2), mac(20)], 3: [mac(30)]}
    )
    low = switch(
        "low",
        2,
        sees={4: [mac(9), mac(1), mac(5), mac(30)], 1: [mac(20)]},
        neighbours=(cdp(4, "top", "Gi0/2"),),
    )
    found = links(GW, top, mid, low)
    assert pair("top", 2, "low", 4) not in found
    assert pair("top", 2, "mid", 1) in found
    assert pair("mid", 2, "low", 4) in found


def test_machines_between_two_switches_hang_at_something_that_does_not_answer():
    """It is drawn between them."""
    between_them = [mac(40), mac(41)]
    top = switch(
        "top", 1, sees={1: [mac(9)], 2: [mac(2), mac(20), mac(21), *between_them]}
    )
    low = switch(
        "low", 2, sees={4: [mac(9), mac(1), *between_them], 1: [mac(20)], 2: [mac(21)]}
    )
    drawn = topology(Inputs((GW, top, low)))
    (thing,) = drawn.inferred
    assert thing.kind == "unmanaged_switch"
    ends = {frozenset((k.a, k.b)) for k in drawn.links}
    assert {
        frozenset((End("top", 2), End(thing.id))),
        frozenset((End("low", 4), End(thing.id))),
    } <= ends
    places = {a.mac: a for a in drawn.attachments}
    assert places[mac(40)].through == thing.id
    assert places[mac(20)].at == End("low", 1)


def test_each_member_of_an_aggregation_has_its_link():
    """The tables name the aggregate, the announcements its members."""
    lag = (*(port(n, aggregate=100) for n in (1, 2)), port(3), port(100, "Po1"))
    top = switch(
        "top",
        1,
        sees={3: [mac(9)], 100: [mac(2), mac(20), mac(21)]},
        neighbours=(lldp(1, mac(2), "Gi0/1"), lldp(2, mac(2), "Gi0/2")),
        ports=lag,
    )
    low = switch(
        "low",
        2,
        sees={100: [mac(9), mac(1)], 3: [mac(20), mac(21)]},
        neighbours=(lldp(1, mac(1), "Gi0/1"), lldp(2, mac(1), "Gi0/2")),
        ports=lag,
    )
    found = links(GW, top, low)
    assert pair("top", 1, "low", 1) in found
    assert pair("top", 2, "low", 2) in found
    assert pair("top", 100, "low", 100) not in found


@pytest.mark.parametrize("kind", ["pin", "forbid"])
def test_rules_win(kind):
    """A pinned link takes the port; a forbidden one is kept apart."""
    rule = (
        LinkRule("pin", "top", "Gi0/2", "gw", "Gi0/1")
        if kind == "pin"
        else LinkRule("forbid", "top", "Gi0/2", "low", "Gi0/4")
    )
    drawn = topology(Inputs((GW, TOP, LOW), rules=(rule,)))
    ends = {frozenset((k.a, k.b)): k for k in drawn.links}
    assert pair("top", 2, "low", 4) not in ends
    if kind == "pin":
        assert ends[pair("top", 2, "gw", 1)].pinned
    else:
        (denied, *_rest) = drawn.forbidden
        assert frozenset((denied.a, denied.b)) == pair("top", 2, "low", 4)


def test_the_other_end_of_each_known_port_is_told():
    """Ends without a port are none."""
    one = between(End("a", 1), End("b"), 0.9)
    assert joined([one]) == {End("a", 1): End("b")}

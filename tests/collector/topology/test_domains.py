"""Devices of one LAN are found together."""

from collector.topology.candidates import between
from collector.topology.domains import domains
from collector.topology.shapes import End
from tests.support.topology_values import mac, switch, unturned


def groups(*devices, links=()):
    """Return the LANs of *devices*."""
    seen = unturned(*devices)
    return domains(seen.identities, seen.tables, links)


def test_devices_that_know_each_other_or_the_same_machines_are_in_one_lan():
    """By addresses of their own, by machines, by announcements."""
    a = switch("a", 1, sees={1: [mac(2)], 2: [mac(20)]})
    b = switch("b", 2, sees={1: [mac(30)]})
    c = switch("c", 3, sees={1: [mac(30)]})
    d, e = switch("d", 4), switch("e", 5)
    link = between(End("d"), End("c"), 0.9)
    assert groups(a, b, c, d, e, links=[link]) == [["a", "b", "c", "d"], ["e"]]


def test_a_laptop_that_was_taken_along_joins_no_lans():
    """One of forty machines is a visitor."""
    here = [mac(100 + n) for n in range(40)]
    there = [mac(200 + n) for n in range(40)]
    a = switch("a", 1, sees={1: [*here, mac(99)]})
    b = switch("b", 2, sees={1: [*there, mac(99)]})
    assert groups(a, b) == [["a"], ["b"]]

"""Each station hangs at the port that ends the tree."""

from collector.store.device import LinkRule
from collector.topology.build import topology
from collector.topology.shapes import End, Inputs
from tests.support.topology_values import lldp, mac, router, switch

GW = router("gw", 9, ports=1)


def devices(*, top=(), low=(), edge=None, time=1000.0, low_time=1000.0):
    """Return a router and two switches; *top* and *low* are what the trunk carries."""
    edge = edge or {1: [mac(20)], 2: [mac(21)]}
    return (
        GW,
        switch(
            "top",
            1,
            sees={1: [mac(9)], 2: [mac(2), *low]},
            neighbours=(lldp(2, mac(2), "Gi0/4"),),
            time=time,
        ),
        switch(
            "low",
            2,
            sees={4: [mac(9), mac(1), *top], **edge},
            neighbours=(lldp(4, mac(1), "Gi0/2"),),
            time=low_time,
        ),
    )


def places(seen, *rules):
    """Return the attachments by address."""
    drawn = topology(Inputs(tuple(seen), rules=rules))
    return {one.mac: one for one in drawn.attachments}


def test_a_machine_hangs_at_the_edge_not_at_the_trunk():
    """Those who see it in that direction make it surer."""
    found = places(devices(low=[mac(20)]))
    assert found[mac(20)].at == End("low", 1)
    assert found[mac(20)].confidence > found[mac(21)].confidence


def test_switches_themselves_are_no_stations():
    """Nor is the router."""
    assert set(places(devices())) == {mac(20), mac(21)}


def test_what_the_edge_does_not_show_hangs_behind_it():
    """At a port that is not known, and not surely."""
    found = places(devices(low=[mac(20), mac(50)]))[mac(50)]
    assert found.at == End("low")
    assert found.confidence < 0.5


def test_of_two_edges_the_one_that_others_point_at_is_right():
    """A table that is behind the times shows the other one."""
    top, low = ([], [mac(60)])
    seen = devices(top=top, low=low, edge={1: [mac(20)], 3: [mac(60)]})
    old = switch("old", 3, sees={4: [mac(9), mac(1)], 1: [mac(60), mac(30)]})
    found = places((*seen, old))[mac(60)]
    assert found.at == End("low", 3)
    assert found.confidence <= 0.6


def test_a_person_knows_better():
    """Where it hangs, and where it does not."""
    pinned = LinkRule("pin", "top", "Gi0/3", mac(20))
    assert places(devices(), pinned)[mac(20)].at == End("top", 3)
    denied = LinkRule("forbid", "low", "Gi0/1", mac(20))
    assert mac(20) not in places(devices(), denied)
    assert places(devices(low=[mac(20)]), denied)[mac(20)].at == End("low")


def test_whom_only_the_router_met_hangs_at_the_routers_port():
    """Where no switch is read."""
    gw = router("gw", 9, met=[("10.0.0.8", mac(70), 1), ("10.0.0.7", mac(71), None)])
    found = places([gw])
    assert found[mac(70)].at == End("gw", 1)
    assert found[mac(70)].address == "10.0.0.8"
    assert mac(71) not in found


def test_whom_a_printer_has_met_does_not_hang_behind_it():
    """It only shares the LAN with them."""
    met = router("x", 8, met=[("10.0.0.8", mac(70), 1)]).survey.hosts
    printer = switch("printer", 5, kind="printer", bridge=False, hosts=met)
    assert places([printer]) == {}

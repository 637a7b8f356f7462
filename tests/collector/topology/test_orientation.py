"""Every switch is turned towards the way out."""

from collector.topology.orientation import gateways
from collector.topology.shapes import Host
from tests.support.topology_values import mac, picture, router, switch

PC = Host("agent", "PC", "site", gateways=("10.0.0.1",))


def test_the_gateway_that_machines_name_comes_first():
    """By its own survey, or by the ARP table of somebody else."""
    gw, other = router("gw", 9), router("other", 8, "10.0.0.9")
    found = gateways(picture(gw, other).identities, [PC])
    assert [reference.holder for reference in found] == ["gw", "other"]
    met = switch(
        "l3", 7, hosts=router("x", 1, met=[("10.0.0.1", mac(42), 1)]).survey.hosts
    )
    (reference,) = gateways(picture(met).identities, [PC])
    assert reference.macs == {mac(42)}
    assert reference.address == "10.0.0.1"


def test_switches_turn_to_where_they_see_the_way_out():
    """The router has no table of its own and is a root."""
    gw = router("gw", 9)
    top = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(20)]})
    low = switch("low", 2, sees={4: [mac(9), mac(1)], 1: [mac(20)]})
    ways_out = gateways(picture(gw, top, low).identities, [PC])
    turned = picture(gw, top, low, ways_out=ways_out).turned
    assert turned.up == {"top": 1, "low": 4}
    assert turned.certain == {"top", "low"}
    assert turned.domain["low"].gateway


def test_without_a_way_out_all_turn_to_what_most_of_them_know():
    """The tree comes out the same."""
    top = switch("top", 1, sees={1: [mac(30)], 2: [mac(20)]})
    low = switch("low", 2, sees={4: [mac(30)], 1: [mac(20)]})
    turned = picture(top, low).turned
    assert turned.up == {"top": 2, "low": 1}  # mac(20) is the lowest that both know
    assert not turned.domain["top"].gateway


def test_devices_without_tables_stay_unturned():
    """Nobody says anything of them."""
    assert picture(switch("a", 1)).turned.up == {}

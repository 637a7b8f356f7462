"""What hangs below what follows from forwarding tables."""

from collector.topology.learned import tree
from collector.topology.orientation import gateways
from tests.support.lan import random_lan
from tests.support.topology_values import mac, picture, router, switch


def seen_chain(*, middle_sees):
    """Return a router and three switches in a chain, with machines on each."""
    gw = router("gw", 9)
    top = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(3), mac(20), mac(30)]})
    middle = switch("middle", 2, sees=middle_sees)
    low = switch("low", 3, sees={4: [mac(9), mac(1), mac(2)], 1: [mac(30), mac(31)]})
    devices = (gw, top, middle, low)
    ways_out = gateways(picture(*devices).identities, [])
    return picture(*devices, ways_out=ways_out)


def test_each_hangs_at_the_deepest_that_is_above_it():
    """A chain is a chain."""
    found = tree(
        seen_chain(
            middle_sees={4: [mac(9), mac(1)], 1: [mac(20)], 2: [mac(3), mac(30)]}
        )
    )
    assert found.parent == {"low": "middle", "middle": "top"}
    assert found.above["low"]["middle"].own
    assert found.above["low"]["middle"].port == 2
    assert found.certain == {"low", "middle"}


def test_what_is_above_the_middle_is_above_the_end():
    """Though nobody saw it there."""
    found = tree(
        seen_chain(middle_sees={4: [mac(9), mac(1)], 1: [mac(20)], 2: [mac(31)]})
    )
    assert found.above["low"].keys() == {"top", "middle"}


def test_nobody_is_above_itself():
    """In any LAN, however incomplete its tables are."""
    for seed in range(8):
        lan = random_lan(seed, fill=0.4, lldp=0.0, opaque=0.2, shared=0.2)
        devices = lan.inputs.devices
        ways_out = gateways(picture(*devices).identities, lan.inputs.hosts)
        found = tree(picture(*devices, ways_out=ways_out))
        for device, parent in found.parent.items():
            assert device != parent
            assert device not in found.above[device]
            assert not (parent in found.above and device in found.above.get(parent, {}))

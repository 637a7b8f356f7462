"""A link is not called sure while a switch may stand between."""

from collector.topology.candidates import between
from collector.topology.doubts import DOUBTED, Doubts
from collector.topology.orientation import gateways
from collector.topology.shapes import End, Evidence
from tests.support.topology_values import cdp, mac, picture, router, switch


def lowered(kind, *more):
    """Return how sure a link of that evidence stays with *more* devices around."""
    gw = router("gw", 9)
    top = switch("top", 1, sees={1: [mac(9)], 2: [mac(2), mac(5)]})
    low = switch("low", 2, sees={4: [mac(9), mac(1)]})
    devices = (gw, top, low, *more)
    ways_out = gateways(picture(*devices).identities, [])
    candidate = between(End("top", 2), End("low", 4), 0.95, Evidence(kind))
    Doubts(picture(*devices, ways_out=ways_out)).lower([candidate])
    return candidate.confidence


def test_a_switch_that_nobody_sees_elsewhere_may_stand_between():
    """LLDP does not pass it; CDP passes it if it does not speak it."""
    hidden = switch("hidden", 5)
    speaking = switch("hidden", 5, neighbours=(cdp(1, "x"),))
    assert lowered("stations", hidden) == DOUBTED
    assert lowered("lldp", hidden) == 0.95
    assert lowered("cdp", hidden) == DOUBTED
    assert lowered("cdp", speaking) == 0.95


def test_a_switch_that_sees_both_in_one_direction_is_away():
    """So is one that is seen elsewhere, and one that is not there."""
    away = switch("away", 5, sees={3: [mac(1), mac(2)]})
    assert lowered("stations", away) == 0.95
    assert lowered("stations") == 0.95

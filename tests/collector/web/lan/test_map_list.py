"""The list says what the map draws."""

from collector.web.i18n import Tongue
from collector.web.lan.map_list import map_list
from collector.web.lan.tree import Forest, forest
from tests.support.lan_views import office


def listed(hits=lambda _text: False, *, counted=False):
    """Return the lines of the office."""
    lan = office()
    return map_list(forest(lan, None), lan, hits, Tongue("en"), counted=counted)


def test_lists_open_and_close_in_pairs():
    """So that the markup nests."""
    lines = listed()
    assert [line.name for line in lines] == ["gw", "core", "sw-1", "sw-2"]
    assert [line.opens for line in lines] == [True, True, False, False]
    assert [line.closes for line in lines] == [0, 0, 0, 2]


def test_each_line_tells_ports_speed_and_certainty():
    """As the drawing does."""
    assert listed()[2].note == "Switch · at port Gi0/2 → Gi0/8 · 1\u00a0Gb/s · certain"


def test_machines_stand_with_their_ports():
    """Or are counted on a large site."""
    line = listed(lambda text: "may-2" in text)[2]
    assert [(m.name, m.port, m.hit) for m in line.machines] == [
        ("PC-1", "Gi0/1", False),
        ("may-2", "Gi0/2", True),
    ]
    assert listed(counted=True)[2].more == 2


def test_nothing_is_an_empty_list():
    """A LAN that nobody reads."""
    lan = office()
    assert (
        map_list(
            Forest((), (), (), 0), lan, lambda _t: False, Tongue("en"), counted=False
        )
        == []
    )

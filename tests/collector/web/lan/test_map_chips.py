"""A machine's chip has its port, its name and its state."""

from xml.etree import ElementTree

import pytest

from collector.topology.shapes import Topology
from collector.web.i18n import Tongue
from collector.web.lan.map_chips import draw_chip, draw_twig, heap
from collector.web.lan.map_layout import Box, Chip
from collector.web.lan.map_look import MapLook
from collector.web.lan.model import Lan, Machine
from collector.web.lan.tree import Node
from tests.support.lan_views import attached, device, port


def chip(state="fresh", *, name="PC-1", ports=("Gi1/0/7",), more=0, known=True):
    """Return the parsed chip of one machine."""
    box = device("sw", ports=[port(7)])
    one = attached(
        "00:00:00:00:00:07", "sw", 7, agent="pc" if known else "", address="10.0.0.7"
    )
    node = Node("sw", "sw", box, attached=[(p, one) for p in ports])
    lan = Lan({"sw": box}, {"pc": Machine("pc", name, state)}, Topology())
    look = MapLook(
        lan, {}, frozenset(), lambda text: "10.0.0.7" in text and not more, Tongue("en")
    )
    drawn = draw_chip(Chip(node, -1 if more else 0, 5, 5, more=more), look)
    return ElementTree.fromstring(str(drawn))  # noqa: S314 - our own picture


def texts(svg):
    """Return what is written."""
    return [e.text for e in svg.iter() if e.tag == "text"]


@pytest.mark.parametrize(
    ("state", "shape"),
    [("fresh", "dot-fresh"), ("silent", "dot-silent"), ("off", "dot-off")],
)
def test_states_differ_in_form(state, shape):
    """A dot, a triangle, a ring."""
    assert any(shape in e.get("class", "") for e in chip(state).iter())


def test_the_port_is_its_number_where_that_is_enough():
    """Where all are of one kind; else whole."""
    assert texts(chip()) == ["7", "PC-1"]
    assert texts(chip(ports=("Gi1/0/7", "Te1/1/1")))[0] == "1/0/7"


def test_the_tooltip_tells_the_rest_and_a_search_finds_it():
    """By name, address, MAC."""
    svg = chip()
    assert (
        svg.find("title").text
        == "PC-1 · sw Gi1/0/7 · 10.0.0.7 · 00:00:00:00:00:07 · likely"
    )
    assert "chip-hit" in svg.get("class")
    assert heap("PC-1", attached("aa", "sw", 1)).startswith("PC-1\naa")


def test_an_unknown_station_leads_to_the_finder():
    """It has no page of its own."""
    svg = chip(known=False)
    assert svg.get("href") == "/find?q=00:00:00:00:00:07"
    assert "chip-unknown" in svg.get("class")


def test_those_that_are_not_drawn_are_counted():
    """All of them, or the rest."""
    assert texts(chip(more=1)) == ["1 machine"]
    assert texts(chip(more=9)) == ["9 more"]


def test_a_twig_leads_to_all_rows():
    """From the box's middle to the first and the last."""
    node = Node("sw", "sw")
    assert "V64.0" in draw_twig(Box(node, 0, 0), [0.0, 44.0])

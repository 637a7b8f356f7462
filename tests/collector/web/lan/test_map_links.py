"""A link's look says speed, certainty, load and trouble."""

from xml.etree import ElementTree

import pytest

from collector.topology.shapes import End, Link, Topology
from collector.web.i18n import Tongue
from collector.web.lan.map_layout import Box
from collector.web.lan.map_links import draw_across, draw_way, thickness
from collector.web.lan.map_look import MapLook
from collector.web.lan.model import Lan
from collector.web.lan.tree import forest
from tests.support.lan_views import device, link, office, port


def way(lan, *, load=None, faulty=()):
    """Return the parsed drawing of the first link of *lan*."""
    root = forest(lan, None).roots[0]
    loads = {} if load is None else {0: load}
    look = MapLook(lan, loads, frozenset(faulty), lambda _text: False, Tongue("en"))
    svg = draw_way(Box(root, 0, 0), Box(root.children[0], 300, 90), look)
    return ElementTree.fromstring(str(svg))  # noqa: S314 - our own picture


def pair(*, confidence=0.95, **more):
    """Return two switches with one link."""
    boxes = {n: device(n, ports=[port(1, **more)]) for n in "ab"}
    links = (link("a", 1, "b", 1, confidence),)
    return Lan(boxes, {}, Topology(links, (), (), {"b": End("b", 1)}, ("a",)))


@pytest.mark.parametrize(
    ("confidence", "name"), [(0.95, "sure"), (0.7, "likely"), (0.3, "guess")]
)
def test_certainty_is_how_dashed_it_is(confidence, name):
    """And said in words in the tooltip."""
    assert f"way-{name}" in way(pair(confidence=confidence)).get("class")


def test_faster_is_thicker():
    """An unknown speed is the thinnest."""
    widths = [thickness(bps) for bps in (None, 1e8, 1e9, 2.5e9, 1e10)]
    assert widths == sorted(set(widths))


def test_load_has_a_number():
    """From one half on."""
    svg = way(pair(), load=0.87)
    assert "way-full" in svg.get("class")
    assert "1G · 87%" in [e.text for e in svg.iter()]
    assert "way-busy" in way(pair(), load=0.6).get("class")
    assert "way-busy" not in way(pair(), load=0.2).get("class")


def test_a_slow_or_faulty_link_bears_a_mark():
    """Slower than both ends can, or with a finding."""
    slow = way(pair(speed_bps=10**8, capable_bps=10**9))
    assert "way-faulty" in slow.get("class")
    assert "both ends can do more" in slow.get("aria-label")
    assert "way-faulty" in way(pair(), faulty={0}).get("class")
    assert "way-faulty" not in way(pair()).get("class")


def test_a_link_across_leads_to_why_it_is_there():
    """Though it is no way to the gateway."""
    roots = forest(office(), None).nodes()
    boxes = {node.id: Box(node, 10, 50.0 * n) for n, node in enumerate(roots)}
    svg = draw_across(6, Link(End("sw-1"), End("sw-2"), 0.4, ()), boxes)
    assert 'href="#link-7"' in svg

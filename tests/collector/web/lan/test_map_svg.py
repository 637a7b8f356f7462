"""The map says what it says by more than colour, and escapes what devices say."""

from dataclasses import replace
from xml.etree import ElementTree

from collector.topology.shapes import End, Inferred, Link, Topology
from collector.web.i18n import Tongue
from collector.web.lan.map_layout import layout
from collector.web.lan.map_look import MapLook
from collector.web.lan.map_svg import draw_map, node_kind, searched
from collector.web.lan.model import Lan
from collector.web.lan.tree import forest
from tests.support.lan_views import device, finding, office, port


def drawn(lan, *, loads=None, faulty=(), hits=lambda _text: False):
    """Return the parsed map of *lan*."""
    grown = forest(lan, None)
    look = MapLook(lan, loads or {}, frozenset(faulty), hits, Tongue("en"))
    svg = str(draw_map(grown, layout(grown), look, "Map"))
    return ElementTree.fromstring(svg)  # noqa: S314 - our own picture


def of_class(svg, name):
    """Return the elements of one class."""
    return [e for e in svg.iter() if name in e.get("class", "").split()]


def test_devices_and_machines_are_links_to_their_pages():
    """And links to why they are there."""
    svg = drawn(office())
    assert next(iter(of_class(svg, "node"))).get("href") == "/switches/gw"
    assert {e.get("href") for e in of_class(svg, "chip")} >= {"/machines/pc-1"}
    assert {e.get("href") for e in of_class(svg, "way")} == {
        f"#link-{n}" for n in range(1, 5)
    }


def test_silence_findings_and_search_show():
    """By form: a mark, a class for the frame."""
    lan = office()
    boxes = dict(lan.devices)
    boxes["sw-1"] = replace(boxes["sw-1"], state="down")
    boxes["core"] = replace(boxes["core"], findings=(finding("core"),))
    svg = drawn(
        Lan(boxes, lan.machines, lan.topology), hits=lambda text: "sw-2" in text
    )
    assert len(of_class(svg, "node-silent")) == 1
    assert len(of_class(svg, "mark")) == 2
    assert len(of_class(svg, "node-hit")) == 1
    assert "silent" in [e.text for e in of_class(svg, "more")]


def test_something_inferred_is_dashed_and_no_link():
    """It has no page."""
    hub = Inferred("behind:sw:1", "unmanaged_switch", End("sw", 1), "", 0.7, ())
    lan = Lan({"sw": device("sw", ports=[port(1)])}, {}, Topology((), (), (hub,)))
    svg = drawn(lan)
    (node,) = of_class(svg, "node-inferred")
    assert node.get("href") is None
    assert {e.text for e in of_class(svg, "name")} == {"sw", "Unmanaged switch"}
    root = forest(lan, None).roots[0]
    assert node_kind(root.children[0]) == "unmanaged_switch"
    assert searched(root).startswith("sw")


def test_hostile_names_stay_text_within_their_boxes():
    """Markup, quotes, marks of direction, emoji, 255 letters."""
    name = '<script>alert("1")</script>\u202e' + "🖨" * 240
    from collector.web.lan.words import shown

    box = device(shown(name), ports=[port(1, name[:200])], model=name[:255])
    svg = drawn(Lan({box.id: box}))
    texts = [e.text or "" for e in svg.iter()]
    assert any("<script>" in text for text in texts)
    assert all(len(e.text or "") < 40 for e in svg.iter() if e.tag.endswith("text"))


def test_a_link_to_nowhere_breaks_nothing():
    """A conclusion of an older survey may name a port that is gone."""
    lan = office()
    links = (*lan.topology.links, Link(End("gw", 99), End("gone", 1), 0.5, ()))
    svg = drawn(Lan(lan.devices, lan.machines, Topology(links, (), (), {}, ("gw",))))
    assert len(of_class(svg, "node")) == 4

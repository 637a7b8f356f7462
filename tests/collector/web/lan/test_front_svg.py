"""The picture says by form what it says by colour."""

from xml.etree import ElementTree

from agent.shared.survey import Poe
from collector.web.i18n import Tongue
from collector.web.lan.front import front
from collector.web.lan.front_svg import draw_front, summary
from collector.web.lan.model import Lan, PortUse
from collector.web.lan.ports import port_rows
from tests.support.lan_views import NOW, device, finding, office, port

TONGUE = Tongue("en")


def drawn(box, lan=None, uses=None):
    """Return the parsed picture of a device, and its rows."""
    rows = port_rows(box, lan or Lan(), uses or {}, TONGUE, now=NOW)
    svg = draw_front(
        front(box.survey.ports), {r.port.index: r for r in rows}, TONGUE, "<Front>"
    )
    return ElementTree.fromstring(str(svg)), rows  # noqa: S314 - our own picture


def classes(svg):
    """Return the classes of each element."""
    return [element.get("class", "") for element in svg.iter()]


def test_each_port_is_a_link_to_its_row():
    """With a tooltip, and a name for who does not see it."""
    svg, rows = drawn(device("sw", ports=[port(1), port(2)]))
    links = [e for e in svg.iter() if e.get("data-row")]
    assert [link.get("href") for link in links] == ["#port-1", "#port-2"]
    assert (
        links[0].find("title").text
        == links[0].get("aria-label")
        == summary(rows[0], TONGUE)
    )


def test_states_differ_in_form():
    """A cross for what is switched off, a bar for what is blocked, nothing in no link."""
    svg, _rows = drawn(
        device(
            "sw",
            ports=[
                port(1, admin="down", link="down"),
                port(2, stp="blocking"),
                port(3, link="down"),
                port(4, poe=Poe(enabled=True, delivering=True, watts=6.5)),
            ],
        )
    )
    assert {"cross", "bar-over", "bolt"} <= set(classes(svg))
    assert [e.text for e in svg.iter() if e.get("class") == "rate"] == [
        None,
        "1G",
        None,
        "1G",
    ]


def test_load_and_findings_are_marked():
    """The longer the bar, the fuller; a triangle for what needs a look."""
    box = device(
        "sw", ports=[port(1), port(2)], findings=[finding("sw", subject="Gi0/2")]
    )
    svg, _rows = drawn(
        box, uses={"Gi0/1": PortUse(receive=0.9), "Gi0/2": PortUse(receive=0.1)}
    )
    bars = [float(e.get("width")) for e in svg.iter() if e.get("class") == "load"]
    assert bars[0] > 5 * bars[1]
    assert "mark mark-warning" in classes(svg)
    assert any("load-full" in one for one in classes(svg))


def test_the_way_up_has_an_arrow_and_the_sentence_says_all():
    """Neighbour, VLAN, PoE, load and age."""
    lan = office()
    svg, rows = drawn(lan.devices["sw-1"], lan, {"Gi0/8": PortUse(receive=0.25)})
    assert "up" in classes(svg)
    told = summary(rows[7], TONGUE)
    assert "uplink" in told
    assert "core" in told
    assert "load 25%" in told


def test_a_stack_is_numbered_and_a_title_escaped():
    """One box under the other."""
    names = [f"Gi{m}/0/{n}" for m in (1, 2) for n in range(1, 13)]
    svg, _rows = drawn(
        device("sw", ports=[port(n, key) for n, key in enumerate(names)])
    )
    assert [e.text for e in svg.iter() if e.get("class") == "member"] == ["1", "2"]
    assert svg.get("aria-label") == "<Front>"


def test_a_device_without_physical_ports_has_no_picture():
    """A UPS."""
    assert draw_front([], {}, TONGUE, "x") is None

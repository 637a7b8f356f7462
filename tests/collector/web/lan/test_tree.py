"""The forest is what the topology concludes, from the gateway down."""

from hypothesis import given
from hypothesis import strategies as st

from collector.topology.shapes import (
    Attachment,
    End,
    Evidence,
    Inferred,
    Link,
    Topology,
)
from collector.web.lan.model import Lan
from collector.web.lan.tree import forest, sites
from tests.support.lan_views import attached, device, link, office, port


def outline(grown):
    """Return names and depths in order."""
    return [(node.name, node.depth) for node in grown.nodes()]


def test_switches_stand_below_what_they_hang_at():
    """By their uplinks; a link that is no way is kept apart."""
    grown = forest(office(), None)
    assert outline(grown) == [("gw", 0), ("core", 1), ("sw-1", 2), ("sw-2", 2)]
    assert [number for number, _link in grown.across] == [3]
    sw1 = grown.nodes()[2]
    assert (sw1.parent_port, sw1.own_port) == ("Gi0/2", "Gi0/8")
    assert [p for p, _one in sw1.attached] == ["Gi0/1", "Gi0/2"]
    assert grown.machines == 3


def test_two_links_to_one_parent_are_drawn_once():
    """The second stands beside the first."""
    lan = office()
    links = (*lan.topology.links, link("core", 4, "sw-1", 6))
    topology = Topology(links, (), (), lan.topology.uplinks, ("gw",))
    grown = forest(Lan(lan.devices, {}, topology), None)
    assert grown.nodes()[2].parallel == [4]
    assert [number for number, _link in grown.across] == [3]


def test_something_inferred_is_a_place_and_a_telephone_is_not():
    """Who sits behind a telephone hangs at the switch."""
    box = device("sw", ports=[port(1), port(2), port(3)])
    hub = Inferred("behind:sw:1", "unmanaged_switch", End("sw", 1), "", 0.7, ())
    phone = Inferred("behind:sw:2", "phone", End("sw", 2), "phone", 0.7, ())
    links = (
        Link(End("sw", 1), End(hub.id), 0.7, ()),
        Link(End("sw", 2), End(phone.id), 0.7, ()),
    )
    things = (
        attached("00:00:00:00:00:01", "sw", 1, through=hub.id),
        attached("00:00:00:00:00:02", "sw", 2, through=phone.id),
    )
    grown = forest(Lan({"sw": box}, {}, Topology(links, things, (hub, phone))), None)
    (root,) = grown.roots
    assert [child.id for child in root.children] == [hub.id]
    assert [one.mac[-2:] for _port, one in root.children[0].attached] == ["01"]
    assert [one.mac[-2:] for _port, one in root.attached] == ["02"]


def test_a_printer_hangs_at_its_port_and_a_ups_stands_alone():
    """A device that passes nothing on is no box of the tree."""
    boxes = {
        "sw": device("sw", ports=[port(1), port(2)]),
        "in": device("in", kind="printer", ports=[port(1)]),
        "ups": device("ups", kind="ups"),
    }
    one = Attachment(
        "00:00:00:00:00:09", End("sw", 1), 0.9, (Evidence("single"),), device="in"
    )
    topology = Topology((Link(End("sw", 1), End("in", 1), 0.9, ()),), (one,))
    grown = forest(Lan(boxes, {}, topology), None)
    assert outline(grown) == [("sw", 0)]
    assert [d.name for d in grown.alone] == ["ups"]
    assert grown.machines == 1


def test_each_site_has_its_own_map():
    """And a site without a name is one, too."""
    boxes = {"a": device("a", site="Hai"), "b": device("b", site="")}
    lan = Lan(boxes)
    assert sites(lan) == ["", "Hai"]
    assert outline(forest(lan, "Hai")) == [("a", 0)]


def test_the_same_thing_twice_on_one_port_is_one():
    """A machine with two addresses is one chip."""
    lan = Lan(
        {"sw": device("sw", ports=[port(1)])},
        {},
        Topology(
            attachments=(
                attached("00:00:00:00:00:01", "sw", 1, agent="x"),
                attached("00:00:00:00:00:02", "sw", 1, agent="x"),
            )
        ),
    )
    assert forest(lan, None).machines == 1


def test_a_device_that_two_agents_read_is_drawn_once():
    """The topology says which stands for both."""
    boxes = {"a": device("a"), "twin": device("a2")}
    lan = Lan(boxes, {}, Topology(same={"twin": "a"}))
    assert outline(forest(lan, None)) == [("a", 0)]
    assert forest(lan, None).alone == []


def test_a_long_chain_does_not_exhaust_the_stack():
    """Five hundred switches one behind the other."""
    boxes = {f"s{n}": device(f"s{n}", ports=[port(1), port(2)]) for n in range(500)}
    links = tuple(link(f"s{n}", 2, f"s{n + 1}", 1) for n in range(499))
    uplinks = {f"s{n}": End(f"s{n}", 1) for n in range(1, 500)}
    grown = forest(Lan(boxes, {}, Topology(links, (), (), uplinks, ("s0",))), None)
    assert grown.nodes()[-1].depth == 499


ENDS = st.builds(
    End, st.sampled_from([*"abcdefg", "i1", "i2", "nobody"]), st.integers(0, 4)
)


@given(
    st.lists(st.builds(Link, ENDS, ENDS, st.floats(0, 1), st.just(())), max_size=14),
    st.dictionaries(st.sampled_from("abcdefg"), ENDS, max_size=7),
    st.lists(st.sampled_from("abcdefg"), max_size=2, unique=True),
    st.lists(
        st.builds(
            Attachment,
            st.sampled_from("mno"),
            ENDS,
            st.floats(0, 1),
            st.just(()),
            through=st.sampled_from(["", "i1"]),
            device=st.sampled_from(["", "g", "nobody"]),
        ),
        max_size=6,
    ),
)
def test_whatever_is_concluded_each_device_stands_once(
    links, uplinks, gateways, attachments
):
    """Loops, links to themselves, ways to nowhere: no device is lost, none twice."""
    boxes = {
        n: device(n, ports=[port(1), port(2)], kind="printer" if n == "g" else "switch")
        for n in "abcdefg"
    }
    inferred = (
        Inferred("i1", "unmanaged_switch", End("a", 1), "", 0.7, ()),
        Inferred("i2", "phone", End("b", 1), "", 0.7, ()),
    )
    topology = Topology(
        tuple(links), tuple(attachments), inferred, uplinks, tuple(gateways)
    )
    grown = forest(Lan(boxes, {}, topology), None)
    ids = [node.id for node in grown.nodes()] + [d.id for d in grown.alone]
    assert len(ids) == len(set(ids))
    leaves = {one.device for node in grown.nodes() for _port, one in node.attached}
    assert set(boxes) - {"g"} <= set(ids)
    assert "g" in set(ids) | leaves

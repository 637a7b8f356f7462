"""Ways lead to the way out, device by device, and end."""

from hypothesis import given
from hypothesis import strategies as st

from collector.topology.build import topology
from collector.topology.shapes import Attachment, End, Hop, Link, Topology
from collector.topology.ways import Ways, links_by_device, way
from tests.support.lan import office_lan

LAN = Topology(
    links=(
        Link(End("gw", 1), End("a", 1), 0.99, ()),
        Link(End("a", 2), End("b", 1), 0.8, ()),
    ),
    attachments=(
        Attachment("m", End("b", 5), 0.9, (), agent="pc", through="phone"),
        Attachment("n", End("b", 6), 0.5, (), agent="pc"),
    ),
    uplinks={"a": End("a", 1), "b": End("b", 1)},
    gateways=("gw",),
)


def test_a_machines_way_begins_with_itself_and_ends_at_the_way_out():
    """With the ports by which each device is entered and left."""
    hops = (Hop("b", 5, 1), Hop("a", 2, 1), Hop("gw", 1, None))
    assert way(LAN, "pc") == (Hop("pc"), Hop("phone"), *hops)
    assert way(LAN, "m") == (Hop("m"), Hop("phone"), *hops)
    assert way(LAN, "n")[1] == Hop("b", 6, 1)


def test_a_devices_way_begins_with_the_device():
    """The way out's own has one hop; what is nowhere has none."""
    assert way(LAN, "b") == (Hop("b", None, 1), Hop("a", 2, 1), Hop("gw", 1, None))
    assert way(LAN, "gw") == (Hop("gw"),)
    assert way(LAN, "unknown") == ()


def test_links_are_listed_at_both_their_devices():
    """The surest first."""
    assert [k.confidence for k in links_by_device(LAN)["a"]] == [0.99, 0.8]


def test_every_way_of_an_office_leads_to_its_router():
    """Of every PC that is on, with no device twice."""
    lan = office_lan()
    ways = Ways(topology(lan.inputs))
    router = lan.named("router-so").id
    for node in lan.nodes:
        if node.kind in {"pc", "vm", "printer"} and node.on:
            devices = [hop.device for hop in ways.of(node.mac)]
            assert devices[-1] == router, node.name
            assert len(set(devices)) == len(devices)


_NAMES = st.sampled_from("abcdef")
_ENDS = st.builds(End, _NAMES, st.integers(0, 3))
_LINKS = st.builds(Link, _ENDS, _ENDS, st.floats(0, 1), st.just(()))


@given(
    st.lists(_LINKS, max_size=20),
    st.dictionaries(_NAMES, _ENDS),
    st.lists(_NAMES, max_size=3),
)
def test_ways_end_whatever_the_links_are(links, uplinks, gateways):
    """No device comes twice."""
    drawn = Topology(links=tuple(links), uplinks=uplinks, gateways=tuple(gateways))
    for name in "abcdef":
        devices = [hop.device for hop in way(drawn, name)]
        assert len(set(devices)) == len(devices)

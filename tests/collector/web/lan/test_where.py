"""Where a machine hangs, the way from there, and where it was."""

from collector.store.device import Sighting
from collector.topology.shapes import End, Inferred, Topology
from collector.topology.ways import Ways
from collector.web.i18n import Tongue
from collector.web.lan.model import Lan
from collector.web.lan.where import machine_places, placed, seen, steps
from tests.support.lan_views import attached, device, office, port

TONGUE = Tongue("en")


def test_the_way_is_told_hop_by_hop():
    """By which port each device is entered and left."""
    lan = office()
    way = steps("sw-1", 1, lan, Ways(lan.topology).of, TONGUE)
    assert [(s.entered, s.name, s.left) for s in way] == [
        ("Gi0/1", "sw-1", "Gi0/8"),
        ("Gi0/2", "core", "Gi0/1"),
        ("Gi0/1", "gw", ""),
    ]
    assert way[0].speed == "1\u00a0Gb/s"
    assert way[0].kind == "Switch"


def test_a_machine_is_told_with_evidence_and_how_to_correct_it():
    """Its own page, too."""
    lan = office()
    (one,) = machine_places("pc-1", lan, Ways(lan.topology).of, TONGUE)
    assert (one.name, one.page, one.device, one.port) == (
        "PC-1",
        "/machines/pc-1",
        "sw-1",
        "Gi0/1",
    )
    assert one.sure_text == "likely"
    assert one.evidence == ["It is the only address on that port."]
    assert one.commands[0][1].endswith("links pin sw-1 Gi0/1 00:00:00:00:00:01")
    assert machine_places("nobody", lan, Ways(lan.topology).of, TONGUE) == []


def test_something_between_is_named():
    """Whether the place names it or is it."""
    hub = Inferred("behind:sw:1", "unmanaged_switch", End("sw", 1), "", 0.7, ())
    box = device("sw", ports=[port(1, alias="P.101")])
    for one in (
        attached("00:00:00:00:00:01", "sw", 1, through=hub.id),
        attached("00:00:00:00:00:01", hub.id, 0),
    ):
        lan = Lan({"sw": box}, {}, Topology((), (one,), (hub,)))
        told = placed(one, lan, Ways(lan.topology).of, (), TONGUE)
        assert (told.through, told.device, told.port) == (
            "Unmanaged switch",
            "sw",
            "Gi0/1",
        )
        assert told.port_alias == "P.101"
        assert told.page == ""


def test_earlier_places_stand_the_latest_first():
    """Also on devices that are gone."""
    told = seen(
        [
            Sighting("m", "gone" * 8, "x", 1.0, 2.0),
            Sighting("m", "sw-1", "Gi0/1", 3.0, 4.0, 10),
        ],
        office(),
    )
    assert [(one.device, one.link, one.vlan) for one in told] == [
        ("sw-1", "/switches/sw-1", 10),
        ("gonegone", "", None),
    ]

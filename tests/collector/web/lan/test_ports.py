"""A port's row says what hangs there and how it fares."""

import pytest

from agent.shared.survey import Poe, Port
from collector.topology.shapes import Attachment, End, Evidence, Inferred, Topology
from collector.web.i18n import Tongue
from collector.web.lan.model import Lan, PortUse
from collector.web.lan.ports import MOST_ROWS, port_rows, port_state
from tests.support.lan_views import NOW, attached, device, finding, office, port

TONGUE = Tongue("en")


def rows_of(name, lan, uses=None):
    """Return the rows of a device of *lan*."""
    return port_rows(lan.devices[name], lan, uses or {}, TONGUE, now=NOW)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "fast"),
        ({"speed_bps": 10**8}, "slow"),
        ({"speed_bps": None}, "fast"),
        ({"link": "down"}, "down"),
        ({"admin": "down"}, "off"),
        ({"stp": "blocking"}, "blocked"),
    ],
)
def test_a_port_has_one_state(given, state):
    """What a person did comes before what the link does."""
    assert port_state(port(1, **given)) == state


def test_neighbours_and_machines_are_linked_to_their_pages():
    """A switch to its own, a machine to its own, an unknown address to the finder."""
    lan = office()
    rows = rows_of("sw-1", lan)
    assert rows[7].things[0].link == "/switches/core"
    assert rows[7].things[0].note == "Gi0/2"
    assert rows[0].things[0].link == "/machines/pc-1"
    assert rows[1].things[0].name == "may-2"
    assert rows[1].things[0].link == "/find?q=00:00:00:00:00:02"
    assert rows[7].uplink
    assert not rows[0].uplink


def test_what_is_behind_something_inferred_stands_at_its_port():
    """First the thing itself, then who is behind it, and a count of the rest."""
    box = device("sw", ports=[port(1)])
    node = Inferred("behind:sw:Gi0/1", "unmanaged_switch", End("sw", 1), "", 0.7, ())
    behind = tuple(
        attached(f"00:00:00:00:00:{n:02x}", "sw", 1, through=node.id) for n in range(6)
    )
    lan = Lan({"sw": box}, {}, Topology(attachments=behind, inferred=(node,)))
    (row,) = rows_of("sw", lan)
    assert row.things[0].name == "Unmanaged switch"
    assert len(row.things) == 4
    assert row.more_things == 3


def test_a_device_at_a_port_is_told_once():
    """A printer is a link and an address."""
    boxes = {
        n: device(n, ports=[port(1)], kind=k)
        for n, k in (("sw", "switch"), ("in", "printer"))
    }
    link = office().topology.links[0]
    link = type(link)(End("sw", 1), End("in", 1), 0.9, ())
    one = Attachment(
        "00:00:00:00:00:09", End("sw", 1), 0.9, (Evidence("single"),), device="in"
    )
    (row,) = rows_of("sw", Lan(boxes, {}, Topology((link,), (one,))))
    assert [thing.name for thing in row.things] == ["in"]


def test_a_link_below_what_both_ends_can_is_told():
    """A cable, not a purchase."""
    slow = port(1, speed_bps=10**8, capable_bps=10**9, partner_bps=10**9)
    (row,) = rows_of("sw", Lan({"sw": device("sw", ports=[slow])}))
    assert row.warnings == ["both ends can 1\u00a0Gb/s"]
    half = port(1, duplex="half", doubtful=True, stp="learning")
    (row,) = rows_of("sw", Lan({"sw": device("sw", ports=[half])}))
    assert row.duplex == "half duplex"
    assert len(row.warnings) == 2


def test_errors_and_findings_mark_a_port():
    """One in ten thousand is enough; a finding says more."""
    box = device(
        "sw",
        ports=[port(1), port(2), port(3)],
        findings=[finding("sw", subject="Gi0/3", severity="critical")],
    )
    uses = {
        "Gi0/1": PortUse(errors=0.01),
        "Gi0/2": PortUse(receive=0.6, transmit=0.1, errors=0.0),
    }
    rows = rows_of("sw", Lan({"sw": box}), uses)
    assert [row.erring for row in rows] == [True, False, True]
    assert rows[1].load == "busy"
    assert rows[2].troubled == "critical"


def test_poe_vlans_and_age_are_written_out():
    """Watts, tagged ranges, and how long nothing has changed."""
    box = device(
        "sw",
        ports=[
            port(
                1,
                vlan=10,
                tagged=(20, 21, 22),
                changed_s=86340.0,
                poe=Poe(enabled=True, watts=5.25),
            ),
            port(2, poe=Poe(enabled=True)),
            port(3, poe=Poe()),
            port(
                4,
                poe=Poe(enabled=True, delivering=True),
                tagged=tuple(range(2, 400, 2)),
            ),
        ],
    )
    rows = rows_of("sw", Lan({"sw": box}))
    assert rows[0].vlan == "10 + 20–22"
    assert rows[0].changed == "1\u00a0d"
    assert [row.poe for row in rows] == ["5.25\u00a0W", "ready", "off", "on"]
    assert rows[3].vlan.endswith("…")


def test_logical_ports_stand_only_where_there_are_no_others():
    """And a bundle says which ports are its own."""
    bundle = Port(50, "Po1", name="Po1", type=161, link="up", admin="up")
    box = device("sw", ports=[port(1, aggregate=50), bundle, Port(60, "Vlan1")])
    rows = rows_of("sw", Lan({"sw": box}))
    assert [row.key for row in rows] == ["Gi0/1", "Po1"]
    assert rows[0].aggregate == "Po1"
    only = device("fw", ports=[Port(60, "Vlan1")])
    assert [r.key for r in rows_of("fw", Lan({"fw": only}))] == ["Vlan1"]


def test_a_huge_device_is_bounded():
    """Two thousand ports are not two thousand rows."""
    box = device("sw", ports=[port(n) for n in range(1, 2001)])
    assert len(rows_of("sw", Lan({"sw": box}))) == MOST_ROWS

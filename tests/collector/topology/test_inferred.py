"""What does not answer is seen by what hangs behind it."""

import pytest

from collector.topology.identities import Identities
from collector.topology.inferred import behind, by_station, node_id
from collector.topology.shapes import End
from tests.support.topology_values import lldp, mac, switch

IDENTITIES = Identities(
    [
        switch("s", 1),
        switch("ap", 2, kind="access_point"),
        switch("wifi", 3, ports=0),
    ]
)
AT = End("s", 1)
GUESTS = [mac(n, maker="52:54:00") for n in range(3)]
PHONES = [mac(n, maker="da:31:7f") for n in range(4)]


def things(macs, neighbours=(), at=AT):
    """Return what must stand at a port."""
    return behind(IDENTITIES, {at: macs}, {at: neighbours} if neighbours else {})


@pytest.mark.parametrize(
    ("macs", "kind"),
    [
        ([mac(20), mac(21), mac(22)], "unmanaged_switch"),
        ([mac(20), *GUESTS], "hypervisor"),
        (GUESTS, "hypervisor"),
        ([mac(20), *PHONES], "access_point"),
        ([mac(20), mac(30, maker="80:5e:c0")], "phone"),
    ],
)
def test_stations_tell_what_they_hang_at(macs, kind):
    """By how many they are and who made them."""
    (one,) = things(macs)
    assert one.thing.kind == kind
    assert one.thing.at == AT


def test_one_station_alone_hangs_at_the_port_itself():
    """And so do those of a radio, or of nobody knows which port."""
    assert things([mac(20)]) == []
    assert things([mac(20), mac(21)], at=End("ap", 1)) == []
    assert things([mac(20), mac(21)], at=End("s")) == []
    assert things([mac(20), mac(21)], at=End("nobody", 1)) == []


def test_the_thing_itself_hangs_at_the_port_and_the_rest_behind_it():
    """A host with its guests, a telephone with its PC."""
    (host,) = things([mac(20), *GUESTS])
    assert host.stations == frozenset(GUESTS)
    phone = lldp(1, mac(40), name="Máy lẻ 101", capabilities=("bridge", "telephone"))
    (found,) = things([mac(40), mac(41)], [phone])
    assert (found.thing.kind, found.thing.name) == ("phone", "Máy lẻ 101")
    assert by_station([found]) == {mac(41): found.thing.id}


def test_more_stations_make_it_surer():
    """Two may be a machine that has just gone and one that came."""
    two, four = (things([mac(20 + n) for n in range(count)])[0] for count in (2, 4))
    assert two.thing.confidence < four.thing.confidence


def test_a_part_of_the_lan_that_is_not_read_is_no_unmanaged_switch():
    """Nobody hangs a hundred machines there."""
    (one,) = things([mac(20 + n) for n in range(100)])
    assert one.thing.kind == "device"


def test_a_stranger_that_announces_itself_is_drawn():
    """An access point, or a switch that is not read."""
    ap = lldp(1, mac(50), name="AP", capabilities=("wlan_access_point",))
    other = lldp(1, mac(51), name="sw", capabilities=("bridge",))
    station = lldp(1, mac(52), capabilities=("station",))
    assert things([], [ap])[0].thing.kind == "access_point"
    assert things([], [other])[0].thing.kind == "device"
    assert things([], [station]) == []


def test_the_id_names_the_port_not_its_number():
    """It stays when ifIndexes change."""
    assert node_id(IDENTITIES, AT) == "behind:s:Gi0/1"
    assert node_id(IDENTITIES, End("s", 99)) == "behind:s:99"

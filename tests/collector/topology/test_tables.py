"""Forwarding tables are made ready for comparing."""

from agent.shared.survey import Station
from collector.topology.identities import Identities
from collector.topology.shapes import End
from collector.topology.tables import Table, Tables, bundles
from tests.support.topology_values import mac, port, switch

LAG = (port(1, aggregate=100), port(2, aggregate=100), port(3), port(100, "Po1"))


def test_members_of_an_aggregation_count_as_the_aggregate():
    """Whichever of them a table names."""
    seen = switch("s", 1, sees={1: [mac(10)], 100: [mac(11)], 3: [mac(12)]}, ports=0)
    survey = seen.survey
    survey = type(survey)(device="s", ports=LAG, stations=survey.stations)
    table = Table(survey)
    assert bundles(survey) == {1: 100, 2: 100}
    assert table.behind(100) == {mac(10), mac(11)}
    assert table.where[mac(12)] == 3
    assert table.behind(None) == set()


def test_own_group_and_shared_addresses_are_left_out():
    """They do not hang anywhere."""
    stations = (
        Station(mac(1), 2),
        Station(mac(50), 2, own=True),
        Station("01:00:5e:00:00:01", 2),
        Station("00:00:5e:00:01:01", 2),
        Station(mac(51), None),
        Station(mac(52), 2, 20),
        Station(mac(52), 2, 10),
        Station(mac(52), 1),
    )
    tables = Tables(Identities([switch("s", 1, stations=stations)]))
    table = tables.of["s"]
    assert dict(table.where) == {mac(52): 1}
    assert table.vlan == {mac(52): 10}


def test_other_devices_are_seen_by_their_addresses():
    """At the port that most of them stand at."""
    one = switch("one", 1, sees={3: [mac(2), mac(20)], 4: [mac(21)]})
    two = switch("two", 2, macs=(mac(2), mac(20), mac(21)))
    tables = Tables(Identities([one, two]))
    assert tables.seen == {"one": {"two": 3}}
    assert tables.entries[mac(21)] == [("one", 4)]
    assert tables.logical(End("two", 2)) == End("two", 2)


def test_units_of_a_port_are_the_port():
    """Where tables name those, and the bridge itself is no port."""
    ports = (
        port(1, "ge-0/0/1"),
        port(501, "ge-0/0/1.0", physical=False),
        port(9, "bridge1", physical=False, type=209),
    )
    table = Tables(
        Identities([switch("s", 1, ports=ports, sees={501: [mac(20)], 9: [mac(21)]})])
    ).of["s"]
    assert dict(table.where) == {mac(20): 1}


def test_an_aggregate_is_learned_by_who_is_seen_behind_it():
    """Where the device does not tell its members."""
    ports = (port(1), port(2), port(100, "Po1", physical=False))
    one = switch("one", 1, ports=ports, sees={100: [mac(2)], 2: [mac(3)]})
    tables = Tables(Identities([one, switch("two", 2), switch("three", 3)]))
    tables.learn_bundle(End("one", 1), "two")
    tables.learn_bundle(End("one", 1), "three")  # a moved cable is none
    assert tables.logical(End("one", 1)) == End("one", 100)
    assert tables.logical(End("one", 2)) == End("one", 2)

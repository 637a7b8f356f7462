"""The neighbours of a survey."""

from agent.readers.snmp.rows import oid
from agent.shared.survey import Neighbour
from agent.switches.survey_neighbours import partner_speeds, survey_neighbours

LLDP = oid("1.0.8802.1.1.2.1.4.1.1")
CDP = oid("1.3.6.1.4.1.9.9.23.1.2.1.1")
NAME = oid("1.3.6.1.2.1.31.1.1.1.1")


def test_both_protocols_tell_with_what_they_announce():
    """LLDP first; a neighbour of both is there twice."""
    walk = {
        (*NAME, 3): b"gi3",
        (*LLDP, 4, 0, 3, 1): 4,
        (*LLDP, 5, 0, 3, 1): bytes([2, 0, 0, 0, 0, 9]),
        (*LLDP, 7, 0, 3, 1): b"gi24",
        (*LLDP, 9, 0, 3, 1): b"core",
        (*LLDP, 12, 0, 3, 1): b"\x28\x00",
        (*oid("1.0.8802.1.1.2.1.5.4623.1.3.1.1.3"), 0, 3, 1): b"\x6c\x01",
        (*CDP, 4, 3, 5): bytes([192, 0, 2, 1]),
        (*CDP, 6, 3, 5): b"core.example",
        (*CDP, 7, 3, 5): b"GigabitEthernet0/24",
        (*CDP, 8, 3, 5): b"cisco WS-C2960",
        (*CDP, 9, 3, 5): b"\x00\x00\x00\x28",
    }
    found = survey_neighbours(walk)
    assert found == (
        Neighbour(
            protocol="lldp",
            port=3,
            chassis="02:00:00:00:00:09",
            remote_port="gi24",
            name="core",
            capabilities=("bridge", "router"),
            capable_bps=10**9,
        ),
        Neighbour(
            protocol="cdp",
            port=3,
            remote_port="GigabitEthernet0/24",
            name="core.example",
            description="cisco WS-C2960",
            addresses=("192.0.2.1",),
            capabilities=("bridge",),
        ),
    )
    assert partner_speeds(found) == {3: 10**9}


def test_a_device_without_neighbours_has_none():
    """Nor partners."""
    assert survey_neighbours({}) == ()
    assert partner_speeds([Neighbour(protocol="cdp", capable_bps=5)]) == {}

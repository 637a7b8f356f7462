"""The ports of a survey."""

from agent.readers.snmp.rows import oid
from agent.switches.survey_ports import survey_ports

IF = oid("1.3.6.1.2.1.2.2.1")
IFX = oid("1.3.6.1.2.1.31.1.1.1")


def test_a_port_says_what_it_is_and_how_it_is():
    """With its key, the speed of its link, and since when it is as it is."""
    walk = {
        oid("1.3.6.1.2.1.1.3.0"): 10_000,
        (*IF, 2, 7): b"GigabitEthernet0/7",
        (*IF, 3, 7): 6,
        (*IF, 4, 7): 1500,
        (*IF, 6, 7): bytes(range(6)),
        (*IF, 7, 7): 1,
        (*IF, 8, 7): 1,
        (*IF, 9, 7): 4_000,
        (*IFX, 1, 7): b"Gi0/7",
        (*IFX, 6, 7): 99,
        (*IFX, 15, 7): 100,
        (*IFX, 18, 7): b"B\xc3\xa0n 7",
    }
    (port,) = survey_ports(walk)
    assert (port.index, port.key, port.alias) == (7, "Gi0/7", "Bàn 7")
    assert (port.admin, port.link, port.speed_bps) == ("up", "up", 100_000_000)
    assert (port.mac, port.mtu, port.counter_bits) == ("00:01:02:03:04:05", 1500, 64)
    assert port.physical
    assert port.changed_s == 60.0


def test_a_port_without_a_link_has_no_speed():
    """What the device remembers of the last one is no speed."""
    walk = {(*IF, 5, 1): 10**9, (*IF, 8, 1): 2, (*IF, 3, 1): 6}
    assert survey_ports(walk)[0].speed_bps is None


def test_a_port_with_a_connector_is_physical():
    """The type tells only where the device does not say."""
    walk = {
        (*IF, 3, 1): 6,
        (*IFX, 17, 1): 2,
        (*IF, 3, 2): 53,
        (*IFX, 17, 2): 1,
        (*IF, 3, 3): 24,
        (*IF, 3, 4): 117,
    }
    assert [port.physical for port in survey_ports(walk)] == [False, True, False, True]

"""The ports of a survey."""

from agent.readers.snmp.poe_ports import PortPower
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


def test_a_port_can_do_what_its_media_name_or_its_name_says():
    """What is plugged into it limits it; without a link 10 Mbit/s is no ability."""
    walk = {
        **{(*IF, 3, n): 6 for n in range(1, 6)},
        **{(*IF, 8, n): 1 for n in (1, 2)},
        (*IFX, 1, 1): b"Gi1",
        (*IFX, 15, 1): 100,
        (*IFX, 1, 2): b"2",
        (*IFX, 15, 2): 100,
        (*IFX, 1, 3): b"3",
        (*IFX, 15, 3): 10,
        (*IFX, 1, 4): b"4",
        (*IFX, 15, 4): 1000,
        (*IFX, 1, 5): b"Te5",
        (*oid("1.3.6.1.2.1.47.1.1.1.1.2"), 9): b"1000BaseSX SFP",
        (*oid("1.3.6.1.2.1.47.1.1.1.1.5"), 9): 10,
        (*oid("1.3.6.1.2.1.47.1.1.1.1.7"), 9): b"Te5",
    }
    found = survey_ports(walk)
    assert [port.capable_bps for port in found] == [
        10**9,
        10**8,
        None,
        10**9,
        10**9,
    ]
    assert found[4].transceiver == "1000BaseSX SFP"


def test_a_partner_is_at_least_as_fast_as_the_link():
    """More than a gigabit cannot be said in the bits of autonegotiation."""
    walk = {(*IF, 3, 1): 6, (*IF, 8, 1): 1, (*IFX, 15, 1): 10_000}
    assert survey_ports(walk, partners={1: 10**9})[0].partner_bps == 10**10
    assert survey_ports(walk)[0].partner_bps is None


def test_an_interface_of_software_can_do_nothing():
    """It has no cable that could be slow."""
    walk = {(*IF, 3, 1): 6, (*IFX, 1, 1): b"vlan1", (*IFX, 15, 1): 1000}
    (port,) = survey_ports(walk)
    assert not port.physical
    assert port.capable_bps is None


def test_narrow_counters_of_a_fast_link_are_doubtful():
    """They go round between two polls."""
    walk = {(*IF, 8, 1): 1, (*IF, 5, 1): 10**9, (*IF, 10, 1): 5}
    assert survey_ports(walk)[0].doubtful
    assert not survey_ports({**walk, (*IF, 5, 1): 10**8})[0].doubtful
    assert not survey_ports({**walk, (*IFX, 6, 1): 5})[0].doubtful


def test_vlans_trees_groups_and_power_belong_to_the_port():
    """By its ifIndex."""
    walk = {
        (*IF, 3, 101): 6,
        (*IF, 3, 200): 161,
        (*oid("1.3.6.1.2.1.17.1.4.1.2"), 1): 101,
        (*oid("1.3.6.1.2.1.17.7.1.4.5.1.1"), 1): 5,
        (*oid("1.3.6.1.2.1.17.7.1.4.3.1.2"), 9): b"\x80",
        (*oid("1.3.6.1.2.1.17.2.15.1.3"), 1): 5,
        (*oid("1.2.840.10006.300.43.1.2.1.1.13"), 101): 200,
        (*oid("1.3.6.1.2.1.26.5.1.1.1"), 101, 1): 2,
    }
    power = {101: PortPower(True, True, "delivering", 4, 7.5)}
    port = survey_ports(walk, power=power)[0]
    assert (port.vlan, port.tagged, port.stp) == (5, (9,), "forwarding")
    assert (port.aggregate, port.auto_negotiation) == (200, False)
    assert (port.poe.watts, port.poe.class_) == (7.5, 4)

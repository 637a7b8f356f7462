"""Interface types."""

from agent.readers.snmp.interface_types import (
    ETHERNET,
    LAG,
    NAMES,
    VIRTUAL,
    speed_of_type,
)


def test_ethernet_is_the_one_type_and_four_that_were_withdrawn():
    """Old devices still say them; that of print servers is too rare for a name."""
    assert {NAMES.get(number) for number in ETHERNET} == {
        "ethernetCsmacd",
        None,
        "fastEther",
        "fastEtherFX",
        "gigabitEthernet",
    }
    assert 7 in ETHERNET


def test_a_type_may_be_that_of_no_plug_or_of_a_speed():
    """No Ethernet is virtual; two old types stand for a speed."""
    assert LAG in VIRTUAL
    assert not VIRTUAL & ETHERNET
    assert speed_of_type(62) == 100_000_000
    assert speed_of_type(117) == 1_000_000_000
    assert speed_of_type(6) is None
    assert speed_of_type(None) is None

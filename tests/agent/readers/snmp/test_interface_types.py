"""Interface types."""

from agent.readers.snmp.interface_types import ETHERNET, NAMES


def test_ethernet_is_the_one_type_and_three_that_were_withdrawn():
    """Old switches still say them."""
    assert {NAMES[number] for number in ETHERNET} == {
        "ethernetCsmacd",
        "fastEther",
        "fastEtherFX",
        "gigabitEthernet",
    }

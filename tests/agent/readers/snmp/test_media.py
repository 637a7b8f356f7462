"""Speeds of media, by number and by name."""

import pytest

from agent.readers.snmp.media import (
    speed_negotiated,
    speed_of_type,
    speed_of_types,
    speed_of_words,
)

M, G = 10**6, 10**9


@pytest.mark.parametrize(
    ("name", "speed"),
    [
        ("GigabitEthernet1/0/1", G),
        ("gigabitEthernet 1/0/25 : copper", G),
        ("Gi0/1", G),
        ("ge-0/0/47", G),
        ("GigaEthernet0/5", G),
        ("FastEthernet0", 100 * M),
        ("Fa0/24", 100 * M),
        ("TenGigabitEthernet1/1/4", 10 * G),
        ("Ten-GigabitEthernet1/0/49", 10 * G),
        ("XGigabitEthernet0/0/1", 10 * G),
        ("TGigaEthernet1/1", 10 * G),
        ("xe-0/0/3", 10 * G),
        ("sfp-sfpplus1", 10 * G),
        ("10GE1/0/1", 10 * G),
        ("Twe1/0/1", 25 * G),
        ("FortyGigabitEthernet1/1/2", 40 * G),
        ("HundredGigE1/0/1", 100 * G),
        ("Tw1/0/3", 2500 * M),
        ("HP  100/1000BASE-T Port", G),
        ("10/100BASE-TX", 100 * M),
        ("10/100/1000BASE-T", G),
        ("1000BaseSX SFP", G),
        ("SFP-10G-SR", 10 * G),
        ("Slot: 0 Port: 10 Gigabit - Level", G),
        ("Ethernet Interface", None),
        ("port1.1.1", None),
        ("eth0", None),
        ("D-Link DES-3200-18 R4.04.004 Port 10", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_tells_the_speed(name, speed):
    """The number of a port in it does not."""
    assert speed_of_words([name]) == speed


def test_the_fastest_of_several_names_counts():
    """The name and what ENTITY-MIB calls the port."""
    assert speed_of_words(["1", None, "10GBASE-T", "Gi1"]) == 10 * G


def test_types_and_capabilities_have_the_numbers_of_iana():
    """Of autonegotiation the first sixteen only."""
    assert speed_of_type(30) == G
    assert speed_of_type(16) == 100 * M
    assert speed_of_type(9999) is None
    assert speed_of_type(None) is None
    assert speed_of_types(b"\x00\x20\x80\x02") == G  # 10, 16, 30
    assert speed_negotiated(b"\x6c\x00") == 100 * M
    assert speed_negotiated(b"\x6c\x01") == G
    assert speed_negotiated(b"\x80\x00") is None
    assert speed_negotiated(7) is None

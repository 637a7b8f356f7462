"""The system group."""

import msgspec
import pytest

from agent.readers.snmp.rows import oid
from agent.readers.snmp.system import read_system, read_uptime_s

WALK = {
    oid("1.3.6.1.2.1.1.1.0"): b"Switch\r\nVersion 1",
    oid("1.3.6.1.2.1.1.2.0"): oid("1.3.6.1.4.1.9.1.617"),
    oid("1.3.6.1.2.1.1.3.0"): 12_345,
    oid("1.3.6.1.2.1.1.5.0"): b"sw1",
    oid("1.3.6.1.2.1.1.7.0"): 6,
}


def test_the_system_group_is_read_with_the_names_of_the_mib():
    """The octets of a text with line ends stand beside it."""
    assert msgspec.to_builtins(read_system(WALK)) == {
        "sysDescr": "Switch\r\nVersion 1",
        "sysObjectID": "1.3.6.1.4.1.9.1.617",
        "sysUpTime": 12_345,
        "sysContact": None,
        "sysName": "sw1",
        "sysLocation": None,
        "sysServices": 6,
        "sysUpTimeSeconds": 123.45,
        "rawHex": {"sysDescr": b"Switch\r\nVersion 1".hex()},
    }


def test_a_device_that_says_nothing_has_no_value():
    """Nothing is ever zero because it is missing."""
    assert set(msgspec.to_builtins(read_system({})).values()) == {None}


@pytest.mark.parametrize(
    ("also", "seconds"),
    [
        ({}, 123.45),
        ({oid("1.3.6.1.6.3.10.2.1.3.0"): 60_000_000}, 60_000_000),
        ({oid("1.3.6.1.2.1.25.1.1.0"): 100}, 123.45),
        ({oid("1.3.6.1.2.1.25.1.1.0"): b"junk"}, 123.45),
    ],
)
def test_the_longest_time_that_a_device_names_is_how_long_it_is_up(also, seconds):
    """The other clocks went round, or began with a later start of the agent."""
    assert read_uptime_s({**WALK, **also}) == seconds


def test_a_device_without_clocks_does_not_say_how_long_it_is_up():
    """Not zero."""
    assert read_uptime_s({}) is None

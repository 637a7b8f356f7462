"""A port is found by what its neighbour calls it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.survey import Neighbour, Survey
from collector.topology.port_names import find_port, port_called, same_name
from tests.support.topology_values import mac, port

CISCO = Survey(
    device="c",
    ports=(
        port(10101, "Gi1/0/1", description="GigabitEthernet1/0/1", alias="Lên lõi"),
        port(10102, "Gi1/0/2", description="GigabitEthernet1/0/2", mac=mac(2)),
        port(10201, "Te1/0/1", description="TenGigabitEthernet1/0/1"),
    ),
)
HP = Survey(device="h", ports=tuple(port(n, str(n)) for n in range(1, 25)))


def neighbour(remote="", description=""):
    """Return what is announced of a port."""
    return Neighbour("lldp", 1, "x", remote, description)


@pytest.mark.parametrize(
    ("remote", "description", "index"),
    [
        ("Gi1/0/1", "", 10101),
        ("GigabitEthernet1/0/1", "", 10101),
        ("gigabitethernet 1/0/1", "", 10101),
        ("GE1/0/2", "", 10102),
        ("Te1/0/1", "", 10201),
        ("TenGigE1/0/1", "", 10201),
        (mac(2), "", 10102),
        ("10102", "", 10102),
        ("2", "", 10102),
        ("Lên lõi", "", 10101),
        ("unknown", "Gi1/0/2", 10102),
        ("", "Cisco IOS, GigabitEthernet1/0/2 Interface", 10102),
        ("unknown", "", None),
        ("", "", None),
        ("Gi1/0/9", "", None),
        ("9999999", "", None),
    ],
)
def test_a_port_is_found_by_any_of_its_names(remote, description, index):
    """By full and short names, addresses, numbers and words of a description."""
    assert find_port(CISCO, neighbour(remote, description)) == index


def test_a_number_is_a_name_where_ports_are_called_by_numbers():
    """Before it is an ifIndex or a place."""
    assert find_port(HP, neighbour("24")) == 24
    assert port_called(HP.ports, "7") == 7


def test_a_name_that_two_ports_have_tells_none():
    """Nobody guesses."""
    ports = (port(1, alias="same"), port(2, alias="same"))
    assert port_called(ports, "same") is None
    twins = Survey(device="t", ports=(port(1, mac=mac(1)), port(2, mac=mac(1))))
    assert find_port(twins, neighbour(mac(1))) is None


def test_short_names_stand_for_long_ones_of_the_same_number():
    """Other letters or another number are another interface."""
    assert same_name("XGE0/0/1", "XGigabitEthernet0/0/1")
    assert not same_name("Gi1/0/1", "TenGigabitEthernet1/0/1")
    assert not same_name("Gi1/0/1", "Gi1/0/11")
    assert not same_name("", "Gi1/0/1")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_announcement_is_one_of_the_ports_or_none(remote, description):
    """Never an error, never a port that is not there."""
    found = find_port(CISCO, neighbour(remote, description))
    assert found in {None, *(p.index for p in CISCO.ports)}


@given(st.text("ab -_/1", max_size=30), st.text("ab -_/1", max_size=30))
def test_names_are_compared_alike_from_both_sides(one, other):
    """Whatever they are."""
    assert same_name(one, other) == same_name(other, one)


def test_a_name_that_is_nearly_one_takes_no_long_time():
    """A hundred thousand letters would take hours if each were a new beginning."""
    assert not same_name("a" + " " * 100_000 + "!", "a1")
    assert not same_name("a " * 50_000 + "!", "a1")
    assert same_name("a" + " " * 100_000 + "1", "a1")

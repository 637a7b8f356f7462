"""Network interfaces of Linux."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.interfaces import (
    choose,
    interfaces,
    parse_net_dev,
    speed_bytes,
)
from tests.support.trees import LINUX_PC


def test_a_recorded_pc_has_a_cable_and_a_radio():
    """What has no hardware behind it does not count."""
    wired, radio = interfaces(root=LINUX_PC)
    assert wired.name == "enp3s0"
    assert wired.speed_bytes == 12_500_000
    assert wired.full_duplex is False
    assert (wired.mtu, wired.up, wired.carrier_changes) == (1500, True, 7)
    assert wired.counts["receive_errors"] == 3
    assert wired.counts["transmit_drops"] == 2
    assert (radio.speed_bytes, radio.full_duplex, radio.up) == (None, None, False)


def test_in_a_container_the_ordinary_names_count():
    """Without hardware, bridges and pairs of containers are still left out."""
    names = ["lo", "eth0", "docker0", "veth1", "br-12", "ifb0"]
    assert choose(names, frozenset()) == ["eth0"]


def test_an_impossible_speed_is_unknown():
    """0, -1 and a full 32-bit word are a driver's ways to shrug."""
    assert [speed_bytes(x) for x in ("0", "-1", "4294967295", "", None)] == [None] * 5
    assert speed_bytes("1000\n") == 125_000_000


def test_a_machine_without_the_file_has_no_interface(tmp_path):
    """Nothing to read is no failure."""
    assert interfaces(root=tmp_path) == []


@given(st.one_of(st.text(), st.text("0123456789 eth:\n-")))
def test_no_text_makes_the_parser_fail(junk):
    """Only natural counters come out."""
    for counts in parse_net_dev(junk).values():
        assert all(count >= 0 for count in counts.values())

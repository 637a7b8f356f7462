"""Network cards of Linux."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_network import fastest, read_interfaces, supported_modes
from tests.agent.readers.linux.test_routes import (
    FIB_TRIE,
    IF_INET6,
    IPV6_ROUTE,
    ROUTE,
)
from tests.support.trees import NEEDS_LINKS


@NEEDS_LINKS
def test_cards_are_read_and_virtual_interfaces_left_out(tmp_path):
    """A card has a device; a bridge or a tunnel has none."""
    card = tmp_path / "sys/class/net/enp3s0"
    (card / "device").mkdir(parents=True)
    (card / "device/driver").symlink_to("/sys/bus/pci/drivers/r8169")
    (card / "address").write_text("f4:6d:04:97:2d:3e\n")
    (tmp_path / "sys/class/net/docker0").mkdir()
    cards = read_interfaces(tmp_path, modes=lambda _: b"\x2f\0\0\0")
    assert list(cards) == ["enp3s0"]
    assert cards["enp3s0"].mac == "f4:6d:04:97:2d:3e"
    assert cards["enp3s0"].driver == "r8169"
    assert cards["enp3s0"].capable_bps == 1_000_000_000
    assert read_interfaces(tmp_path / "nothing") == {}


@NEEDS_LINKS
def test_a_card_has_the_addresses_of_what_is_made_of_it(tmp_path):
    """A bridge on a host of virtual machines, a VLAN on that."""
    net = tmp_path / "sys/class/net"
    (net / "enp3s0/device").mkdir(parents=True)
    (net / "enp4s0/device").mkdir(parents=True)
    for lower, upper in (("enp3s0", "br0"), ("br0", "br0.5"), ("br0.5", "enp3s0")):
        (net / upper).mkdir(exist_ok=True)
        (net / lower / f"upper_{upper}").symlink_to(net / upper)
    proc = tmp_path / "proc/net"
    proc.mkdir(parents=True)
    (proc / "fib_trie").write_text(FIB_TRIE)
    (proc / "route").write_text(ROUTE.replace("eth0", "br0").replace("wlan0", "br0.5"))
    (proc / "if_inet6").write_text(IF_INET6.replace("eth0", "br0"))
    (proc / "ipv6_route").write_text(IPV6_ROUTE.replace("eth0", "br0"))
    cards = read_interfaces(tmp_path, modes=lambda _: None)
    assert cards["enp3s0"].addresses == "10.10.2.7/24 192.168.9.9/16 fd00::2/64"
    assert cards["enp3s0"].gateway == "10.10.2.1 fe80::1 192.168.0.1"
    assert cards["enp4s0"].addresses is None
    assert "none now" in cards["enp4s0"].reasons["addresses"]


def test_the_fastest_mode_counts():
    """A card of 2.5 Gbit/s has bit 47 set; without a known bit nothing is known."""
    assert fastest((1 << 47 | 0x2F).to_bytes(8, "little")) == 2_500_000_000
    assert fastest(b"\0\x20") is None


def test_a_card_that_is_not_there_supports_nothing_known():
    """The kernel's refusal is no error."""
    assert supported_modes("nothere0") is None


@given(st.binary(max_size=64))
def test_any_mask_is_read(mask):
    """Unknown bits change nothing."""
    assert (fastest(mask) or 0) >= 0

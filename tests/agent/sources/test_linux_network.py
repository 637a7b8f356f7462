"""Network cards of Linux."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_network import fastest, read_interfaces, supported_modes
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

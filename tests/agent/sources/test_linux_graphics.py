"""Graphics cards and monitors of Linux."""

from hypothesis import given
from hypothesis import strategies as st

from agent.sources.linux_graphics import pci_name, read_displays, read_gpus

IDS = """# comment
1002  AMD
8086  Intel Corporation
\t5916  HD Graphics 620
\t\t17aa 2248  ThinkPad
\t5917  UHD Graphics 620
8087  Other
"""


def test_devices_are_named_by_the_list():
    """Maker and device are looked up; an unknown device keeps its number."""
    assert pci_name(IDS, "8086", "5917") == "Intel Corporation UHD Graphics 620"
    assert pci_name(IDS, "8086", "ffff") == "Intel Corporation ffff"
    assert pci_name(IDS, "1234", "5917") is None


def test_cards_are_read_with_and_without_a_list(tmp_path):
    """Without a list of names a card is known by its numbers."""
    device = tmp_path / "sys/class/drm/card0/device"
    device.mkdir(parents=True)
    (device / "vendor").write_text("0x8086\n")
    (device / "device").write_text("0x5916\n")
    (tmp_path / "sys/class/drm/card0-DP-1").mkdir()
    (tmp_path / "sys/class/drm/card0-DP-1/edid").write_bytes(b"")
    assert read_gpus(tmp_path)["card0"].model == "8086:5916"
    (tmp_path / "usr/share/misc").mkdir(parents=True)
    (tmp_path / "usr/share/misc/pci.ids").write_text(IDS)
    gpu = read_gpus(tmp_path)["card0"]
    assert gpu.model == "Intel Corporation HD Graphics 620"
    assert read_displays(tmp_path) == {}


@given(st.text())
def test_any_list_is_searched(text):
    """A list that is none has no names."""
    pci_name(text, "8086", "5916")

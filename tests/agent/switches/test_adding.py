"""What a device is called in the settings, and when it may not be written there."""

import pytest

from agent.shared.switch_settings import DeviceSettings, SwitchSettings
from agent.shared.toml import SettingsError
from agent.switches.adding import block, free_name, refuse_twice


@pytest.mark.parametrize(
    ("said", "taken", "name"),
    [
        ("core", [], "core"),
        (" core \n1", [], "core 1"),
        ("core", ["core"], "core 192.0.2.1"),
        ("", [], "192.0.2.1"),
        ("core", ["core", "core 192.0.2.1"], "192.0.2.1"),
        ("", ["192.0.2.1", "192.0.2.1 2"], "192.0.2.1 3"),
    ],
)
def test_a_device_gets_a_name_of_its_own(said, taken, name):
    """What it calls itself, where nobody else is called so."""
    assert free_name(said, "192.0.2.1", taken) == name


def test_a_name_is_never_too_long():
    """The settings would refuse it."""
    assert len(free_name("x" * 5000, "192.0.2.1", ["x" * 100])) <= 200


def test_a_device_is_not_written_twice():
    """As it is written, or by an address that a name there leads to."""
    settings = SwitchSettings(devices=(DeviceSettings("core", "sw.example"),))
    known = {"192.0.2.1": "core"}
    for address in ("sw.example", "192.0.2.1"):
        with pytest.raises(SettingsError, match="core"):
            refuse_twice(settings, known, ["192.0.2.7", address])
    refuse_twice(settings, known, ["192.0.2.7"])


def test_a_device_is_written_with_its_place():
    """The keys of the settings."""
    device = DeviceSettings("core", "192.0.2.1", "read", room="Tầng 1")
    assert block(device)["room"] == "Tầng 1"
    assert set(block(device)) <= set(DeviceSettings.__struct_fields__)

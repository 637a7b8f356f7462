"""What is wrong with the devices is said with what to do."""

import pytest

from agent.shared.switch_settings import (
    CredentialSettings,
    DeviceSettings,
    SwitchSettings,
)
from agent.sources.snmp.address import AddressError
from agent.sources.snmp.device import (
    Fault,
    GarbledError,
    NoAnswerError,
    WrongCredentialError,
)
from agent.switches.check import examine, secrets_trouble
from agent.switches.once import Once

DEVICE = DeviceSettings("sw1", "192.0.2.1")


@pytest.mark.parametrize(
    ("err", "text", "advice"),
    [
        (NoAnswerError("no answer"), "no answer", "access list"),
        (WrongCredentialError(Fault.AUTH_KEY), "authentication", "credential"),
        (AddressError("192.0.2.1"), "no such address", "DNS"),
        (ImportError("pysnmp"), "pysnmp", "pip install"),
        (GarbledError("empty reply"), "empty reply", "switch read"),
    ],
)
def test_each_trouble_has_its_advice(err, text, advice):
    """With the device and its address."""
    (looked,) = examine(SwitchSettings(), [Once(DEVICE, trouble=err)])
    assert not looked.good
    assert "sw1 (192.0.2.1)" in looked.text
    assert text in looked.text
    assert advice in looked.advice


def test_a_device_that_answers_is_good():
    """By which credential."""
    (looked,) = examine(SwitchSettings(), [Once(DEVICE, credential="read")])
    assert looked.good
    assert "read" in looked.text


def test_secrets_are_looked_at_first(tmp_path):
    """A missing file, and settings without any."""
    missing = CredentialSettings("read", community_file=tmp_path / "none")
    settings = SwitchSettings(credentials=(missing,), devices=(DEVICE,))
    (trouble,) = secrets_trouble(settings)
    assert "switches.credentials.read.community_file" in trouble
    assert not next(iter(examine(settings, []))).good
    (trouble,) = secrets_trouble(SwitchSettings(devices=(DEVICE,)))
    assert "no credential" in trouble
    assert secrets_trouble(SwitchSettings()) == []

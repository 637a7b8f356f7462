"""Tests for ``agent.shared.switch_settings``."""

import pytest

from agent.shared.switch_settings import SwitchSettings
from agent.shared.toml import SettingsError, decode_settings


def read(text: str) -> SwitchSettings:
    """Return the settings in TOML *text*."""
    return decode_settings(text, SwitchSettings, name="agent.toml")


def test_a_device_and_a_credential_are_enough():
    """Everything else has a default."""
    found = read(
        'credentials = [{name = "office", community_file = "/etc/hatang/community"}]\n'
        'devices = [{name = "sw1", address = "192.0.2.1"}]\n'
    )
    assert found.devices[0].credential == ""
    assert found.interval_s == 60


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            'devices = [{name = "a", address = "x", credential = "b"}]',
            "no credential b",
        ),
        (
            'devices = [{name="a", address="x"}, {name="a", address="y"}]',
            "stands twice",
        ),
        ('credentials = [{name = "c"}]', "needs a community_file"),
        ('credentials = [{name = "c", version = "3"}]', "needs a user"),
        (
            'credentials=[{name="c", version="3", user="u", priv_key_file="f"}]',
            "no privacy without authentication",
        ),
        ('devices = [{name = "a", address = "x", community = "secret"}]', "unknown"),
        ("interval_s = 1", "10"),
    ],
)
def test_what_cannot_work_is_said(text, why):
    """The error names what is wrong."""
    with pytest.raises(SettingsError, match=why):
        read(text)

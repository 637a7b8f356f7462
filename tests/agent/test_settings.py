"""What agent.toml may say."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.settings import (
    Settings,
    default_data_directory,
    default_settings_file,
    intervals,
)
from agent.shared.toml import SettingsError, decode_settings


def decode(text):
    """Return the settings that *text* holds."""
    return decode_settings(text, Settings, name="agent.toml")


def test_an_empty_file_is_good():
    """Everything has a default."""
    settings = decode("")
    assert settings.report_interval_s == 60
    assert settings.spool.max_bytes == 200_000_000
    assert settings.data_directory == default_data_directory(sys.platform, {})


def test_everything_may_be_said():
    """All keys at once."""
    settings = decode(
        'data_directory = "/x"\nreport_interval_s = 30\nproxy = "http://a:b@p:3128"\n'
        'language = "vi"\n[log]\nlevel = "debug"\nformat = "json"\n'
        "[spool]\nmax_bytes = 5000000\nmax_age_days = 2\n"
        "[probes.cpu]\ninterval_s = 15\n[probes.disk]\nenabled = false\n"
    )
    assert settings.data_directory == Path("/x")
    assert "a:b" not in repr(settings)
    assert intervals(settings, {"cpu": 60, "disk": 60}, ["cpu", "disk", "new"]) == {
        "cpu": 15,
        "new": 30,
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("report_intervall_s = 5", "report_intervall_s"),
        ("report_interval_s = 1", "report_interval_s"),
        ("[spool]\nmax_bytes = 10", "spool.max_bytes"),
        ("[probes.cpu]\ninterval_s = 0", "probes"),
        ('proxy = "socks://x"', "proxy"),
        ("[", "not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(text, place):
    """The message says where to look."""
    with pytest.raises(SettingsError, match=place):
        decode(text)


def test_an_unknown_probe_is_named():
    """And the known ones are listed."""
    settings = decode("[probes.cpuu]\nenabled = false")
    with pytest.raises(SettingsError, match=r"probes\.cpuu.*cpu, disk"):
        intervals(settings, {}, ["cpu", "disk"])


@given(st.text() | st.dictionaries(st.text(), st.integers()).map(str))
def test_junk_is_a_settings_error_and_nothing_else(text):
    """Whatever stands in the file."""
    with suppress(SettingsError):
        decode(text)


def test_windows_has_its_own_places():
    """Under ProgramData, wherever that is."""
    environ = {"ProgramData": "D:/PD"}
    assert "D:/PD" in default_data_directory("win32", environ).as_posix()
    assert "agent.toml" in str(default_settings_file("win32", environ))
    assert default_settings_file("linux", {}) == Path("/etc/hatang/agent.toml")

"""The collector's settings."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.shared.toml import SettingsError, decode_settings
from collector.settings import CollectorSettings

REFUSED = {
    "organization = 'A'": "organization",
    "language = 'fr'": "language",
    "urls = ['http://a']": "https",
    "urls = ['https://a/path']": "https",
    "urls = ['https://a:99999']": "99999",
    "report_interval_s = 0": "report_interval_s",
    "[retention]\nreport_days = -1": "retention.report_days",
    "[limits]\nbody_bytes = 10": "limits.body_bytes",
    "[office_hours]\ntimezone = 'Mars'": "Mars",
    "[office_hours]\nranges = ['9-17']": "office_hours",
    "urls = [": "not TOML",
}


def test_an_empty_file_means_safe_defaults():
    """Nobody has to write one."""
    found = decode_settings("", CollectorSettings, name="x")
    assert found == CollectorSettings()
    assert found.retention.rollup_days > 730


def test_every_section_can_be_set():
    """What stands in the file holds."""
    text = (
        "urls = ['https://giam-sat.example:9847']\nlanguage = 'vi'\n"
        "[retention]\nreport_days = 10\n[limits]\nqueued_reports = 200\n"
        "[office_hours]\nranges = ['08:00-12:00', '13:00-17:00']\n"
        "holidays = [2027-02-06]\n"
    )
    found = decode_settings(text, CollectorSettings, name="x")
    assert (found.language, found.retention.report_days) == ("vi", 10)
    assert len(found.office_hours.ranges) == 2


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_wrong_is_refused_with_its_place(text):
    """The error names the file and the key."""
    with pytest.raises(SettingsError, match=REFUSED[text]) as caught:
        decode_settings(text, CollectorSettings, name="collector.toml")
    assert str(caught.value).startswith("collector.toml: ")


@given(st.text(max_size=120))
def test_any_text_is_settings_or_an_error(text):
    """Nothing but SettingsError comes out of junk."""
    with contextlib.suppress(SettingsError):
        decode_settings(text, CollectorSettings, name="x")

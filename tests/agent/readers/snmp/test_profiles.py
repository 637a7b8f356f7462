"""The shape of profiles, and the ones that are shipped."""

import pytest

from agent.readers.snmp.profiles import Profiles, shipped
from agent.shared.toml import SettingsError, decode_settings

START = '[[profile]]\nos = "x"\ntype = "network"\n'


def test_the_shipped_profiles_are_in_shape():
    """Each says which devices it is for; every system has at least one rule or MIB."""
    known = shipped()
    assert len(known.profile) > 30
    assert known.hardware
    assert known.version
    assert known.serial


def test_no_profile_stands_behind_one_that_takes_all_its_devices():
    """A wider net first would catch what the narrower one is for."""
    wide: list[str] = []
    for profile in shipped().profile:
        for prefix in profile.objects:
            above = [w for w in wide if f"{prefix}.".startswith(f"{w}.")]
            assert not above, f"{profile.os}: {prefix} is never reached"
        if profile.describes is None and profile.has is None:
            wide += profile.objects


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (START, "a profile says which devices it is for"),
        (START + 'describes = "("', "no pattern"),
        (START + 'objects = ["cisco"]', "matching regex"),
        (START + 'has = "1.3"\ncolour = "red"', "unknown field"),
        (START + 'has = "1.3"\nserial = [{ take = [] }]', "length >= 1"),
        (
            START + 'has = "1.3"\nserial = [{ take = ["root.colour"] }]',
            "matching regex",
        ),
        (
            START + 'has = "1.3"\nserial = [{ take = ["sysDescr"], pattern = "x" }]',
            "a pattern has a group",
        ),
        (
            START + 'has = "1.3"\nserial = [{ take = ["1.3"], write = "{0.real}" }]',
            "matching regex",
        ),
        (
            START + 'has = "1.3"\nserial = [{ take = ["1.3"],'
            ' beside = { column = "1.3.*", pattern = "x" } }]',
            "beside is for a column",
        ),
    ],
)
def test_what_is_out_of_shape_is_refused(text, why):
    """A profile can name objects and patterns, and nothing that Python would run."""
    with pytest.raises(SettingsError, match=why):
        decode_settings(text, Profiles, name="profiles.toml")

"""The running Windows, from recordings and made-up registries."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.sources.windows_system import (
    hotfix_day,
    latest,
    operating_system,
    security,
)
from tests.support.wmi_text import RecordedRegistry, Refusing, read_wmi


def test_recorded_systems_are_read(shared):
    """Without a registry WMI answers, in the words of the recording."""
    seen = 0
    for path in (shared / "host-fixtures/windows-wmi").glob("*Win32_Operating*.wmi"):
        text = path.with_name(path.name + ".expected.json").read_text()
        expected = json.loads(text)["expected"]
        found = operating_system(Refusing(), read_wmi(path), [])
        assert f"Microsoft {found.name}" == expected["caption"]
        assert (found.version, found.build) == (
            expected["version"],
            str(expected["build"]),
        )
        assert found.install_date == expected["install_date_utc"][:10]
        seen += 1
    assert seen


def test_windows_11_is_called_so():
    """The registry of Windows 11 says Windows 10; the build decides."""
    registry = RecordedRegistry(
        ProductName="Windows 10 Pro",
        EditionID="Professional",
        DisplayVersion="23H2",
        CurrentBuild="22631",
        UBR=3447,
        InstallDate=1700000000,
    )
    found = operating_system(registry, [], [{"InstalledOn": "3/14/2024"}])
    assert found.name == "Windows 11 Pro"
    assert (found.version, found.build) == ("23H2", "22631.3447")
    assert (found.install_date, found.last_update) == ("2023-11-14", "2024-03-14")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3/14/2024", "2024-03-14"),
        ("20240314", "2024-03-14"),
        ("14-03-2024", "2024-03-14"),
        ("01ca040ebbba5f71", "2009-07-13"),
        ("yesterday", None),
        ("13/13/2024", None),
    ],
)
def test_updates_are_dated_in_four_ways(written, day):
    """All forms that Windows writes are read; others are no date."""
    assert hotfix_day(written) == day


@given(st.text() | st.from_regex(r"[0-9a-fA-F]{16}|\d{8}|\d{14}\.\d{6}[+-]\d{3}"))
def test_any_date_is_read(text):
    """Noise is no date."""
    hotfix_day(text)

    latest([text, None])


def test_security_is_known_or_has_a_reason():
    """Secure Boot comes from the registry, the TPM from its class."""
    tpm = [{"SpecVersion": "2.0, 0, 1.38"}]
    known = security(RecordedRegistry(UEFISecureBootEnabled=1), tpm, "")
    assert (known.secure_boot, known.tpm_version) == (True, "2.0")
    unknown = security(RecordedRegistry(), [], "needs administrator")
    assert unknown.secure_boot is None
    assert unknown.reasons["tpm_version"] == "needs administrator"

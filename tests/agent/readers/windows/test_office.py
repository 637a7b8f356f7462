"""Office programs by their entries; the entries are made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.readers.windows.office import Office, office, office_of_keys, release_name
from agent.readers.windows.reg_file import Key
from agent.readers.windows.registry import Program


def entry(name, version="16.0.4266.1001", *, hidden=False):
    """Return an entry of Uninstall."""
    return Program(name, version, "Microsoft Corporation", None, hidden, "key")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Microsoft Office Professional Plus 2016", None),
        ("Microsoft Office Standard 2010", None),
        ("Microsoft Office Professional Edition 2003", None),
        ("Microsoft Office Professionnel Plus 2013", None),
        ("Microsoft® Office Home and Student 2019 - vi-vn",
         "Microsoft Office Home and Student 2019"),
        ("Microsoft 365 Apps for enterprise - en-us", "Microsoft 365 Apps for enterprise"),
        ("Microsoft 365 - vi-vn", "Microsoft 365"),
        ("Microsoft Visio Professional 2019 - en-us", "Microsoft Visio Professional 2019"),
        ("LibreOffice 7.5.3.2", "LibreOffice"),
        ("WPS Office (12.2.0.13431)", "WPS Office"),
    ],
)  # fmt: skip
def test_a_suite_is_called_by_its_name_without_its_language(name, called):
    """The year stays, for by it the support ends."""
    assert [o.name for o in office([entry(name)])] == [called or name]


@pytest.mark.parametrize(
    "name",
    [
        "Microsoft Office Word MUI (English) 2010",
        "Microsoft Office Proofing Tools 2016 - English",
        "Microsoft Office Office 64-bit Components 2010",
        "Office 16 Click-to-Run Extensibility Component",
        "Security Update for Microsoft Excel 2010 (KB3085609)",
        "Microsoft Visual C++ 2015-2022 Redistributable (x64)",
        "Microsoft Access database engine 2010 (English)",
        "Microsoft Teams Meeting Add-in for Microsoft Office",
        "LibreOffice 24.2 Help Pack (Vietnamese)",
    ],
)
def test_a_part_of_a_suite_is_none(name):
    """Language parts, updates, viewers, run-times."""
    assert office([entry(name)]) == []


def test_a_suite_in_two_languages_is_one():
    """And a component that Windows hides is none."""
    found = office(
        [
            entry("Microsoft Office Standard 2021 - en-us", "16.0.14332.20503"),
            entry("Microsoft Office Standard 2021 - vi-vn", "16.0.14332.20503"),
            entry("Microsoft Office Standard 2016", hidden=True),
        ]
    )
    assert found == [
        Office("Microsoft Office Standard 2021", "16.0", "16.0.14332.20503")
    ]


@pytest.mark.parametrize(
    ("release", "name"),
    [
        ("O365ProPlusRetail", "Microsoft 365 Apps for enterprise"),
        ("O365HomePremRetail", "Microsoft 365"),
        ("ProPlus2021Volume", "Microsoft Office Professional Plus 2021"),
        ("ProPlusRetail", "Microsoft Office Professional Plus 2016"),
        ("VisioPro2019Volume", "Microsoft Visio Professional 2019"),
        ("AccessRuntimeRetail", None),
        ("LanguagePack", None),
    ],
)
def test_a_release_has_the_name_that_people_use(release, name):
    """Those that are no suite have none."""
    assert release_name(release) == name


def test_click_to_run_names_a_suite_that_has_no_entry():
    """Where an entry names one, the entry counts."""
    path = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
    values = {
        "ProductReleaseIds": "O365ProPlusRetail,LanguagePack",
        "VersionToReport": "16.0.17328.20162",
    }
    name = "Microsoft 365 Apps for enterprise"
    assert office_of_keys([Key(path, values)]) == [
        Office(name, "16.0", "16.0.17328.20162")
    ]
    assert office([entry(f"{name} - en-us", None)], values) == [
        Office(name, None, None)
    ]


TEXTS = st.text() | st.sampled_from(["Microsoft Office ", "2016", " - en-us", "16.0.1"])


@given(st.lists(st.lists(TEXTS).map("".join)), st.dictionaries(TEXTS, TEXTS))
def test_any_entries_are_read(names, values):
    """Every name is there once."""
    found = office([entry(name, name) for name in names], values)
    assert len({o.name for o in found}) == len(found)
    for name in names:
        release_name(name)

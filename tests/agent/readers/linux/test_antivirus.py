"""Antivirus products; texts made by hand in their forms."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux.antivirus import read_antivirus

DEFENDER = """healthy                                     : true
app_version                                 : "101.23062.0010"
real_time_protection_enabled                : true [managed]
definitions_version                         : "1.395.30.0"
definitions_updated                         : Aug 09, 2023 at 03:19:13 PM
definitions_status                          : "out_of_date"
tamper_protection                           : "block"
"""
KASPERSKY = """Name:                                     Kaspersky Endpoint Security 11.2.0 for Linux
Version:                                  11.2.0.4528
Last release date of databases:           2021-05-12 12:00:00
Anti-virus databases loaded:              Yes
File Threat Protection:                   {}
"""


def test_defender_in_words():
    """Quotes and marks of management are no part of values."""
    found = read_antivirus(DEFENDER)
    assert (found.name, found.enabled) == ("Microsoft Defender", True)
    assert (found.version, found.definitions) == ("101.23062.0010", "1.395.30.0")
    assert (found.up_to_date, found.definitions_date) == (False, "2023-08-09")
    assert found.tamper_protected is True


@pytest.mark.parametrize(
    ("words", "enabled"),
    [
        ("Available and running", True),
        ("Available and stopped", False),
        ("Unavailable due to licence limitations", None),
    ],
)
def test_what_is_available_need_not_run(words, enabled):
    """Installed is not protected."""
    found = read_antivirus(KASPERSKY.format(words))
    assert found.enabled is enabled
    assert (found.version, found.definitions_date) == ("11.2.0.4528", "2021-05-12")


def test_clamav_prints_one_line():
    """It does not say whether anything runs."""
    found = read_antivirus("ClamAV 1.0.1/26842/Thu Mar  9 08:23:56 2023\n")
    assert (found.version, found.definitions) == ("1.0.1", "26842")
    assert (found.definitions_date, found.enabled) == ("2023-03-09", None)
    assert read_antivirus("ClamAV 1.0.1\n").definitions is None


def test_sophos_prints_a_sentence():
    """Active without on-access scanning does not protect."""
    on = "Sophos Anti-Virus is active (on-access scanning running)\n"
    assert read_antivirus(on).enabled is True
    off = "Sophos Anti-Virus is active (on-access scanning not running)\n"
    assert read_antivirus(off).enabled is False


def test_other_dividers_are_read():
    """Wide gaps and equal signs."""
    found = read_antivirus(
        "Agent state                 Enabled\nAgent version = 23.1.2.9\n"
    )
    assert (found.enabled, found.version) == (True, "23.1.2.9")
    found = read_antivirus("version = 6.44.14107.0, rfm-state=false\n")
    assert found.name == "CrowdStrike Falcon"


def test_eset_lists_modules():
    """The detection engine's number and day."""
    found = read_antivirus("EM002  Detection engine 26735 (20230223)\nversion: 9.1\n")
    assert (found.definitions, found.definitions_date) == ("26735", "2023-02-23")


@pytest.mark.parametrize("text", ["", "{}", "[1]", "{", "hello\n"])
def test_other_texts_are_refused(text):
    """Nothing is taken for a product that is off."""
    with pytest.raises(ReadError):
        read_antivirus(text)


@pytest.mark.parametrize("filler", [" ", "\t", "-", "a ", "- "])
def test_a_long_line_of_nothing_is_read_to_its_end(filler):
    """It must not be tried in every possible part, which would take days."""
    with pytest.raises(ReadError, match="nothing of an antivirus"):
        read_antivirus("x" + filler * (60_000 // len(filler)) + "\n" + filler * 20_000)

"""What devices call themselves is made fit to stand on a page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.web.formats import Formats
from collector.web.i18n import Tongue
from collector.web.lan.words import (
    bare_mac,
    fitting,
    kind_name,
    ranges,
    share,
    short_speed,
    shown,
    speed,
    width_of,
)


@given(st.text(max_size=400))
def test_what_is_shown_is_short_and_turns_nothing_round(text):
    """No control characters, no marks of direction, no towers of accents."""
    said = shown(text, 50)
    assert len(said) <= 50
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in said)
    assert not set(said) & set("\u202e\u202d\u2066\u200f")
    assert shown(said, 50) == said


@given(st.text(max_size=100), st.floats(20, 300))
def test_a_cut_text_fits(text, width):
    """Whatever the letters are."""
    assert width_of(fitting(text, 11, width), 11) <= max(width, width_of("…", 11))


def test_a_text_that_fits_is_left_alone():
    """And one that does not ends in an ellipsis."""
    assert fitting("PC-1", 11, 100) == "PC-1"
    assert fitting("PC-" + "9" * 40, 11, 60).endswith("…")


@pytest.mark.parametrize(
    ("bps", "full", "short"),
    [
        (None, "–", ""),
        (0, "–", ""),
        (10_000_000, "10\u00a0Mb/s", "10M"),
        (1_000_000_000, "1\u00a0Gb/s", "1G"),
        (2_500_000_000, "2.5\u00a0Gb/s", "2.5G"),
        (400, "400\u00a0b/s", "400"),
    ],
)
def test_speeds_are_written_as_they_are_sold(bps, full, short):
    """In full in a table, short on a port."""
    assert speed(Tongue("en"), bps) == full
    assert short_speed(bps) == short


@pytest.mark.parametrize(
    "text", ["AA-BB-CC-00-11-22", "aabb.cc00.1122", "aa:bb:cc:00:11:22", "aabbcc001122"]
)
def test_a_mac_address_is_known_in_any_notation(text):
    """Windows, Cisco, Unix and bare."""
    assert bare_mac(text) == "aabbcc001122"


def test_what_is_no_mac_address_is_none():
    """Too short, or not hexadecimal."""
    assert bare_mac("aa:bb:cc") == ""
    assert bare_mac("zz:bb:cc:00:11:22") == ""


def test_numbers_become_ranges():
    """As people write them."""
    assert ranges([7, 1, 2, 3, 3]) == "1–3, 7"
    assert ranges([]) == ""


def test_small_shares_keep_their_digits():
    """One error in ten thousand is not zero."""
    formats = Formats("en")
    assert share(formats, 0.0) == "0%"
    assert share(formats, 0.0021) == "0.21%"
    assert share(formats, 0.00002) == "0.0020%"
    assert share(formats, 1e-9) == "< 0.0001%"
    assert share(formats, float("nan")) == "–"


def test_an_unknown_kind_is_another_device():
    """A newer agent may know more kinds."""
    assert kind_name(Tongue("en"), "toaster") == "Other device"
    assert kind_name(Tongue("en"), "switch") == "Switch"

"""Words and numbers out of what tools print."""

import pytest

from agent.readers.errors import ReadError
from agent.readers.linux import words


def test_text_comes_from_any_encoding_that_tools_use():
    """UTF-8 with and without mark, UTF-16, and what is neither."""
    assert words.to_text(b"\xef\xbb\xbfa\r\nb") == "a\nb"
    assert words.to_text("đĩa".encode("utf-16")) == "đĩa"
    assert words.to_text(b"\xff\xfa") == "��"


def test_what_is_no_text_is_refused():
    """Zero bytes and floods of lines are not printed by tools."""
    for content in (b"a\0b", b"\n" * 300_000):
        with pytest.raises(ReadError):
            words.to_text(content)


def test_json_is_bounded_in_depth():
    """Neither our recursion nor the decoder's ends the program."""
    for content in (b"[" * 120 + b"]" * 120, b"[" * 100_000, b"{", b"\xff"):
        with pytest.raises(ReadError):
            words.from_json(content)
    assert words.from_json('{"a": [1]}') == {"a": [1]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        (" 12 ", 12),
        (7, 7),
        (True, None),
        ("-1", None),
        ("²", None),
        ("9" * 19, None),
        (None, None),
        (1.5, None),
        ("", None),
        (-3, None),
    ],
)
def test_a_natural_number_is_nothing_else(text, value):
    """Signs, other digits, truth values and floods are no numbers."""
    assert words.natural(text) == value


def test_numbers_are_found_at_the_beginning():
    """Units may follow, more digits than a number has may not."""
    assert words.leading_natural("256 bits") == 256
    assert words.leading_natural("9" * 30) is None
    assert words.leading_natural(None) is None
    assert words.decimal("12,5") == 12.5
    assert words.decimal("nan") is None
    assert words.decimal("x") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ('"no"', False), ("Enabled", True), ("off", False), ("?", None)],
)
def test_yes_and_no_have_many_words(text, value):
    """What is neither is unknown."""
    assert words.boolean(text) is value


def test_the_first_of_a_label_counts():
    """Labels in lower case with single blanks."""
    found = words.pairs("Raid  Level : a\nraid level: b\n: c\nplain")
    assert found == {"raid level": "a"}
    assert words.first(found, "x", "raid level") == "a"
    assert words.first(found, "x") is None


def test_times_are_utc_or_unknown():
    """What does not fit the form is no time."""
    assert words.unix_seconds("1970-01-02", "%Y-%m-%d") == 86400
    assert words.unix_seconds("31.2.", "%Y-%m-%d") is None
    assert words.iso_day(86400) == "1970-01-02"
    assert words.iso_day(1e20) is None
    assert words.iso_day(None) is None

"""Single values of walks."""

import pytest

from agent.readers.snmp.values import number, raw_hex, said, text


@pytest.mark.parametrize(
    ("sent", "shown", "odd"),
    [
        (b"gi1", "gi1", None),
        ("Tầng 2".encode(), "Tầng 2", None),
        (b"\xd6\xd0", "ÖÐ", "d6d0"),
        (b" core \0\0", "core", "20636f7265200000"),
        (b"two\r\nlines", "two\r\nlines", "74776f0d0a6c696e6573"),
        (b"", "", None),
        (7, "7", None),
        ((1, 3, 6), "1.3.6", None),
        (None, None, None),
    ],
)
def test_texts_are_utf_8_or_latin_1(sent, shown, odd):
    """Where the text does not say all octets, they stand beside it."""
    assert (text(sent), raw_hex(sent)) == (shown, odd)


def test_an_empty_text_says_nothing():
    """Blanks and NULs are nothing either."""
    assert said(b" \0") is None
    assert said(b"x") == "x"


@pytest.mark.parametrize("sent", [None, b"7", (7,), 1 << 64, -(1 << 63) - 1])
def test_what_no_counter_holds_is_no_number(sent):
    """Text of digits is text."""
    assert number(sent) is None


def test_a_number_that_is_too_long_is_no_text():
    """Python would refuse to write it."""
    assert text(10**5000) is None


def test_a_counter_of_64_bits_is_a_number():
    """Up to its last value."""
    assert number((1 << 64) - 1) == (1 << 64) - 1

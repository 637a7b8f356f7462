"""smartctl's JSON as plain values."""

import pytest

from agent.readers.errors import MOST_BYTES, ReadError
from agent.readers.smartctl.document import (
    decode_document,
    decode_text,
    natural,
    rows,
    whole,
    words,
)


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"a": "\xc3\xa9"}',
        '{"a": "é"}'.encode("utf-16"),
        b"\xfe\xff" + '{"a": "é"}'.encode("utf-16-be"),
        b'{"a": "\xe9"}',
    ],
)
def test_every_encoding_of_a_redirected_file_is_read(content):
    """PowerShell writes UTF-16, drives hand out bytes that are no UTF-8."""
    assert decode_document(decode_text(content)) == {"a": "é"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"a": NaN}', "[" * 100_000, '{"a":1e999}', "{}}"]
)
def test_what_is_no_object_is_refused(text):
    """The text says why."""
    with pytest.raises(ReadError, match="not the JSON of smartctl"):
        decode_document(text)


def test_what_no_tool_prints_is_not_decoded():
    """A file of any size does no harm."""
    with pytest.raises(ReadError, match="more than any tool"):
        decode_text(b" " * (MOST_BYTES + 1))


def test_numbers_are_read_in_each_form():
    """As numbers, as text, and under the name with _s for 128 bits."""
    big = 2**127
    assert natural({"a": 5}, "a") == 5
    assert natural({"a": "5"}, "a") == 5
    assert natural({"a_s": str(big)}, "a") == big
    assert natural({"a": {"b": 5.0}}, "a", "b") == 5
    assert natural({"a": -5}, "a") is None
    assert natural({"a": True}, "a") is None
    assert natural({"a": [1]}, "a", "b") is None
    assert whole("9" * 50) is None
    assert whole("٣") is None
    assert whole(-3) == -3


def test_texts_lose_padding_and_have_an_end():
    """Of junk there is a limit; an empty text is none."""
    assert words({"a": " x\0 "}, "a") == "x"
    assert words({"a": "  "}, "a") is None
    assert words({"a": "x" * 999}, "a") == "x" * 200
    assert rows({"a": [1, {"b": 1}, None]}, "a") == [{"b": 1}]
    assert rows({"a": {}}, "a") == []

"""Letters on consoles of any code page."""

import codecs
import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.console import decode, prepare

WORDS = "Máy này chưa được đăng ký"


class Terminal(io.TextIOWrapper):
    """A console window."""

    def isatty(self):
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("kind", "platform", "encoding"),
    [
        (io.TextIOWrapper, "win32", "utf-8"),
        (Terminal, "win32", "cp1252"),
        (io.TextIOWrapper, "linux", "cp1252"),
    ],
)
def test_every_letter_can_be_printed(kind, platform, encoding):
    """Files on Windows are UTF-8; elsewhere what is not there is written as a code."""
    raw = io.BytesIO()
    stream = kind(raw, encoding="cp1252")
    prepare([stream], platform=platform)
    stream.write(WORDS)
    stream.flush()
    assert stream.encoding == encoding
    assert raw.getvalue() == WORDS.encode(encoding, "backslashreplace")


def test_a_stream_that_was_replaced_stays():
    """Nothing is asked of what cannot do it."""
    prepare([object()])


@pytest.mark.parametrize(
    "content",
    [
        b"token",
        codecs.BOM_UTF8 + b"token",
        codecs.BOM_UTF16_LE + "token".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "token".encode("utf-16-be"),
    ],
)
def test_files_of_notepad_and_powershell_are_read(content):
    """The mark at the beginning says the encoding and is no part of the text."""
    assert decode(content) == "token"


@given(st.binary())
def test_junk_is_a_text_or_one_error(content):
    """Whatever stands in the file."""
    with contextlib.suppress(UnicodeDecodeError):
        assert isinstance(decode(content), str)

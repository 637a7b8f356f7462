"""Texts from and to a console: Vietnamese letters never end a command."""

import codecs
import sys
from collections.abc import Iterable
from typing import TextIO

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def prepare(streams: Iterable[TextIO] | None = None, *, platform: str = "") -> None:
    """Make standard output and errors take every letter.

    A terminal shows what it can. On Windows a file or a pipe gets UTF-8: the code
    page there (1252, 1258) has no place for many Vietnamese letters, and JSON is
    UTF-8.
    """
    windows = (platform or sys.platform) == "win32"
    for stream in (sys.stdout, sys.stderr) if streams is None else streams:
        change = getattr(stream, "reconfigure", None)
        if change is None:  # replaced by somebody, as tests do
            continue
        if windows and not stream.isatty():
            change(encoding="utf-8", errors="backslashreplace")
        else:
            change(errors="backslashreplace")


def decode(content: bytes) -> str:
    """Return the text of a small file, as editors and shells of Windows write it.

    Raises:
        UnicodeDecodeError: neither UTF-8 nor UTF-16 with its mark.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    return content.decode("utf-8")

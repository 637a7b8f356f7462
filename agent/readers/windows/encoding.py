"""What a Windows console wrote, as text, whatever code page it wrote in.

Own rules instead of a guessing library: the texts are short and mostly ASCII, where
statistics of long texts fail; but few code pages come into question, and the letters of
the right one belong to one language.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from agent.readers.errors import check_size
from agent.readers.windows.alphabets import LANGUAGES, Language

_SAMPLE = 1 << 16
_ENOUGH = 8192
_FALLBACK = "cp1252"
_WORD = re.compile(
    rb"(?<![A-Za-z'-])[A-Za-z'-]*(?:[\x80-\xff][\x30-\x7e]?[A-Za-z'-]*)+"
)
_NEUTRAL = frozenset("\u00a0«»°–—…“”„’‘·±×²³µ•№|")
_MARKS = frozenset("®™©")
_LINE_END = re.compile(r"\r*\n|\r+")
_CODE_PAGES = tuple(dict.fromkeys(p for lang in LANGUAGES for p in lang.code_pages))


def decode_console(content: bytes) -> tuple[str, str]:
    """Return the text of *content*, and the name of the encoding that it is in.

    The name is ``utf-16``, ``utf-8``, ``ascii``, ``gb18030`` or ``cp…``. Whatever cannot
    be decoded becomes U+FFFD; a byte-order mark is not part of the text.

    Raises:
        ReadError: *content* is larger than anything a tool prints.
    """
    check_size(content)
    unicode = _by_mark(content) or _by_zeros(content)
    if unicode is None and b"\x00" in content:
        content = content.replace(b"\x00", b"")
    return unicode or _utf_8(content) or _code_page(content)


def console_lines(text: str) -> list[str]:
    """Return the lines of *text*: a doubled CR before the LF is one line end."""
    return _LINE_END.split(text)


def _by_mark(content: bytes) -> tuple[str, str] | None:
    if content.startswith(codecs.BOM_UTF8):
        return content[3:].decode("utf-8", "replace"), "utf-8"
    if content.startswith(codecs.BOM_UTF16_LE):
        return _utf_16(content[2:], "utf-16-le")
    if content.startswith(codecs.BOM_UTF16_BE):
        return _utf_16(content[2:], "utf-16-be")
    return None


def _by_zeros(content: bytes) -> tuple[str, str] | None:
    """Return UTF-16 without a mark: every other byte of ASCII in it is zero."""
    sample = content[: min(_SAMPLE, len(content) & ~1)]
    high, low = sample[1::2].count(0), sample[::2].count(0)
    if high > 4 * low:
        return _utf_16(content, "utf-16-le")
    if low > 4 * high:
        return _utf_16(content, "utf-16-be")
    return None


def _utf_16(content: bytes, codec: str) -> tuple[str, str]:
    whole = content[: len(content) & ~1]  # a cut recording may end in half a unit
    return whole.decode(codec, "replace").replace("\x00", ""), "utf-16"


def _utf_8(content: bytes) -> tuple[str, str] | None:
    if content.isascii():
        return content.decode("ascii"), "ascii"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(content)
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    bad = text.count("\ufffd")
    return (text, "utf-8") if good > 8 * bad else None


def _code_page(content: bytes) -> tuple[str, str]:
    words = b"\n".join(_WORD.findall(content[: 64 * _ENOUGH]))[:_ENOUGH]
    best, chosen = 0.0, _FALLBACK
    for page in _CODE_PAGES:
        text = _strict(words, page)
        score = max(_scores(text, page)) if text else 0.0
        if score > best + 1e-6:
            best, chosen = score, page
    return _final(content.decode(chosen, "replace"), chosen), chosen


def _strict(words: bytes, page: str) -> str | None:
    """Return *words*, the last of which may be cut, or None if they are not *page*."""
    try:
        text = codecs.getincrementaldecoder(page)("strict").decode(words)
    except UnicodeDecodeError:
        return None
    return _final(text, page)


def _final(text: str, page: str) -> str:
    # cp1258 writes tones as marks of their own; everybody else compares whole letters
    return unicodedata.normalize("NFC", text) if page == "cp1258" else text


def _scores(text: str, page: str) -> Iterator[float]:
    """Yield how well *text* reads, from -2 to 1, in each language of the *page*."""
    foreign = [(i, c) for i, c in enumerate(text) if c > "\x7f"]
    yield 0.0
    for language in LANGUAGES:
        if page in language.code_pages and foreign:
            points = sum(_point(text, i, c, language) for i, c in foreign)
            yield points / len(foreign)


def _point(text: str, place: int, letter: str, language: Language) -> float:
    before = text[place - 1] if place else "\n"
    if letter in _MARKS:
        return 0.5 if before.isalpha() else 0.0
    if letter in _NEUTRAL:
        return 0.0
    small = letter.lower()
    if small in language.common or letter in language.common:
        point = 1.0
    elif small in language.rare:
        point = 0.6
    elif language.wide and letter.isalpha():
        point = 0.4
    else:
        return -1.0
    if letter != small and before.islower():
        point -= 1.5  # a capital inside a word: systŠme
    elif not language.wide and not _latin(letter):
        after = text[place + 1] if place + 1 < len(text) else "\n"
        capitals = letter != small and before > "\x7f" and before.isupper()
        point -= 1.0 if _touches_ascii(before, after) else 0.3 * capitals
    return point


def _touches_ascii(before: str, after: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in (before, after))


def _latin(letter: str) -> bool:
    return letter < "\u0250" or "\u1e00" <= letter < "\u1f00"

"""Which letters the shipped fonts have; what they lack would vanish without a word."""

import re
import struct
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Liberation Serif"
MISSING = "\u25a1"  # an empty box
_LONG_WORD = re.compile(r"\S{31,}")
_STEP = 15
_BREAK = "\u200b"  # an invisible place to end a line


def printed(text: str) -> str:
    """Return *text* as the fonts can show it.

    A letter that they lack becomes an empty box, controls become spaces; a word of more
    than 30 letters may be broken.
    """
    known = _letters()
    plain = "".join(
        letter if ord(letter) in known else _other(letter) for letter in text
    )
    return _LONG_WORD.sub(lambda match: _broken(match[0]), plain.strip())


def _other(letter: str) -> str:
    if letter == "\n":
        return "\n"
    return MISSING if letter.isprintable() else " "


def _broken(word: str) -> str:
    parts = [word[start : start + _STEP] for start in range(0, len(word), _STEP)]
    return _BREAK.join(parts)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Return the code points that all four faces have."""
    faces = [_cmap(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*faces)


def _cmap(font: bytes) -> frozenset[int]:
    """Return the code points of a TrueType file (OpenType's ``cmap``, format 4)."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = {
        tag: offset
        for tag, _sum, offset, _size in struct.iter_unpack(
            ">4sIII", font[12 : 12 + 16 * count]
        )
    }
    start = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    for platform, encoding, offset in struct.iter_unpack(
        ">HHI", font[start + 4 : start + 4 + 8 * count]
    ):
        if (platform, encoding) == (3, 1):
            return _format_4(font, start + offset)
    raise ValueError("the font has no Unicode table")


def _format_4(font: bytes, start: int) -> frozenset[int]:
    (segments,) = struct.unpack_from(">H", font, start + 6)
    size = segments  # bytes of one array: two for each segment
    end_codes = start + 14
    shape = f">{segments // 2}H"
    ends = struct.unpack_from(shape, font, end_codes)
    begins = struct.unpack_from(shape, font, end_codes + size + 2)
    deltas = struct.unpack_from(shape, font, end_codes + 2 * size + 2)
    ranges_at = end_codes + 3 * size + 2
    ranges = struct.unpack_from(shape, font, ranges_at)
    found = set()
    for index, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        for code in range(begin, min(end, 0xFFFE) + 1):
            glyph = code
            if ranges[index]:
                place = ranges_at + 2 * index + ranges[index] + 2 * (code - begin)
                (glyph,) = struct.unpack_from(">H", font, place)
                if glyph == 0:
                    continue
            if (glyph + deltas[index]) & 0xFFFF:
                found.add(code)
    return frozenset(found)

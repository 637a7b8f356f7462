"""smartctl's JSON as plain values: decoded within bounds, asked without surprises."""

import codecs
import re
from typing import Any

import msgspec

from agent.readers.errors import ReadError, check_size

Document = dict[str, Any]

MOST_DIGITS = 40  # 128 bits have 39
MOST_TEXT = 200
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode_text(content: bytes | str) -> str:
    """Return *content* as text: UTF-8, UTF-16 with a mark, else one byte a letter.

    Raises:
        ReadError: it is larger than anything a tool prints.
    """
    check_size(content)
    if isinstance(content, str):
        return content.lstrip("\ufeff")
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def decode_document(text: str) -> Document:
    """Return the JSON object that *text* is.

    Raises:
        ReadError: it is none.
    """
    try:
        found = msgspec.json.decode(text.strip().encode("utf-8", "replace"))
    except (msgspec.MsgspecError, ValueError) as err:
        raise ReadError(f"not the JSON of smartctl: {err}"[:MOST_TEXT]) from err
    except RecursionError as err:
        raise ReadError("not the JSON of smartctl: nested too deeply") from err
    if not isinstance(found, dict):
        raise ReadError("not the JSON of smartctl: no object")
    return found


def inside(document: Any, *path: str) -> Any:
    """Return what stands at *path*, or None where a step is missing."""
    for name in path:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def part(document: Any, *path: str) -> Document:
    """Return the object at *path*, empty where there is none."""
    found = inside(document, *path)
    return found if isinstance(found, dict) else {}


def rows(document: Any, *path: str) -> list[Document]:
    """Return the objects of the array at *path*."""
    found = inside(document, *path)
    return [row for row in found if isinstance(row, dict)] if _is_list(found) else []


def whole(value: Any) -> int | None:
    """Return the whole number that *value* is: as such, as ``5.0`` or as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**MOST_DIGITS else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else None
    if isinstance(value, str) and len(value) <= MOST_DIGITS:
        digits = value.strip()
        return int(digits) if re.fullmatch(r"-?[0-9]+", digits, re.ASCII) else None
    return None


def natural(document: Any, *path: str) -> int | None:
    """Return the natural number at *path*.

    smartctl prints what JSON's readers would round (128-bit counters) as text under the
    same name with ``_s``.
    """
    *way, name = path
    found = part(document, *way) if way else document
    if not isinstance(found, dict):
        return None
    for key in (name, f"{name}_s"):
        value = whole(found.get(key))
        if value is not None:
            return value if value >= 0 else None
    return None


def words(document: Any, *path: str) -> str | None:
    """Return the text at *path* without padding; None if there is none, or too much."""
    found = inside(document, *path)
    if not isinstance(found, str):
        return None
    found = found.replace("\0", " ").strip()
    return found[:MOST_TEXT] or None


def truth(document: Any, *path: str) -> bool | None:
    """Return the truth value at *path*."""
    found = inside(document, *path)
    return found if isinstance(found, bool) else None


def _is_list(value: Any) -> bool:
    return isinstance(value, list)

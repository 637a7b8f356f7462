"""What the values of WMI rows mean, whoever wrote them: COM, wmic, or PowerShell.

COM gives numbers, truth values and tuples; ``wmic`` writes all of it as text, arrays as
``{"a","b"}``; PowerShell writes words in place of many numbers.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agent.readers.placeholders import clean

Row = Mapping[str, Any]
Rows = Sequence[Row]

_MOST_ITEMS = 4096
_ITEM = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^",][^,]*))\s*(?:,|$)')


def natural(value: object) -> int | None:
    """Return the natural number that WMI means: as text, as a number, or none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if value >= 0 else None
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,20}", text) else None


def whole(value: object) -> int | None:
    """Return the number that *value* is, which may be negative, or None."""
    if isinstance(value, str) and value.strip().startswith("-"):
        size = natural(value.strip()[1:])
        return None if size is None else -size
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return natural(value)


def flag(value: object) -> bool | None:
    """Return the truth value that WMI means, as such or as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return None


def text(value: object) -> str | None:
    """Return *value* without padding if it is text that says something."""
    return value.strip() or None if isinstance(value, str) else None


def word(value: object) -> str | None:
    """Return *value* if it is text, and none that firmware leaves in place of text."""
    return clean(text(value))


def named(value: object, words: Mapping[int, str]) -> str | None:
    """Return the word for a number, or the word itself where *value* is one of them."""
    number = natural(value)
    if number is not None:
        return words.get(number)
    written = (text(value) or "").casefold()
    return next((w for w in words.values() if w.casefold() == written), None)


def items(value: object) -> list[str]:
    """Return the elements of an array, as text; none if *value* is no array."""
    if isinstance(value, str):
        inner = value.strip()
        if not (inner.startswith("{") and inner.endswith("}")):
            return []
        parts = [quoted or plain for quoted, plain in _ITEM.findall(inner[1:-1])]
        return [part.strip() for part in parts[:_MOST_ITEMS]]
    if isinstance(value, (list, tuple)):
        return [str(part) for part in value[:_MOST_ITEMS] if part is not None]
    return []

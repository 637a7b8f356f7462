"""Words, numbers and pairs out of what tools print; nothing here trusts its input."""

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from agent.readers.errors import ReadError, check_size

MOST_LINES = 200_000
MOST_LINE = 1 << 16
_DEEPEST = 100


def to_text(content: bytes | str) -> str:
    """Return *content* as text with plain line ends; what is no UTF-8 is replaced.

    Raises:
        ReadError: it is larger than anything a tool prints, or is no text. Only JSON
            may have long lines: patterns are searched for in all others.
    """
    check_size(content)
    if isinstance(content, bytes):
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            content = content.decode("utf-16", "replace")
        else:
            content = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if "\0" in content:
        raise ReadError("this is no text: it holds zero bytes")
    text = content.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise ReadError(f"more than {MOST_LINES} lines")
    if len(text) > MOST_LINE and not text.lstrip().startswith(("{", "[")):
        longest = max(map(len, text.split("\n")))
        if longest > MOST_LINE:
            raise ReadError(f"a line of {longest} characters")
    return text


def from_json(content: bytes | str) -> Any:
    """Return the JSON document *content*, nested no deeper than tools print.

    Raises:
        ReadError: it is no JSON, or too large or too deep.
    """
    check_size(content)
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as err:
        raise ReadError(f"no JSON: {err}") from err
    _check_depth(found, 0)
    return found


def _check_depth(value: Any, depth: int) -> None:
    if depth > _DEEPEST:
        raise ReadError(f"JSON is nested deeper than {_DEEPEST} levels")
    inner: Iterator[Any] = iter(())
    if isinstance(value, dict):
        inner = iter(value.values())
    elif isinstance(value, list):
        inner = iter(value)
    for part in inner:
        _check_depth(part, depth + 1)


def natural(text: Any) -> int | None:
    """Return the natural number that *text* is, up to 18 digits, or None."""
    if isinstance(text, int) and not isinstance(text, bool):
        return text if 0 <= text < 10**18 else None
    if not isinstance(text, str):
        return None
    text = text.strip()
    fits = len(text) <= 18 and text.isascii() and text.isdigit()
    return int(text) if fits else None


def leading_natural(text: str | None) -> int | None:
    """Return the natural number at the beginning of *text*, or None."""
    found = re.match(r"\s*([0-9]{1,18})(?![0-9])", text or "")
    return int(found[1]) if found else None


def decimal(text: str | None) -> float | None:
    """Return the finite number that *text* is; a comma may stand for the point."""
    try:
        value = float((text or "").strip().replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def boolean(text: Any) -> bool | None:
    """Return what yes, no, true, 1, on, enabled and the like mean, or None."""
    if isinstance(text, bool):
        return text
    word = str(text).strip().strip("\"'").lower()
    if word in {"1", "yes", "true", "on", "enabled", "always"}:
        return True
    return False if word in {"0", "no", "false", "off", "disabled"} else None


def pairs(text: str, *, divider: str = ":") -> dict[str, str]:
    """Return ``Label: value`` lines, labels in lower case; the first of a label counts.

    White space within label and value is made single blanks.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        label, sign, value = line.partition(divider)
        name = " ".join(label.split()).lower()
        if sign and name:
            found.setdefault(name, " ".join(value.split()))
    return found


def first(found: dict[str, str], *labels: str) -> str | None:
    """Return the value of the first of *labels* that has one."""
    return next((found[label] for label in labels if found.get(label)), None)


def unix_seconds(text: str | None, form: str) -> float | None:
    """Return the time *text*, written as *form* and taken as UTC, or None."""
    try:
        return datetime.strptime(text or "", form).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None


def iso_day(seconds: float | None) -> str | None:
    """Return the UTC day of *seconds* of Unix time as yyyy-mm-dd, or None."""
    if seconds is None or not 0 <= seconds < 2**33:
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()

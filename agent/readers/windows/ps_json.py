"""Reads what PowerShell's ConvertTo-Json prints."""

from typing import Any

import msgspec

from agent.readers.errors import ReadError, check_size

MOST_ROWS = 20_000


def read_json(text: str) -> list[dict[str, Any]]:
    """Return the objects in *text*: a single result is an object, several are an array.

    Raises:
        ReadError: it is no JSON, or larger or deeper than any command's output.
    """
    check_size(text)
    try:
        found = msgspec.json.decode(text.strip("\ufeff \t\r\n\x00").encode())
    except (msgspec.DecodeError, RecursionError, UnicodeError) as err:
        raise ReadError(f"no JSON: {err}") from err
    return [row for row in _unwrapped(found)[:MOST_ROWS] if isinstance(row, dict)]


def _unwrapped(found: Any) -> list[Any]:
    """Return the rows; PowerShell at times prints an array as value and Count."""
    if isinstance(found, dict) and set(found) == {"value", "Count"}:
        found = found["value"]
    return found if isinstance(found, list) else [found]

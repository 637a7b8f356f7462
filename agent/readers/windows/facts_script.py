"""Reads what facts.ps1 printed: the rows of WMI classes, as COM would have given them."""

from collections.abc import Mapping
from typing import Any

import msgspec

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import decode_console

FORMAT = 1
Answers = Mapping[tuple[str, str], list[dict[str, Any]]]
"""Namespace and class, both in lower case → rows; what Windows refused is not in it."""


class _Answer(msgspec.Struct):
    namespace: str
    class_name: str = msgspec.field(name="class")
    rows: list[dict[str, Any]] | dict[str, Any] | None = None
    error: str | None = None


class _Document(msgspec.Struct):
    format: int
    answers: list[_Answer]


def read_answers(content: bytes) -> Answers:
    """Return the rows by namespace and class.

    A single row is printed as an object by some versions of PowerShell.

    Raises:
        ReadError: it is not what the script prints, or of another version.
    """
    text, _ = decode_console(content)
    try:
        found = msgspec.json.decode(text.strip("\ufeff \t\r\n\x00"), type=_Document)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as err:
        raise ReadError(f"not what facts.ps1 prints: {err}") from err
    if found.format != FORMAT:
        raise ReadError(f"facts.ps1 of format {found.format}; this reads {FORMAT}")
    return {
        key(each.namespace, each.class_name): [each.rows]
        if isinstance(each.rows, dict)
        else each.rows or []
        for each in found.answers
        if each.error is None
    }


def key(namespace: str, class_name: str) -> tuple[str, str]:
    """Return under which key the rows of a class stand; Windows ignores case."""
    return namespace.lower(), class_name.lower()

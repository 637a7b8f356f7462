"""Reads rows of a WMI class, or of a cmdlet, in whatever form they were printed.

``wmic`` prints lists, PowerShell lists or JSON; the names of the properties are the same.
"""

import re

from agent.readers.errors import ReadError
from agent.readers.windows.encoding import decode_console
from agent.readers.windows.ps_json import read_json
from agent.readers.windows.ps_list import read_list
from agent.readers.windows.tables import read_tables
from agent.readers.windows.values import Row
from agent.readers.windows.wmic_text import read_wmic

_WMIC = re.compile(r"^[ \t]*[A-Za-z_]\w*=", re.MULTILINE)
_LIST = re.compile(r"^[ \t]*[A-Za-z_]\w*[ \t]*:(?:[ \t]|\r|$)", re.MULTILINE)


def read_rows(content: bytes) -> list[Row]:
    """Return the rows in *content*, whose form and encoding it tells itself.

    Raises:
        ReadError: there are none in it.
    """
    text, _ = decode_console(content)
    rows: list[Row] = [row for row in rows_of(text) if any(row.values())]
    if not rows:
        raise ReadError("no rows: expected Name=Value, Name : Value, a table, or JSON")
    return rows


def rows_of(text: str) -> list[dict[str, object]] | list[dict[str, str]]:
    """Return the rows of a list or of JSON in *text*; none in prose.

    Raises:
        ReadError: it begins as JSON and is none, or is larger than any output.
    """
    if text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}:
        return read_json(text)
    wmic, listed = _WMIC.search(text), _LIST.search(text)
    if wmic and not (listed and listed.start() < wmic.start()):
        return read_wmic(text)
    return read_list(text) if listed else read_tables(text)

"""Kind ``windows-systeminfo``: the way in for a PC on which nothing may be installed."""

from typing import Any

import msgspec

from agent.readers.windows.encoding import decode_console
from agent.readers.windows.systeminfo import read_systeminfo
from agent.sources.smbios_words import clean


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return what the tool printed, and in which encoding.

    Raises:
        ReadError: it is not the output of ``systeminfo``.
    """
    text, encoding = decode_console(content)
    found = read_systeminfo(text)
    return {
        "encoding": encoding,
        **msgspec.to_builtins(found),
        "manufacturer": clean(found.manufacturer),
        "model": clean(found.model),
    }

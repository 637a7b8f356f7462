"""Kind ``windows-hotfix``: lists of installed or missing updates."""

from typing import Any

import msgspec

from agent.readers.windows.encoding import decode_console
from agent.readers.windows.hotfix import read_hotfixes


def read(content: bytes, _name: str) -> dict[str, Any]:
    """Return the updates, and in which encoding the list is.

    Raises:
        ReadError: it lists none.
    """
    text, encoding = decode_console(content)
    return {"encoding": encoding, **msgspec.to_builtins(read_hotfixes(text))}

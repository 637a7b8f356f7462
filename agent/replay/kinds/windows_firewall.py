"""Kind ``windows-firewall``."""

from typing import Any

from agent.readers.windows.encoding import decode_console
from agent.readers.windows.firewall import read_firewall


def read(content: bytes, _name: str) -> Any:
    """Return what the tool's output says.

    Raises:
        ReadError: it is no such output.
    """
    return read_firewall(decode_console(content)[0])

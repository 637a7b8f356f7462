"""Kind ``windows-antivirus``."""

from typing import Any

from agent.readers.windows.antivirus import read_antivirus
from agent.readers.windows.encoding import decode_console


def read(content: bytes, _name: str) -> Any:
    """Return what the tool's output says.

    Raises:
        ReadError: it is no such output.
    """
    return read_antivirus(decode_console(content)[0])

"""The text that dmidecode prints."""

from typing import Any

from agent.readers.dmidecode import read_dmidecode
from agent.replay.smbios_shape import shape
from agent.sources.smbios_text import tables_of


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - as all kinds
    """Return what the firmware says by *content*."""
    return shape(tables_of(read_dmidecode(content)))

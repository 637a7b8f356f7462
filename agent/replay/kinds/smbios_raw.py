"""A raw SMBIOS table: a dump of dmidecode, of the Linux kernel, or of Windows."""

from typing import Any

from agent.readers.errors import ReadError, check_size
from agent.replay.smbios_shape import shape
from agent.sources.smbios import SmbiosError, decode
from agent.sources.smbios_table import from_dump


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001 - as all kinds
    """Return what the firmware says by *content*."""
    check_size(content)
    try:
        table, version = from_dump(content)
        return shape(decode(table, version=version))
    except SmbiosError as err:
        raise ReadError(str(err)) from err

"""Recordings of ``smartctl --json``: one drive, or the drives of a scan."""

from typing import Any

from agent.readers.errors import ReadError, check_size
from agent.readers.smartctl.answer import read_smartctl
from agent.replay.shape_smartctl import damaged, drive_object, scan_object


def read(content: bytes, name: str) -> dict[str, Any]:  # noqa: ARG001
    """Return what the recording says; of damaged JSON, that nothing is known.

    Raises:
        ReadError: it is neither the JSON nor the text of smartctl.
    """
    check_size(content)
    try:
        found = read_smartctl(content)
    except ReadError as err:
        if content[:1] != b"{":
            raise
        return damaged(str(err))
    return scan_object(found) if isinstance(found, list) else drive_object(found)

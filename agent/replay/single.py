"""Reads one recorded source of a known kind."""

from pathlib import Path
from typing import Any

import msgspec

from agent.readers.errors import MOST_BYTES, ReadError
from agent.replay.kinds import load


def read_recording(path: Path, kind: str) -> dict[str, Any]:
    """Return what the file at *path*, a recording of *kind*, says.

    Raises:
        KeyError: there is no such kind.
        OSError: the file cannot be opened.
        ReadError: it is not such a recording; the text says where and why.
    """
    read = load(kind)
    if path.stat().st_size > MOST_BYTES:
        raise ReadError(f"{path.name} is larger than any recording")
    found = msgspec.json.decode(msgspec.json.encode(read(path.read_bytes(), path.name)))
    if not isinstance(found, dict):
        raise ReadError(f"{path.name} holds no single object")
    return found

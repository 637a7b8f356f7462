"""Reads a small file that others may have put there: bounded, regular files only."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

# A pipe or a device must not keep us waiting; on Windows a file is read as it is.
FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotRegularError(OSError):
    """It is a folder, a link, a pipe or a device; no file."""


class TooLargeError(OSError):
    """It is larger than such a file can be."""


class Content(NamedTuple):
    """What a file holds, and when it was written last (Unix seconds)."""

    content: bytes
    written: float


def read(path: Path, *, most: int) -> Content:
    """Return the content of the file at *path*.

    Raises:
        FileNotFoundError: there is none.
        NotRegularError, TooLargeError: it is none that we read.
        OSError: it cannot be read.
    """
    return read_handle(os.open(path, FLAGS), most=most)


def read_handle(handle: int, *, most: int) -> Content:
    """Return the content of the file open as *handle*, and close it; as ``read``."""
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise NotRegularError("not a regular file")
        content = file.read(most + 1)
        if len(content) > most:
            raise TooLargeError(f"larger than {most} bytes")
        return Content(content, status.st_mtime)

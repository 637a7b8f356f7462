"""Reading small text files of the kernel, and numbers out of them."""

import errno
import math
import os
import sys
from pathlib import Path

LOOK = "hatang.look"
MOST_BYTES = 32 << 20
_PORTION = 1 << 14


def read(path: Path) -> str:
    """Return what *path* says now; bytes that are not UTF-8 are replaced.

    Raises:
        OSError: there is no such file, or the kernel does not answer.
    """
    content = bytearray()
    with path.open("rb", buffering=0) as file:
        while portion := file.read(_PORTION):
            content += portion
            if len(content) > MOST_BYTES:  # a recording of others may hold anything
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content.decode("utf-8", "replace")


def read_or_none(path: Path) -> str | None:
    """Return what *path* says without white space around it, or None."""
    try:
        return read(path).strip()
    except OSError:
        return None


def modified(path: Path) -> float | None:
    """Return when *path* was last changed, Unix seconds; None if it is not there.

    Looking at a file opens nothing; whoever makes a recording learns of it by the
    audit event ``hatang.look``.
    """
    sys.audit(LOOK, str(path))
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def exists(path: Path) -> bool:
    """Return whether *path* is there, as far as one may see."""
    return modified(path) is not None


def is_folder(path: Path) -> bool:
    """Return whether *path* is a folder, as far as one may see."""
    return exists(path) and path.is_dir()


def natural(text: str | None) -> int | None:
    """Return the natural number that *text* is, or None."""
    if text is None or len(text) > 30:
        return None
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else None


def number(text: str | None) -> float | None:
    """Return the finite number that *text* is, or None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def read_natural(path: Path) -> int | None:
    """Return the natural number in the file *path*, or None."""
    return natural(read_or_none(path))

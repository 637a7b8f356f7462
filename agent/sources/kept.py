"""Small things that the running agent remembers in its data directory."""

import contextlib
import os
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from agent.private import make_folder, replace

T = TypeVar("T", bound=msgspec.Struct)
MOST_BYTES = 1 << 20


class Kept(Generic[T]):
    """One JSON file of the *shape*; ``None`` for *path* remembers nothing.

    Only the *resident* agent writes: a reading made by hand beside it changes nothing.
    The data directory belongs to the agent, so what lies there is our own.
    """

    def __init__(
        self, path: Path | None, shape: type[T], *, resident: bool = False
    ) -> None:
        self._path = path
        self._shape = shape
        self.resident = resident and path is not None

    def load(self) -> T:
        """Return what was saved last; an empty one if that is gone or damaged."""
        if self._path is None:
            return self._shape()
        try:
            with self._path.open("rb") as file:
                return msgspec.json.decode(file.read(MOST_BYTES), type=self._shape)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return self._shape()

    def save(self, value: T) -> None:
        """Keep *value* durably, unless it is kept already; nothing if not resident.

        Raises:
            OSError: it cannot be written; what was there before is untouched.
        """
        if self._path is None or not self.resident or self.load() == value:
            return
        temporary = self._path.with_name(self._path.name + ".new")
        make_folder(self._path.parent)
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(value))
                file.flush()
                os.fsync(file.fileno())
            replace(temporary, self._path)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

"""What is remembered of tests over restarts: a small file in the data directory."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from agent.sources.kept import Kept as File
from agent.throughput.budget import Kept
from agent.throughput.turns import lock

FILE = "throughput.json"
LOCK_FILE = "throughput.json.lock"
MOST_LINES = 64
_TRIES, _WAIT_S = 40, 0.05


class _Lines(msgspec.Struct):
    """The form of the file."""

    version: int = 1
    lines: Annotated[dict[str, Kept], msgspec.Meta(max_length=MOST_LINES)] = {}


class Memory:
    """The lines by id. A running agent and a person's test may both write."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = File(folder / FILE, _Lines, resident=True)

    def of(self, line: str) -> Kept:
        """Return what is remembered of *line*."""
        return self._file.load().lines.get(line, Kept())

    def change(self, line: str, new: Callable[[Kept], Kept]) -> Kept:
        """Remember what *new* makes of what was remembered; return it.

        Raises:
            OSError: it cannot be written: nothing may be tested that is not counted.
        """
        with (self._folder / LOCK_FILE).open("ab") as file:
            _wait(lambda: lock(file))
            lines = self._file.load().lines
            if line not in lines:  # ids that the settings have forgotten leave in time
                lines = dict(list(lines.items())[1 - MOST_LINES :])
            changed = new(lines.get(line, Kept()))
            self._file.save(_Lines(lines={**lines, line: changed}))
            self._give_to_owner()
        return changed

    def _give_to_owner(self) -> None:
        """Leave the files to the owner of the folder, where root has made them."""
        if not hasattr(os, "geteuid") or os.geteuid() != 0:
            return
        owner = self._folder.stat()
        for name in (FILE, LOCK_FILE):
            with contextlib.suppress(OSError):
                os.chown(self._folder / name, owner.st_uid, owner.st_gid)


def _wait(act: Callable[[], None]) -> None:
    """Do *act* as soon as it can be done.

    Raises:
        OSError: it cannot for two seconds.
    """
    for _n in range(_TRIES):
        with contextlib.suppress(OSError):
            return act()
        time.sleep(_WAIT_S)
    return act()

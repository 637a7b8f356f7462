"""A lock file, so that two agents never share one data directory."""

import os
import sys
from gettext import gettext as _
from pathlib import Path
from typing import IO

from agent.private import make_folder

LOCK_FILE = "agent.lock"


class LockedError(Exception):
    """Another agent works in this data directory, or it cannot be used at all."""


def acquire(folder: Path) -> IO[str]:
    """Return the open lock file of *folder*; the lock ends with it or the process.

    Raises:
        LockedError: somebody else has it, or the folder cannot be written.
    """
    path = folder / LOCK_FILE
    try:
        make_folder(folder)
        file = path.open("a+", encoding="ascii")
    except OSError as err:
        raise LockedError(
            _(
                "{folder} cannot be written ({error}): run this as the agent's"
                " user, or name another folder with --data-directory"
            ).format(folder=folder, error=err.strerror or err)
        ) from err
    try:
        _lock(file)
    except OSError as err:
        file.seek(0)
        owner = file.read().strip() or "?"
        file.close()
        raise LockedError(
            _(
                "another agent (process {process}) works in {folder}: stop it first"
            ).format(process=owner, folder=folder)
        ) from err
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(1_000_000)  # beyond the text, which others may then still read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

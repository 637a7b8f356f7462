"""One test at a time on a machine, whichever agent or person runs it."""

import contextlib
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

NAME = "hatang-throughput"
FILE = "throughput.lock"


class TakenError(Exception):
    """Another test runs on this machine."""


@contextlib.contextmanager
def turn(
    folder: Path, *, name: str = NAME, linux: bool = sys.platform == "linux"
) -> Iterator[None]:
    """Hold the machine's only turn for the length of a block.

    Linux: a name in the kernel, which ends with the process, whatever user it is. Each
    network namespace has its own, as it has its own lines. Elsewhere a lock on a file
    beside the agents' data directory *folder*.

    Raises:
        TakenError: somebody else has it.
    """
    if linux:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as mark:
            try:
                mark.bind(f"\0{name}")
            except OSError as err:
                raise TakenError from err
            yield
        return
    with _file(folder) as file:
        try:
            lock(file)
        except OSError as err:
            raise TakenError from err
        yield


def _file(folder: Path) -> IO[bytes]:
    for place in (folder.parent, folder):
        with contextlib.suppress(OSError):
            return (place / FILE).open("ab")
    raise TakenError


def lock(file: IO[bytes]) -> None:
    """Lock *file* for this process; the lock ends when it is closed.

    Raises:
        OSError: somebody else has it.
    """
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

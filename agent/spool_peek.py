"""A look into a spool that another process may be writing, without changing it."""

import sqlite3
from contextlib import closing
from pathlib import Path


class PeekError(Exception):
    """The spool cannot be read."""


def waiting(path: Path) -> tuple[int, float | None]:
    """Return how many reports wait in the spool at *path*, and the oldest's time.

    Raises:
        PeekError: it cannot be read.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=2.0)) as db:
            row = db.execute("SELECT count(*), min(time) FROM reports").fetchone()
    except sqlite3.Error as err:
        raise PeekError(str(err)) from err
    return int(row[0]), row[1]

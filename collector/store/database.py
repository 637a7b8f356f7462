"""Connections to an SQLite file: one writer at a time, readers beside it."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from collector.store.interface import StoreError

BUSY_TIMEOUT_S = 15.0
APPLICATION_ID = 0x48544E47  # "HTNG" in the file's header: this database is ours
_ADVICE = {
    "disk is full": "make room on the disk; the agents keep their reports meanwhile",
    "disk I/O error": "the disk does not answer: look at its space, health and mount",
    "readonly": "give the collector's user the right to write it and its folder",
    "locked": "another program holds it for too long: is a second collector running?",
    "unable to open": "look at the folder and who may write in it",
    "malformed": "it is damaged: put the last backup in its place",
    "not a database": "the file is something else: choose another with --database",
}
PAGE_BYTES = 8192  # seven packed roll-ups; of 4096 a quarter would stay empty
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL may lose acknowledged commits when power fails
    "foreign_keys=ON",
    "cache_size=-16000",
    "temp_store=MEMORY",
)


class Database:
    """An SQLite file in WAL mode; a commit is on disk before it returns.

    Everything that only SQLite does stands here and in ``store.opening``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._write_lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Wait for the writer, then give all connections back."""
        with self._write_lock:
            self._closed = True
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state.

        Raises:
            StoreError: the database does not answer.
        """
        with self._guarded(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the writer's connection; commits at the end, or nothing is changed.

        Raises:
            StoreError: nothing was written.
        """
        with (
            self._write_lock,
            self._guarded(),
            self._engine.connect() as connection,
        ):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            finally:
                _roll_back(connection)

    @contextmanager
    def bare(self) -> Iterator[Connection]:
        """Give a connection outside of any transaction, for housekeeping."""
        with self._guarded(), self._engine.connect() as connection:
            yield connection

    def used_bytes(self) -> int:
        """Return the size of the pages that hold something."""
        with self.reading() as connection:
            return used_bytes(connection.connection.cursor())

    def give_back(self) -> None:
        """Return pages that hold nothing any more to the file system."""
        with self._write_lock, self.bare() as connection:
            raw: Any = connection.connection.dbapi_connection
            # A script is stepped to its end; execute() would free a single page.
            raw.executescript("PRAGMA incremental_vacuum; PRAGMA wal_checkpoint;")

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy to *target*, a file that is not there yet."""
        with self.bare() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
        with target.open("rb") as copy:
            os.fsync(copy.fileno())

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        if self._closed:
            raise StoreError("the store is closed")
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as err:
            raise StoreError(f"{self.path}: {explain(err)}") from err


def prepare_empty(path: Path) -> None:
    """Set in the empty file at *path* what cannot be changed later.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)
    try:
        connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def used_bytes(cursor: Any) -> int:
    """Return the size of the pages that hold something, as *cursor* sees them."""
    size, count, free = (
        int(cursor.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (count - free)


def explain(err: Exception) -> str:
    """Return what a database error means for a person, and what to do."""
    text = str(err.orig if isinstance(err, DBAPIError) else err)
    for mark, advice in _ADVICE.items():
        if mark in text:
            return f"{text}: {advice}"
    return text


def _roll_back(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if raw is not None and raw.in_transaction:
        raw.rollback()


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        pool_size=8,
        max_overflow=32,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN and COMMIT ourselves
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine

"""Opening a store: it is ours, whole, of a layout we know, and brought up to date."""

import os
import sqlite3
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from collector.store.database import APPLICATION_ID, Database, explain, prepare_empty
from collector.store.interface import Store, StoreError
from collector.store.sql import SqlStore

_MAGIC = b"SQLite format 3\x00"


def open_store(url: str, *, create: bool = True) -> Store:
    """Return the store at *url* (``sqlite:////var/lib/hatang/hatang.db``), up to date.

    With *create* a file that is not there is made, for its owner only.

    Raises:
        StoreError: it is not there, not ours, damaged, not allowed, or written by a
            newer release; the text says what to do.
    """
    path = sqlite_path(url)
    if not _prepare_file(path, create=create):
        _check_file(path)
    database = Database(path)
    try:
        _migrate(database)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


def sqlite_path(url: str) -> Path:
    """Return the file that *url* names.

    Raises:
        StoreError: it is not the URL of an SQLite file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as err:
        raise StoreError(
            "the database URL cannot be read: write sqlite:////path/to/hatang.db"
        ) from err
    if parsed.get_backend_name() != "sqlite":
        raise StoreError(
            f"{parsed.get_backend_name()} databases are not supported by this release:"
            " write sqlite:////path/to/hatang.db"
        )
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError("the database URL names no file: sqlite:////path/to/hatang.db")
    return Path(parsed.database)


def _prepare_file(path: Path, *, create: bool) -> bool:
    """Make sure that *path* is a file we may use; say if it is still empty."""
    try:
        if create and not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        if not path.exists():
            raise StoreError(
                f"{path} is not there: start `hatang-collector serve` once"
            )
        if not path.is_file():
            raise StoreError(f"{path} is not a file: choose another with --database")
        if not os.access(path, os.R_OK | os.W_OK):
            raise StoreError(f"{path}: this user may not read and write it: chown it")
        if not os.access(path.parent, os.W_OK):
            raise StoreError(f"{path.parent}: this user may not write there: chown it")
        is_empty = path.stat().st_size == 0
        if is_empty:
            prepare_empty(path)
    except sqlite3.Error as err:
        raise StoreError(f"{path}: {explain(err)}") from err
    except OSError as err:
        raise StoreError(f"{path}: {err.strerror}: look at the folder") from err
    return is_empty


def _check_file(path: Path) -> None:
    """Refuse a file that is not ours or is damaged, before anything writes to it."""
    with path.open("rb") as file:
        if file.read(16) != _MAGIC:
            raise StoreError(f"{path} is not a database: choose another --database")
    try:
        connection = sqlite3.connect(path, timeout=15.0)
        try:
            (ours,) = connection.execute("PRAGMA application_id").fetchone()
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if ours != APPLICATION_ID and tables != (0,):
                raise StoreError(
                    f"{path} belongs to another program: choose another --database"
                )
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as err:
        raise StoreError(f"{path}: {explain(err)}") from err
    if verdict != "ok":
        raise StoreError(
            f"{path} is damaged ({verdict}): put the last backup in its place, and keep"
            " the damaged file until that works"
        )


def _migrate(database: Database) -> None:
    """Bring the layout up to date, all steps or none."""
    config = Config(attributes={})
    location = str(files("collector.store") / "migrations")
    config.set_main_option("script_location", location.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    with database.reading() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head:
        return
    if current not in {None, *(s.revision for s in scripts.walk_revisions())}:
        raise StoreError(
            f"{database.path} was written by a newer release (layout {current}, this"
            f" one knows {head}): install that release, or restore an older backup"
        )
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")

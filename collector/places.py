"""Where things lie in the collector's data directory."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO


class PlacesError(Exception):
    """The data directory cannot be used; the text says why and what to do."""


def default_data_directory(environ: Mapping[str, str], *, is_root: bool) -> Path:
    """Return the data directory when nobody names one."""
    if environ.get("HATANG_DATA"):
        return Path(environ["HATANG_DATA"])
    if environ.get("PROGRAMDATA"):
        return Path(environ["PROGRAMDATA"]) / "Hatang" / "collector"
    if is_root:
        return Path("/var/lib/hatang")
    base = environ.get("XDG_DATA_HOME")
    home = Path(base) if base else Path(environ.get("HOME", ".")) / ".local" / "share"
    return home / "hatang" / "collector"


class Places:
    """The files of one data directory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tls = folder / "tls"
        self.web_config = folder / "web.config.yml"
        self.settings = folder / "collector.toml"
        self.admin_password = folder / "admin-password"
        self.addresses = folder / "addresses.json"
        self.database = folder / "hatang.db"
        self._lock = folder / "serve.lock"

    @property
    def database_url(self) -> str:
        """Return the URL of the store that is used when none is named."""
        return f"sqlite:///{self.database.absolute()}"

    def ensure(self) -> None:
        """Make the folder, for this user only, where it is not there.

        Raises:
            PlacesError: it cannot be made or written.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as err:
            raise PlacesError(
                f"{self.folder}: {err.strerror}; name a folder you may write with "
                "--data-directory"
            ) from err

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the folder for one ``serve`` alone.

        Raises:
            PlacesError: another one has it, or it cannot be written.
        """
        self.ensure()
        try:
            file = self._lock.open("ab")
        except OSError as err:
            raise PlacesError(f"{self._lock}: {err.strerror}") from err
        with file:
            if not _lock(file):
                raise PlacesError(
                    f"{self.folder}: another hatang-collector serves from here"
                )
            yield

    def is_served(self) -> bool:
        """Return whether a ``serve`` has this folder now."""
        try:
            with self._lock.open("r+b") as file:
                return not _lock(file)
        except OSError:
            return False

    def write_addresses(self, urls: Sequence[str]) -> None:
        """Note where the collector listens, for other commands and for tests."""
        write_private(self.addresses, json.dumps({"urls": list(urls)}) + "\n")

    def read_addresses(self) -> list[str]:
        """Return where the collector listens or last listened; nothing if unknown."""
        try:
            found = json.loads(self.addresses.read_text(encoding="utf-8"))
            return [str(url) for url in found["urls"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []


def _lock(file: BinaryIO) -> bool:
    """Lock *file* until it is closed; False if another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user may read, whole or not at all."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)

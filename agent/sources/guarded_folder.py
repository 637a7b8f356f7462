"""A folder of other people in which we keep a file, without being led elsewhere.

The service runs as root or Local System; the folder belongs to a user, who may put links
in our way to make us write or read where he may not. So: no link is followed anywhere on
the way, a file is created only where nothing stands, and nothing is ever overwritten.
"""

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import NamedTuple, Protocol

from agent.sources import small_file
from agent.sources.small_file import Content, NotRegularError

_SURROGATE = 0x20000000  # a reparse point that stands for another name: link, junction
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class LinkError(OSError):
    """A link stands on the way to the folder; name the place that it leads to."""


class Place(NamedTuple):
    """Which file or folder it is, whatever it is called."""

    device: int
    inode: int


class Folder(Protocol):
    """A folder held open or checked; ``close`` it."""

    @property
    def place(self) -> Place:
        """Which folder it is."""
        ...

    def create(self, name: str, content: bytes) -> Place:
        """Make a new file for the folder's owner; durable when this returns.

        Raises:
            FileExistsError: something is called so.
            OSError: it cannot be made; nothing is left behind.
        """
        ...

    def read(self, name: str, *, most: int) -> Content:
        """Return what the file *name* holds, as ``small_file.read``."""
        ...

    def remove(self, name: str) -> None:
        """Remove a file that ``create`` has just made."""
        ...

    def close(self) -> None:
        """Let it go."""
        ...


def open_folder(path: Path) -> Folder:
    """Return the folder at *path*, which is absolute and passes through no link.

    Raises:
        FileNotFoundError: there is none.
        LinkError: a link stands on the way.
        OSError: it cannot be opened.
    """
    if not path.is_absolute() or ".." in path.parts:
        raise LinkError("the path of a folder begins at the root and has no ..")
    return HeldFolder(path) if hasattr(os, "O_PATH") else CheckedFolder(path)


class HeldFolder:
    """A folder of Linux: every step of the way is opened from the one before."""

    def __init__(self, path: Path) -> None:
        flags = os.O_PATH | os.O_DIRECTORY | _NO_LINK
        handle = os.open(path.anchor, flags)
        for part in path.parts[1:]:
            try:
                following = os.open(part, flags, dir_fd=handle)
            except OSError as err:
                linked = err.errno in {errno.ELOOP, errno.ENOTDIR}
                linked = linked and _is_link(part, handle)
                raise LinkError("a link stands on the way") if linked else err from None
            finally:
                os.close(handle)
            handle = following
        self._handle = handle
        status = os.fstat(handle)
        self._owner = (status.st_uid, status.st_gid)
        self.place = Place(status.st_dev, status.st_ino)

    def create(self, name: str, content: bytes) -> Place:
        """Make a new file, which the folder's owner owns: so it can be harmed, too."""
        handle = os.open(name, _CREATE | _NO_LINK, 0o644, dir_fd=self._handle)
        try:
            with os.fdopen(handle, "wb") as file:
                if os.geteuid() == 0:
                    os.fchown(file.fileno(), *self._owner)
                return _fill(file.fileno(), content)
        except OSError:
            self.remove(name)
            raise

    def read(self, name: str, *, most: int) -> Content:
        """Return what the file *name* holds; a link is none."""
        flags = small_file.FLAGS | _NO_LINK
        try:
            handle = os.open(name, flags, dir_fd=self._handle)
        except OSError as err:
            if err.errno in {errno.ELOOP, errno.ENXIO}:
                raise NotRegularError("not a regular file") from err
            raise
        return small_file.read_handle(handle, most=most)

    def remove(self, name: str) -> None:
        """Remove a file that ``create`` has just made."""
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=self._handle)

    def close(self) -> None:
        """Let it go."""
        os.close(self._handle)


def _is_link(name: str, folder: int) -> bool:
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISLNK(status.st_mode)


def _fill(handle: int, content: bytes) -> Place:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]
    os.fsync(handle)
    status = os.fstat(handle)
    return Place(status.st_dev, status.st_ino)


class CheckedFolder:
    """A folder of a system without ``openat``: looked at before and after each step.

    What is left open is the moment between. A link that is put there just then can
    make us create one small file of our own name and text elsewhere, which is removed
    at once; it can overwrite nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.place = self._look()

    def _look(self) -> Place:
        """Return which folder it is now.

        Raises:
            LinkError: a link stands on the way.
        """
        for step in (*reversed(self._path.parents), self._path):
            if leads_elsewhere(step.lstat()):
                raise LinkError("a link stands on the way")
        status = self._path.stat()
        if not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError("not a folder")
        return Place(status.st_dev, status.st_ino)

    def create(self, name: str, content: bytes) -> Place:
        """Make a new file; Windows lets it inherit the folder's rights."""
        path = self._path / name
        handle = os.open(path, _CREATE | _NO_LINK, 0o644)
        try:
            with os.fdopen(handle, "wb") as file:
                place = _fill(file.fileno(), content)
            if self._look() != self.place:
                raise LinkError("the folder was exchanged")
        except OSError:
            self.remove(name)
            raise
        return place

    def read(self, name: str, *, most: int) -> Content:
        """Return what the file *name* holds; a link is none."""
        path = self._path / name
        if leads_elsewhere(path.lstat()):
            raise NotRegularError("not a regular file")
        return small_file.read(path, most=most)

    def remove(self, name: str) -> None:
        """Remove a file that ``create`` has just made."""
        with contextlib.suppress(OSError):
            (self._path / name).unlink()

    def close(self) -> None:
        """Let it go."""


def leads_elsewhere(status: os.stat_result) -> bool:
    """Return whether *status*, of lstat, is of a symbolic link or a junction.

    Other reparse points stay where they are: OneDrive's folders are such.
    """
    tag = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(tag & _SURROGATE)

"""Which files of this machine its sources read, and what a recording keeps of them."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import msgspec

from agent.replay.files import MOST_FILES, Link
from agent.sources.text import LOOK

MOST_LINKS = 500  # of one folder
MOST_FILE_BYTES = 4 << 20
_PORTION = 1 << 16
_WATCHED = (
    *("/proc/", "/sys/", "/etc/", "/run/", "/var/lib/", "/var/log/", "/var/run/"),
    *("/boot", "/lib/", "/usr/lib/", "/usr/bin/", "/usr/sbin/", "/var/cache/"),
)
_OWN = ("/proc/self/mounts", "/proc/self/mountinfo", "/proc/net/")
_NEVER = ("/proc/self/", "/etc/shadow", "/etc/ssl/", "/etc/hatang/", "/run/user/")


class FileWatch:
    """Notices which files this process opens, lists and looks at, until ``stop``.

    An audit hook sees every open of Python itself; it cannot be taken out again, so it
    is only ever used in a process that makes one bundle.
    """

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self.looked: set[str] = set()
        self.listed: set[str] = set()
        self._kept = {
            "open": self.opened,
            "os.listdir": self.listed,
            "os.scandir": self.listed,
            LOOK: self.looked,
        }
        self._on = True
        self._lock = threading.Lock()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        kept = self._kept.get(event) if self._on else None
        if kept is None or not arguments:
            return
        path = arguments[0]
        if isinstance(path, os.PathLike):
            path = os.fspath(path)
        if isinstance(path, str) and path.startswith("/"):
            with self._lock:
                kept.add(path)

    def stop(self) -> "Noticed":
        """Stop noticing and return what was noticed."""
        self._on = False
        return Noticed(
            *(tuple(sorted(kept)) for kept in (self.opened, self.listed, self.looked))
        )


class Noticed(NamedTuple):
    """Paths that were opened, listed, and looked at without opening."""

    opened: tuple[str, ...]
    listed: tuple[str, ...] = ()
    looked: tuple[str, ...] = ()


def is_watched(path: str) -> bool:
    """Return whether a recording keeps the file *path*: the system's, no secret."""
    if path.startswith(_OWN):
        return True
    return path.startswith(_WATCHED) and not path.startswith(_NEVER)


class Collected(msgspec.Struct):
    """What a recording keeps of the files of a machine."""

    files: dict[str, bytes] = {}
    links: dict[str, str] = {}
    times: dict[str, float] = {}

    @property
    def all_links(self) -> list[Link]:
        """The links, in order of their places."""
        found = sorted(self.links.items())[:MOST_FILES]
        return [Link(path, target) for path, target in found]


def collect(noticed: Noticed) -> Collected:
    """Return what the noticed files hold, by their real place, and the links to there.

    Of what was only listed or looked at, that it is there and since when. What cannot
    be read, or is larger than any such file, is left out.
    """
    kept = Collected({}, {}, {})
    for path in (*noticed.opened, *noticed.listed):
        if is_watched(path):
            _keep(path, kept)
    names = [f"{p.rstrip('/')}/{name}" for p in noticed.listed for name in _names(p)]
    for path in (*noticed.looked, *names):
        if is_watched(path) and len(kept.times) < MOST_FILES:
            _keep_date(path, kept)
    return kept


def _keep(path: str, kept: Collected) -> None:
    if path.startswith(_OWN):  # of this process; its number is no place
        content = _content(Path(path))
        if content is not None:
            kept.files[path] = content
        return
    real = os.path.realpath(path)
    folder = Path(real).is_dir()
    around = real if folder else os.path.dirname(real)  # noqa: PTH120 - of text
    for link in (*_links_of(path), *_links_in(around)):
        kept.links[link.path] = link.target
    if real in kept.files or not is_watched(real) or len(kept.files) >= MOST_FILES:
        return
    content = None if folder else _content(Path(real))
    if content is not None:
        kept.files[real] = content
    else:  # that a folder is there says something, too
        kept.files.setdefault((real if folder else _nearest_folder(real)) + "/", b"")


def _keep_date(path: str, kept: Collected) -> None:
    for link in _links_of(path):
        kept.links[link.path] = link.target
    with contextlib.suppress(OSError):
        real = os.path.realpath(path)
        if Path(real).is_dir():
            kept.files.setdefault(real.rstrip("/") + "/", b"")
        kept.times[real] = float(int(Path(real).stat().st_mtime))


def _names(folder: str) -> list[str]:
    with contextlib.suppress(OSError):
        return sorted(os.listdir(folder))[:MOST_LINKS]  # noqa: PTH208 - of text
    return []


def _nearest_folder(path: str) -> str:
    places = (p for p in PurePosixPath(path).parents if Path(p).is_dir())
    return next(places, PurePosixPath("/")).as_posix().rstrip("/")


def _links_in(folder: str, *, depth: int = 2) -> Iterator[Link]:
    """Yield the links in *folder* and in where these lead: a card's device, its driver.

    Sources look at links without opening anything, which nobody notices.
    """
    if not depth or not folder.startswith("/sys/"):
        return
    with contextlib.suppress(OSError):
        for name in _names(folder):
            place = f"{folder}/{name}"
            if Path(place).is_symlink():
                yield Link(place, Path(place).readlink().as_posix())
                yield from _links_in(os.path.realpath(place), depth=depth - 1)


def _content(path: Path) -> bytes | None:
    """Return what *path* holds, read in the portions that /proc/sys accepts."""
    content = bytearray()
    try:
        with path.open("rb", buffering=0) as file:
            while portion := file.read(_PORTION):
                content += portion
                if len(content) > MOST_FILE_BYTES:
                    return None
    except OSError:
        return None
    return bytes(content)


def _links_of(path: str) -> Iterator[Link]:
    """Yield the links on the way to *path*, each by its own real place."""
    place = PurePosixPath("/")
    for part in PurePosixPath(path).parts[1:]:
        step = place / part
        if Path(step).is_symlink():
            target = Path(step).readlink()
            yield Link(step.as_posix(), target.as_posix())
            place = PurePosixPath(os.path.realpath(step))
        else:
            place = step
